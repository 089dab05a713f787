/// Why bytes are no JSON text: what is wrong and where.
package struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was found wrong.
  package enum Reason: Error, Hashable {
    case empty
    case truncated
    case unexpected(UInt8)
    case badEscape
    case badString
    case badNumber
    case badUTF8
    case loneSurrogate
    case tooDeep
    case trailing
  }

  /// What was found wrong.
  package var reason: Reason
  /// How many bytes stand before the place.
  package var offset: Int
  /// The line, from 1.
  package var line: Int
  /// The byte in that line, from 1.
  package var column: Int

  init(_ reason: Reason, at offset: Int, in bytes: [UInt8]) {
    (self.reason, self.offset) = (reason, offset)
    (line, column) = (1, 1)
    for byte in bytes.prefix(offset) {
      if byte == 0x0A { (line, column) = (line + 1, 1) } else { column += 1 }
    }
  }

  /// One line for a person, with line and column.
  package var description: String { "line \(line), column \(column): \(what)" }

  private var what: String {
    switch reason {
    case .empty: "no JSON here: the text is empty"
    case .truncated: "the JSON text ends in the middle"
    case .unexpected(let byte): "unexpected \(Self.name(of: byte))"
    case .badEscape: "unknown escape in a string"
    case .badString: "raw control character in a string"
    case .badNumber: "not a JSON number"
    case .badUTF8: "bytes that are not UTF-8"
    case .loneSurrogate: "half of a surrogate pair in a string"
    case .tooDeep: "nested too deeply"
    case .trailing: "something follows the JSON text"
    }
  }

  private static func name(of byte: UInt8) -> String {
    guard (0x21...0x7E).contains(byte) else { return "byte 0x" + String(byte, radix: 16) }
    return "'\(Character(Unicode.Scalar(byte)))'"
  }
}
