/// One line of a header.
package struct HeaderField: Sendable, Hashable {
  /// The name as it was sent; names are compared without case.
  package var name: String
  /// The value's bytes, without the white space around them.
  package var bytes: [UInt8]

  /// Creates a field from text.
  package init(_ name: String, _ value: String) {
    (self.name, bytes) = (name, Array(value.utf8))
  }

  /// Creates a field from text that `exactValue` gave, byte for byte; nil for any other text.
  package init?(_ name: String, exact value: String) {
    var bytes: [UInt8] = []
    for scalar in value.unicodeScalars {
      guard let byte = UInt8(exactly: scalar.value) else { return nil }
      bytes.append(byte)
    }
    (self.name, self.bytes) = (name, bytes)
  }

  /// Reads a line of an answer such as `ETag: "1"`; nil when it has no name, as the second line of
  /// a folded field, which is `takeMore`'s.
  init?(line: some Collection<UInt8>) {
    let bytes = Array(line)
    guard let colon = bytes.firstIndex(of: 0x3A), colon > 0, bytes[0] > 0x20 else { return nil }
    name = String(decoding: bytes[..<colon], as: UTF8.self)
    let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }
    let value = bytes[(colon + 1)...].drop(while: isSpace)
    let end = value.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? value.startIndex
    self.bytes = Array(value[value.startIndex..<end])
  }

  /// The value as text; bytes that are not UTF-8 are replaced.
  package var value: String { String(decoding: bytes, as: UTF8.self) }

  /// The value as text that gives the very same bytes again, a character each: a validator may hold
  /// bytes that are no UTF-8.
  package var exactValue: String {
    var scalars = String.UnicodeScalarView()
    for byte in bytes { scalars.append(Unicode.Scalar(byte)) }
    return String(scalars)
  }

  /// Takes the next line of an old way of writing long fields (RFC 9112, 5.2): the break and the
  /// white space around it stand for one space.
  mutating func takeMore(_ line: some Collection<UInt8>) {
    let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }
    let rest = Array(line).drop(while: isSpace)
    guard let end = rest.lastIndex(where: { !isSpace($0) }) else { return }
    bytes += (bytes.isEmpty ? [] : [0x20]) + rest[...end]
  }

  /// Whether the field can be sent: nothing in it could end the line and start another.
  var isSendable: Bool {
    !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x3A }
      && bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
  }
}

extension [HeaderField] {
  /// The first field with the name, given in lower case.
  package func first(_ name: String) -> HeaderField? {
    first { $0.name.lowercased() == name }
  }

  /// All values of fields with the name, given in lower case, as one list.
  package func list(_ name: String) -> String? {
    let values = lazy.filter { $0.name.lowercased() == name }.map(\.value)
    return values.isEmpty ? nil : values.joined(separator: ", ")
  }
}
