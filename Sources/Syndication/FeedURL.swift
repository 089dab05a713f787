/// The address of a subscription as its owner wrote it in feeds.yml: the subscription's identity.
///
/// It is never rewritten: a permanent redirect is a fact recorded beside it.
package struct FeedURL: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The address, to the letter.
  package let text: String

  /// Creates an address when `text` is an absolute http or https URL with a host, or, when
  /// `allowingFiles`, a `file:` address; nil otherwise.
  package init?(_ text: some StringProtocol, allowingFiles: Bool = false) {
    let text = String(text)
    let bytes = text.utf8.span
    guard let colon = AddressParts.schemeEnd(of: bytes) else { return nil }
    for index in bytes.indices where bytes[index] <= 0x20 || bytes[index] == 0x7F { return nil }
    switch AddressParts.schemeKey(bytes, scheme: colon) {
    case SchemeKey.http, SchemeKey.https:
      guard colon + 2 < bytes.count, bytes[colon + 1] == UInt8(ascii: "/"),
        bytes[colon + 2] == UInt8(ascii: "/")
      else { return nil }
      let authority = colon + 3
      var end = authority
      while end < bytes.count, !Self.endsAuthority(bytes[end]) { end += 1 }
      guard Self.namesServer(bytes, in: authority..<end) else { return nil }
    case SchemeKey.file:
      guard allowingFiles, colon + 1 < bytes.count else { return nil }
    default:
      return nil
    }
    self.text = text
  }

  /// Whether an authority names a host and, behind a colon, a port or nothing.
  private static func namesServer(_ bytes: Span<UInt8>, in authority: Range<Int>) -> Bool {
    let (_, host, port) = AddressParts.authority(of: bytes, in: authority)
    guard let first = host.first, let last = host.last else { return false }
    if bytes[first] == UInt8(ascii: "[") {
      guard bytes[last] == UInt8(ascii: "]") else { return false }
    } else {
      for index in host where bytes[index] == UInt8(ascii: ":") { return false }
    }
    var number = 0
    for index in port {
      guard bytes[index].isASCIIDigit, number <= 65535 else { return false }
      number = number * 10 + Int(bytes[index] - UInt8(ascii: "0"))
    }
    return port.isEmpty || 1...65535 ~= number
  }

  /// What twins share: two spellings of one feed that differ in http or https, `www.`, capitals of
  /// the host, default port, a last slash or a fragment.
  ///
  /// Only for asking "is this subscribed already?"; two servers may still answer differently.
  package var twinKey: String {
    guard !isFile, let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return text }
    let rest = text[text.utf8.index(colon, offsetBy: 3)...].utf8.prefix { $0 != UInt8(ascii: "#") }
    let end = rest.firstIndex(where: Self.endsAuthority) ?? rest.endIndex
    var host = Substring(rest[..<end]).lowercased()
    for port in [":80", ":443"] where host.hasSuffix(port) { host.removeLast(port.count) }
    if host.hasPrefix("www.") { host.removeFirst(4) }
    var path = rest[end...]
    if path.last == UInt8(ascii: "/") { path.removeLast() }
    return host + Substring(path)
  }

  private static func endsAuthority(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "\\"): true
    default: false
    }
  }

  /// Whether it names a file (`file:`) rather than a server.
  package var isFile: Bool { Substring(text.utf8.prefix(5)).lowercased() == "file:" }

  package var description: String { text }

  package static func < (left: FeedURL, right: FeedURL) -> Bool { left.text < right.text }
}
