/// The address of a subscription as its owner wrote it in feeds.yml: the subscription's identity.
///
/// It is never rewritten: a permanent redirect is a fact recorded beside it.
package struct FeedURL: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The address, to the letter.
  package let text: String

  /// Creates an address when `text` is an absolute http or https URL with a host, or, when
  /// `allowingFiles`, a `file:` address; nil otherwise.
  package init?(_ text: some StringProtocol, allowingFiles: Bool = false) {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let scheme = text[..<colon].lowercased()
    let rest = text[text.index(after: colon)...]
    guard !text.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7F }) else {
      return nil
    }
    switch scheme {
    case "http", "https":
      guard rest.hasPrefix("//") else { return nil }
      let authority = rest.dropFirst(2).prefix { !"/?#\\".contains($0) }
      let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
      guard !host.isEmpty, host.first != ":", Self.hasPlainPort(host) else { return nil }
    case "file":
      guard allowingFiles, !rest.isEmpty else { return nil }
    default:
      return nil
    }
    self.text = String(text)
  }

  /// Whether what follows the host is a port or nothing.
  private static func hasPlainPort(_ host: some StringProtocol) -> Bool {
    var rest = host[...]
    if host.first == "[" {
      guard let end = host.firstIndex(of: "]") else { return false }
      rest = host[host.index(after: end)...]
      guard rest.isEmpty || rest.first == ":" else { return false }
    }
    guard let colon = rest.firstIndex(of: ":") else { return true }
    let port = rest[rest.index(after: colon)...]
    guard port.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
    return port.isEmpty || Int(port).map { (1...65535).contains($0) } ?? false
  }

  /// What twins share: two spellings of one feed that differ in http or https, `www.`, capitals of
  /// the host, default port, a last slash or a fragment.
  ///
  /// Only for asking "is this subscribed already?"; two servers may still answer differently.
  package var twinKey: String {
    guard let slashes = text.firstRange(of: "://") else { return text }
    let rest = text[slashes.upperBound...].prefix { $0 != "#" }
    let end = rest.firstIndex { "/?\\".contains($0) } ?? rest.endIndex
    var host = rest[..<end].lowercased()
    for port in [":80", ":443"] where host.hasSuffix(port) { host.removeLast(port.count) }
    if host.hasPrefix("www.") { host.removeFirst(4) }
    var path = rest[end...]
    if path.last == "/" { path.removeLast() }
    return host + path
  }

  /// Whether it names a file (`file:`) rather than a server.
  package var isFile: Bool { text.prefix(5).lowercased() == "file:" }

  package var description: String { text }

  package static func < (left: FeedURL, right: FeedURL) -> Bool { left.text < right.text }
}
