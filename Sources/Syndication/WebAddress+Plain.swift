extension WebAddress {
  /// Whether `address` is an absolute http(s) address that resolving would leave as it is.
  ///
  /// Nearly every address of a feed is, so that they are looked at once and copied. A false answer
  /// only means that a closer look is needed.
  package static func isPlain(_ address: Span<UInt8>) -> Bool {
    let count = address.count
    guard count > 8, address[0] == UInt8(ascii: "h"), address[1] == UInt8(ascii: "t"),
      address[2] == UInt8(ascii: "t"), address[3] == UInt8(ascii: "p")
    else { return false }
    var index = address[4] == UInt8(ascii: "s") ? 5 : 4
    guard address[index] == UInt8(ascii: ":"), address[index + 1] == UInt8(ascii: "/"),
      address[index + 2] == UInt8(ascii: "/")
    else { return false }
    index += 3
    let hostStart = index
    while index < count, AddressBytes.isPlainHost(address[index]) { index += 1 }
    guard index > hostStart, address[hostStart] != UInt8(ascii: ".") else { return false }
    guard index < count else { return true }
    switch address[index] {
    case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): break
    default: return false
    }
    var hashes = 0
    while index < count {
      let byte = address[index]
      guard AddressBytes.isPlain(byte) else { return false }
      index += 1
      if byte == UInt8(ascii: "/") {
        guard index < count else { break }
        // A dot segment, spelled out or escaped.
        if address[index] == UInt8(ascii: ".") || address[index] == UInt8(ascii: "%") {
          return false
        }
      } else if byte == UInt8(ascii: "#") {
        hashes += 1
      }
    }
    return hashes < 2
  }
}

/// Classes of bytes in addresses, as bit sets, so that a test is a shift and a mask.
enum AddressBytes {
  /// What may stand in a host as it is: lower-case letters, digits, dot, hyphen, underscore.
  static func isPlainHost(_ byte: UInt8) -> Bool {
    isMember(byte, low: 0x03FF_6000_0000_0000, high: 0x07FF_FFFE_8000_0000)
  }

  /// What may stand after the host in any part of an address without being escaped.
  ///
  /// Not among them: controls, space, `"` `'` `<` `>` `\` `^` `` ` `` `{` `|` `}`.
  static func isPlain(_ byte: UInt8) -> Bool {
    isMember(byte, low: 0xAFFF_FF7A_0000_0000, high: 0x47FF_FFFE_AFFF_FFFF)
  }

  /// What a path keeps unescaped.
  static func staysInPath(_ byte: UInt8) -> Bool {
    isMember(byte, low: 0x2FFF_FFF2_0000_0000, high: 0x57FF_FFFE_BFFF_FFFF)
  }

  /// What a query keeps unescaped; an apostrophe would end an attribute in careless pages.
  static func staysInQuery(_ byte: UInt8) -> Bool {
    isMember(byte, low: 0xAFFF_FF72_0000_0000, high: 0x7FFF_FFFF_FFFF_FFFF)
  }

  /// What a fragment keeps unescaped.
  static func staysInFragment(_ byte: UInt8) -> Bool {
    isMember(byte, low: 0xAFFF_FFFA_0000_0000, high: 0x7FFF_FFFE_FFFF_FFFF)
  }

  /// What a user name or password keeps unescaped.
  static func staysInUser(_ byte: UInt8) -> Bool {
    isMember(byte, low: 0x03FF_7FF2_0000_0000, high: 0x47FF_FFFE_87FF_FFFE)
  }

  /// What a host may never hold, once unescaped.
  static func isForbiddenInHost(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == 0x7F
      || isMember(byte, low: 0xD400_802C_0000_0000, high: 0x3800_0001_7800_0001)
  }

  private static func isMember(_ byte: UInt8, low: UInt64, high: UInt64) -> Bool {
    byte < 0x80 && ((byte < 64 ? low : high) >> UInt64(byte & 63)) & 1 == 1
  }
}

extension UInt8 {
  var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }
  var isASCIIDigit: Bool { self &- 0x30 < 10 }
  var asciiLowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }

  /// The value of a hexadecimal digit; nil for another byte.
  var hexValue: UInt8? {
    if isASCIIDigit { return self &- 0x30 }
    let letter = (self | 0x20) &- 0x61
    return letter < 6 ? letter + 10 : nil
  }
}
