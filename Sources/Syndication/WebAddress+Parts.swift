/// Where the parts of an absolute address lie, as offsets from its first byte.
struct AddressParts {
  /// The scheme without its colon.
  var scheme: Range<Int>
  /// User name and password without the `@`; empty when there are none.
  var user: Range<Int>
  /// The host as it is spelled, with the brackets of IPv6.
  var host: Range<Int>
  /// The port without its colon; empty when there is none.
  var port: Range<Int>
  /// The path, from its first slash.
  var path: Range<Int>
  /// The query without its question mark; nil when there is no mark.
  var query: Range<Int>?
  /// The fragment without its hash; nil when there is no hash.
  var fragment: Range<Int>?
  /// Whether the scheme is http or https.
  var isWeb: Bool

  /// Takes `address` apart; nil when it has no scheme or no authority.
  init?(_ address: ArraySlice<UInt8>) {
    let bytes = address.span
    guard let colon = Self.schemeEnd(of: bytes), colon + 2 < bytes.count,
      bytes[colon + 1] == UInt8(ascii: "/"), bytes[colon + 2] == UInt8(ascii: "/")
    else { return nil }
    scheme = 0..<colon
    isWeb = Self.isWeb(bytes, scheme: colon)
    let authority = colon + 3
    let authorityEnd = Self.firstIndex(in: bytes, from: authority) {
      $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#")
    }
    (user, host, port) = Self.authority(of: bytes, in: authority..<authorityEnd)
    let pathEnd = Self.firstIndex(in: bytes, from: authorityEnd) {
      $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#")
    }
    path = authorityEnd..<pathEnd
    var end = pathEnd
    if end < bytes.count, bytes[end] == UInt8(ascii: "?") {
      let queryEnd = Self.firstIndex(in: bytes, from: end) { $0 == UInt8(ascii: "#") }
      query = end + 1..<queryEnd
      end = queryEnd
    }
    if end < bytes.count { fragment = end + 1..<bytes.count }
  }

  /// The offset of the colon that ends a scheme; nil when `bytes` does not begin with a scheme.
  static func schemeEnd(of bytes: Span<UInt8>) -> Int? {
    guard bytes.count > 0, bytes[0].isASCIILetter else { return nil }
    for index in 1..<max(1, bytes.count) {
      let byte = bytes[index]
      if byte == UInt8(ascii: ":") { return index }
      guard
        byte.isASCIILetter || byte.isASCIIDigit || byte == UInt8(ascii: "+")
          || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      else { return nil }
    }
    return nil
  }

  /// Whether the first `scheme` bytes spell http or https in any letter case.
  static func isWeb(_ bytes: Span<UInt8>, scheme: Int) -> Bool {
    let key = schemeKey(bytes, scheme: scheme)
    return key == SchemeKey.http || key == SchemeKey.https
  }

  /// The first `scheme` bytes in lower case as a number; 0 where they are more than eight.
  static func schemeKey(_ bytes: Span<UInt8>, scheme: Int) -> UInt64 {
    guard scheme <= 8 else { return 0 }
    var key: UInt64 = 0
    for index in 0..<scheme { key = key << 8 | UInt64(bytes[index].asciiLowercased) }
    return key
  }

  /// Splits an authority at its last `@` and at the colon before a port.
  static func authority(
    of bytes: Span<UInt8>,
    in range: Range<Int>
  ) -> (user: Range<Int>, host: Range<Int>, port: Range<Int>) {
    var hostStart = range.lowerBound
    var userEnd = range.lowerBound
    for index in range where bytes[index] == UInt8(ascii: "@") {
      (userEnd, hostStart) = (index, index + 1)
    }
    var hostEnd = range.upperBound
    var portStart = range.upperBound
    var index = range.upperBound
    while index > hostStart {
      index -= 1
      if bytes[index] == UInt8(ascii: "]") { break }
      if bytes[index] == UInt8(ascii: ":") {
        (hostEnd, portStart) = (index, index + 1)
        break
      }
    }
    return (range.lowerBound..<userEnd, hostStart..<hostEnd, portStart..<range.upperBound)
  }

  private static func firstIndex(
    in bytes: Span<UInt8>,
    from start: Int,
    where isEnd: (UInt8) -> Bool
  ) -> Int {
    var index = start
    while index < bytes.count, !isEnd(bytes[index]) { index += 1 }
    return index
  }
}

/// Names of schemes as `AddressParts.schemeKey` reads them.
enum SchemeKey {
  static let http: UInt64 = 0x6874_7470
  static let https: UInt64 = 0x68_7474_7073
  static let ftp: UInt64 = 0x66_7470
  static let file: UInt64 = 0x6669_6C65
  static let feed: UInt64 = 0x6665_6564
}

/// An absolute http(s) or ftp address taken apart once, to resolve many references against.
public struct BaseAddress: Sendable, Hashable {
  /// `https`, in lower case.
  let scheme: [UInt8]
  /// Scheme, `://`, user, host and port.
  let origin: [UInt8]
  /// The path from its first slash, without dot segments; may be empty.
  let path: [UInt8]
  /// The query with its question mark; empty when there is none.
  let query: [UInt8]

  /// Creates a base from an absolute address; nil when references cannot hang on it.
  public init?(_ text: String) {
    guard let absolute = WebAddress.resolve(Array(text.utf8)[...], against: nil) else { return nil }
    let bytes = Array(absolute.utf8)
    guard let parts = AddressParts(bytes[...]) else { return nil }
    scheme = Array(bytes[parts.scheme])
    origin = Array(bytes[..<parts.path.lowerBound])
    path = Array(bytes[parts.path])
    query = parts.query.map { Array(bytes[($0.lowerBound - 1)..<$0.upperBound]) } ?? []
  }

  /// The whole base, without a fragment.
  public var text: String { String(decoding: origin + path + query, as: UTF8.self) }
}
