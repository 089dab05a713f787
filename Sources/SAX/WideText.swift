/// UTF-16 and UTF-32, by their byte order mark or by the zeros around a document's first `<` or `{`.
enum WideText {
  private enum Form { case utf16(big: Bool), utf32(big: Bool) }

  /// The text in UTF-8; nil when `bytes` are in neither of the two.
  static func utf8(from bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count >= 4, let (form, start) = form(of: bytes) else { return nil }
    switch form {
    case .utf16(let big): return utf16(bytes[start...], big: big)
    case .utf32(let big): return utf32(bytes[start...], big: big)
    }
  }

  private static func form(of bytes: [UInt8]) -> (Form, Int)? {
    let head = (bytes[0], bytes[1], bytes[2], bytes[3])
    switch head {
    case (0, 0, 0xFE, 0xFF): return (.utf32(big: true), 4)
    case (0xFF, 0xFE, 0, 0): return (.utf32(big: false), 4)
    case (0xFE, 0xFF, _, _): return (.utf16(big: true), 2)
    case (0xFF, 0xFE, _, _): return (.utf16(big: false), 2)
    case (0, 0, 0, let first) where starts(first): return (.utf32(big: true), 0)
    case (let first, 0, 0, 0) where starts(first): return (.utf32(big: false), 0)
    case (0, let first, 0, let second) where starts(first) && second != 0:
      return (.utf16(big: true), 0)
    case (let first, 0, let second, 0) where starts(first) && second != 0:
      return (.utf16(big: false), 0)
    default: return nil
    }
  }

  private static func starts(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "<") || byte == UInt8(ascii: "{") || byte == 0x20 || byte == 0x0A
      || byte == 0x0D || byte == 0x09
  }

  private static func utf16(_ bytes: ArraySlice<UInt8>, big: Bool) -> [UInt8] {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(big ? first << 8 | second : second << 8 | first)
      index += 2
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  private static func utf32(_ bytes: ArraySlice<UInt8>, big: Bool) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count / 2)
    var index = bytes.startIndex
    while index + 3 < bytes.endIndex {
      var value: UInt32 = 0
      for offset in 0..<4 {
        value = value << 8 | UInt32(bytes[index + (big ? offset : 3 - offset)])
      }
      let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
      output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      index += 4
    }
    return output
  }
}
