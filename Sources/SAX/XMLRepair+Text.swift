extension XMLRepair {
  /// How many bytes the document's own entities may add, for each byte of the document.
  private static let expansionFactor = 4

  /// Writes text, escaped, without the characters that XML forbids.
  mutating func appendText(_ text: ArraySlice<UInt8>) {
    var start = text.startIndex
    var index = start
    while index < text.endIndex {
      let byte = text[index]
      let isPlain =
        byte >= 0x20 && byte != UInt8(ascii: "&") && byte != UInt8(ascii: "<")
        && byte != UInt8(ascii: ">") && byte != 0xEF && byte != 0xC2 || byte == 0x0A
        || byte == 0x09
      if isPlain {
        index += 1
        continue
      }
      output.append(contentsOf: text[start..<index])
      if byte == 0xEF {
        // U+FFFE and U+FFFF are no characters.
        let isForbidden =
          index + 2 < text.endIndex && text[index + 1] == 0xBF && text[index + 2] >= 0xBE
        if !isForbidden { output.append(byte) }
        index += isForbidden ? 3 : 1
      } else if byte == 0xC2, index + 1 < text.endIndex, text[index + 1] < 0xA0 {
        Windows1252.append(text[index + 1], to: &output)
        index += 2
      } else {
        appendEscaped(byte)
        index += 1
      }
      start = index
    }
    output.append(contentsOf: text[start...])
  }

  /// Writes one character of ASCII, escaped where it must be, or nothing where XML forbids it.
  mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "&"): output.append(contentsOf: "&amp;".utf8)
    case UInt8(ascii: "<"): output.append(contentsOf: "&lt;".utf8)
    case UInt8(ascii: ">"): output.append(contentsOf: "&gt;".utf8)
    case UInt8(ascii: "\""): output.append(contentsOf: "&quot;".utf8)
    case 0x0D: output.append(0x0A)
    case 0..<0x20 where byte != 0x0A && byte != 0x09: note("a control character")
    default: output.append(byte)
    }
  }

  /// At a `&`: a reference, replaced by what it stands for, or else just the sign.
  mutating func reference(inAttribute: Bool) {
    let start = position + 1
    if start < bytes.count, bytes[start] == UInt8(ascii: "#") {
      if numericReference(from: start + 1) { return }
    } else {
      var end = start
      while end < bytes.count, end - start < 64, ByteClass.isName(bytes[end]) { end += 1 }
      if end > start, end < bytes.count, bytes[end] == UInt8(ascii: ";") {
        if let text = replacement(for: bytes[start..<end]) {
          output.append(contentsOf: text)
          position = end + 1
          return
        }
      }
    }
    note("a stray '&'")
    output.append(contentsOf: "&amp;".utf8)
    position = start
  }

  private mutating func replacement(for name: ArraySlice<UInt8>) -> [UInt8]? {
    switch String(decoding: name, as: UTF8.self) {
    case "amp": return Array("&amp;".utf8)
    case "lt": return Array("&lt;".utf8)
    case "gt": return Array("&gt;".utf8)
    case "quot": return Array("&quot;".utf8)
    case "apos": return Array("'".utf8)
    default: break
    }
    if let declared = entities[Array(name)] {
      expanded += declared.count
      guard expanded <= Self.expansionFactor * bytes.count + 4096 else { return [] }
      return declared
    }
    note("an entity that XML does not know")
    return entity(name).map { escaped($0.utf8) }
  }

  private func escaped(_ text: some Sequence<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    for byte in text {
      switch byte {
      case UInt8(ascii: "&"): result.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): result.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: "\""): result.append(contentsOf: "&quot;".utf8)
      default: result.append(byte)
      }
    }
    return result
  }

  /// `&#…;`; false when it is none.
  private mutating func numericReference(from start: Int) -> Bool {
    var index = start
    var value: UInt32 = 0
    let isHex = index < bytes.count && bytes[index] | 0x20 == UInt8(ascii: "x")
    if isHex { index += 1 }
    let first = index
    while index < bytes.count {
      let byte = bytes[index]
      let digit: UInt32
      switch byte {
      case 0x30...0x39: digit = UInt32(byte - 0x30)
      case 0x41...0x46 where isHex: digit = UInt32(byte - 0x37)
      case 0x61...0x66 where isHex: digit = UInt32(byte - 0x57)
      default: digit = 99
      }
      if digit == 99 { break }
      value = min(0x11_0000, value * (isHex ? 16 : 10) + digit)
      index += 1
    }
    guard index > first else { return false }
    if index < bytes.count, bytes[index] == UInt8(ascii: ";") {
      index += 1
    } else {
      note("a reference without its ';'")
    }
    position = index
    if let scalar = Self.scalar(numbered: value), let encoded = UTF8.encode(scalar) {
      if scalar.value < 0x80 {
        appendEscaped(UInt8(scalar.value))
      } else {
        output.append(contentsOf: encoded)
      }
    } else {
      note("a reference to no character")
    }
    return true
  }

  /// The character of a numeric reference; those of C1 mean windows-1252, as browsers read them.
  private static func scalar(numbered value: UInt32) -> Unicode.Scalar? {
    if (0x80...0x9F).contains(value) { return Windows1252.scalar(for: UInt8(value)) }
    guard value >= 0x20 || value == 9 || value == 10 || value == 13 else { return nil }
    guard value != 0xFFFE, value != 0xFFFF else { return nil }
    return Unicode.Scalar(value)
  }
}
