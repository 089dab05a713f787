/// The front of an http address: scheme, host and port, with the credentials apart.
///
/// What is no plain address by this strict reading has no origin, and so is given no credentials.
package struct Origin: Hashable, Sendable {
  /// `http` or `https`.
  package let scheme: String
  /// In lower case; an IPv6 address keeps its brackets.
  package let host: String
  /// The port as given, or the scheme's own.
  package let port: Int

  /// Reads the front of `url`; nil when it is not a plain http address.
  package init?(_ url: String) {
    guard let (scheme, authority, _) = Self.split(url) else { return nil }
    let hostAndPort = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    var host = hostAndPort
    var port = scheme == "https" ? 443 : 80
    if let colon = hostAndPort.lastIndex(of: ":"), !hostAndPort.hasSuffix("]") {
      host = hostAndPort[..<colon]
      let digits = hostAndPort[hostAndPort.index(after: colon)...]
      if !digits.isEmpty {
        guard let number = Int(digits), (0...65535).contains(number) else { return nil }
        port = number
      }
    }
    guard !host.isEmpty, !host.utf8.contains(where: Self.isOutOfPlace) else { return nil }
    (self.scheme, self.host, self.port) = (scheme, host.lowercased(), port)
  }

  /// The host, with the port where it is not the scheme's own.
  package var hostAndPort: String {
    port == (scheme == "https" ? 443 : 80) ? host : "\(host):\(port)"
  }

  /// The credentials in `url`, such as `user:secret`, to the letter.
  package static func credentials(in url: String) -> String? {
    guard let (_, authority, _) = split(url), let at = authority.lastIndex(of: "@") else {
      return nil
    }
    return String(authority[..<at])
  }

  /// `url` with other credentials, or with none.
  package static func replacingCredentials(in url: String, with credentials: String?) -> String {
    guard let (_, authority, rest) = split(url), let scheme = url.firstIndex(of: ":") else {
      return url
    }
    let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    return "\(url[..<scheme])://\(credentials.map { $0 + "@" } ?? "")\(host)\(rest)"
  }

  /// Scheme in lower case, authority, and all that follows.
  private static func split(_ url: String) -> (String, Substring, Substring)? {
    guard let colon = url.firstIndex(of: ":") else { return nil }
    let scheme = url[..<colon].lowercased()
    let rest = url[url.index(after: colon)...]
    guard scheme == "http" || scheme == "https", rest.hasPrefix("//") else { return nil }
    let end = rest.dropFirst(2).firstIndex { "/?#\\".contains($0) } ?? rest.endIndex
    return (scheme, rest.dropFirst(2)[..<end], rest[end...])
  }

  private static func isOutOfPlace(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ":"), 0x80...:
      false
    default: true
    }
  }
}
