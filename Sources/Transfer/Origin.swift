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
    let hostAndPort = Self.withoutCredentials(authority)
    var host = hostAndPort
    var port = scheme == "https" ? 443 : 80
    let bytes = hostAndPort.utf8
    if let colon = bytes.lastIndex(of: UInt8(ascii: ":")), bytes.last != UInt8(ascii: "]") {
      host = hostAndPort[..<colon]
      let digits = hostAndPort[bytes.index(after: colon)...]
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
    guard let (_, authority, _) = split(url),
      let at = authority.utf8.lastIndex(of: UInt8(ascii: "@"))
    else { return nil }
    return String(authority[..<at])
  }

  /// `url` with other credentials, or with none.
  package static func replacingCredentials(in url: String, with credentials: String?) -> String {
    guard let (_, authority, rest) = split(url) else { return url }
    let host = withoutCredentials(authority)
    if credentials == nil, host.startIndex == authority.startIndex { return url }
    return "\(url[..<authority.startIndex])\(credentials.map { $0 + "@" } ?? "")\(host)\(rest)"
  }

  private static func withoutCredentials(_ authority: Substring) -> Substring {
    guard let at = authority.utf8.lastIndex(of: UInt8(ascii: "@")) else { return authority }
    return authority[authority.utf8.index(after: at)...]
  }

  /// Scheme in lower case, authority, and all that follows; on bytes, for it is asked several times
  /// a fetch.
  private static func split(_ url: String) -> (String, Substring, Substring)? {
    let bytes = url.utf8
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let scheme = url[..<colon].lowercased()
    guard scheme == "http" || scheme == "https", bytes[colon...].starts(with: "://".utf8) else {
      return nil
    }
    let start = bytes.index(colon, offsetBy: 3)
    let end = bytes[start...].firstIndex(where: endsAuthority) ?? bytes.endIndex
    return (scheme, url[start..<end], url[end...])
  }

  private static func endsAuthority(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "\\"): true
    default: false
    }
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
