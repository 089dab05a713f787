/// Character references of HTML: `&eacute;`, `&#233;`, `&#xE9;`.
package enum HTMLEntity {
  /// A reference that was found: how many bytes it takes, and one or two code points.
  struct Reference {
    var length: Int
    var first: UInt32
    /// 0 where the name stands for one code point only.
    var second: UInt32 = 0
  }

  /// The characters that `named`, without ampersand and semicolon, stands for; nil for no name of
  /// HTML's.
  package static func scalars(named: ArraySlice<UInt8>) -> String? {
    let bytes = named.span
    guard let entry = index.entry(bytes, from: 0, to: bytes.count) else { return nil }
    var text = ""
    for value in [entry.first, entry.second] where value != 0 {
      if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
    }
    return text
  }

  /// `text` with every reference in it decoded once.
  package static func decoded(_ text: ArraySlice<UInt8>, inAttribute: Bool = false) -> [UInt8] {
    let bytes = text.span
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var position = 0
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "&"),
        let found = reference(in: bytes, at: position, inAttribute: inAttribute)
      {
        out.append(scalar: found.first)
        if found.second != 0 { out.append(scalar: found.second) }
        position += found.length
      } else {
        out.append(bytes[position])
        position += 1
      }
    }
    return out
  }

  /// The reference that begins with the ampersand at `start`; nil when the ampersand is only that.
  ///
  /// The rules are the standard's: a hundred old names need no semicolon, but in an attribute they
  /// do when a letter, a digit or `=` follows, since `?a=1&copy=2` is an address. Feeds write
  /// addresses into their texts as well, so that `=` counts there too.
  static func reference(
    in bytes: Span<UInt8>,
    at start: Int,
    inAttribute: Bool
  ) -> Reference? {
    var end = start + 1
    guard end < bytes.count else { return nil }
    if bytes[end] == UInt8(ascii: "#") { return numeric(in: bytes, at: start) }
    let limit = min(bytes.count, end + HTMLEntityIndex.longestName)
    while end < limit, bytes[end].isASCIIAlphanumeric { end += 1 }
    guard end > start + 2 else { return nil }
    if end < bytes.count, bytes[end] == UInt8(ascii: ";"),
      let entry = index.entry(bytes, from: start + 1, to: end)
    {
      return Reference(length: end + 1 - start, first: entry.first, second: entry.second)
    }
    end = min(end, start + 1 + HTMLEntityIndex.longestBareName)
    while end > start + 2 {
      if let entry = index.entry(bytes, from: start + 1, to: end), entry.isBare {
        if end < bytes.count,
          bytes[end] == UInt8(ascii: "=") || inAttribute && bytes[end].isASCIIAlphanumeric
        {
          return nil
        }
        return Reference(length: end - start, first: entry.first)
      }
      end -= 1
    }
    return nil
  }

  private static func numeric(in bytes: Span<UInt8>, at start: Int) -> Reference? {
    var position = start + 2
    var value: UInt32 = 0
    guard position < bytes.count else { return nil }
    let isHex = bytes[position] | 0x20 == UInt8(ascii: "x")
    if isHex { position += 1 }
    let digits = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte.isASCIIDigit {
        value = value &* (isHex ? 16 : 10) &+ UInt32(byte &- 0x30)
      } else if isHex, (byte | 0x20) &- 0x61 < 6 {
        value = value &* 16 &+ UInt32((byte | 0x20) &- 0x57)
      } else {
        break
      }
      value = min(value, 0x110000)
      position += 1
    }
    guard position > digits else { return nil }
    if position < bytes.count, bytes[position] == UInt8(ascii: ";") { position += 1 }
    return Reference(length: position - start, first: scalar(numbered: value))
  }

  /// What the number of a reference means: 128 to 159 are windows-1252, as ever in browsers.
  static func scalar(numbered value: UInt32) -> UInt32 {
    switch value {
    case 0x80...0x9F: windows1252[Int(value - 0x80)]
    case 0, 0xD800...0xDFFF, 0x110000...: 0xFFFD
    default: value
    }
  }

  private static let windows1252: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]

  private static let index = HTMLEntityIndex(HTMLEntityTable.lines)
}
