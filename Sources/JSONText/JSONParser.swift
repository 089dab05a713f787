/// Reads JSON texts from bytes (RFC 8259).
///
/// Strict by default. The tolerant way reads what feeds in the wild hold besides: a byte order
/// mark, halves of surrogate pairs and bytes that are not UTF-8 (both become U+FFFD), raw control
/// characters in strings, a comma before a closing bracket, `NaN` and `Infinity` (both `null`).
package struct JSONParser: Sendable {
  /// Whether the faults above are let pass.
  package var isTolerant: Bool
  /// How many arrays and objects may stand inside each other.
  package var depthLimit: Int

  /// Creates a parser.
  package init(tolerant: Bool = false, depthLimit: Int = 256) {
    (isTolerant, self.depthLimit) = (tolerant, depthLimit)
  }

  /// The value that `bytes` spell out, whole.
  package func value(from bytes: [UInt8]) throws(JSONError) -> JSONValue {
    var scanner = JSONScanner(bytes: bytes, isTolerant: isTolerant, depthLimit: depthLimit)
    if isTolerant, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { scanner.position = 3 }
    scanner.skipWhiteSpace()
    guard scanner.position < bytes.count else { throw JSONError(.empty, at: 0, in: bytes) }
    let value: JSONValue
    do throws(JSONError.Reason) { value = try scanner.value() } catch {
      throw JSONError(error, at: scanner.position, in: bytes)
    }
    scanner.skipWhiteSpace()
    while isTolerant, scanner.position < bytes.count, bytes[scanner.position] == 0 {
      scanner.position += 1
    }
    guard scanner.position == bytes.count else {
      throw JSONError(.trailing, at: scanner.position, in: bytes)
    }
    return value
  }

  /// The value that `text` spells out, whole.
  package func value(from text: String) throws(JSONError) -> JSONValue {
    try value(from: Array(text.utf8))
  }
}
