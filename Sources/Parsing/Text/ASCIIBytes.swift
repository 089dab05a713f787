extension UInt8 {
  var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }
  var isASCIIDigit: Bool { self &- 0x30 < 10 }
  var isASCIIAlphanumeric: Bool { isASCIILetter || isASCIIDigit }
  var asciiLowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }

  /// Space, tab, line feed, form feed or carriage return: what HTML calls white space.
  var isHTMLSpace: Bool {
    self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D || self == 0x0C
  }
}

extension Array<UInt8> {
  /// Appends the UTF-8 form of the code point `value`; one that is no scalar becomes U+FFFD.
  mutating func append(scalar value: UInt32) {
    switch value {
    case ..<0x80:
      append(UInt8(truncatingIfNeeded: value))
    case ..<0x800:
      append(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
      append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    case 0xD800...0xDFFF, 0x110000...:
      append(scalar: 0xFFFD)
    case ..<0x10000:
      append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
      append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
      append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    default:
      append(UInt8(truncatingIfNeeded: 0xF0 | value >> 18))
      append(UInt8(truncatingIfNeeded: 0x80 | value >> 12 & 0x3F))
      append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
      append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    }
  }

  /// Closes a UTF-8 sequence that the last bytes leave unfinished with U+FFFD, so that whatever is
  /// appended next cannot complete it to a character that was never written.
  mutating func sealBrokenSequence() {
    guard let last, last >= 0x80 else { return }
    var lead = count - 1
    while lead > 0, lead > count - 4, self[lead] & 0xC0 == 0x80 { lead -= 1 }
    let length =
      switch self[lead] {
      case 0xF0...: 4
      case 0xE0...: 3
      case 0xC0...: 2
      default: 1
      }
    if count - lead < length { append(scalar: 0xFFFD) }
  }
}
