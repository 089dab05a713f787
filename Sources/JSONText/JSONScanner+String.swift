extension JSONScanner {
  /// Reads a string from its opening quote to behind its closing one.
  mutating func string() throws(JSONError.Reason) -> String {
    position += 1
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        defer { position += 1 }
        return try text(of: bytes[start..<position])
      }
      if byte == UInt8(ascii: "\\") { return try stringWithEscapes(from: start) }
      if byte < 0x20, !isTolerant { throw .badString }
      position += 1
    }
    throw .truncated
  }

  /// The rest of a string in which an escape was seen; `start` is its first byte.
  private mutating func stringWithEscapes(from start: Int) throws(JSONError.Reason) -> String {
    var unescaped = Array(bytes[start..<position])
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        let result = try text(of: unescaped[...])
        position += 1
        return result
      case UInt8(ascii: "\\"):
        position += 1
        try escape(into: &unescaped)
      case 0..<0x20 where !isTolerant:
        throw .badString
      default:
        unescaped.append(byte)
        position += 1
      }
    }
    throw .truncated
  }

  private mutating func escape(into buffer: inout [UInt8]) throws(JSONError.Reason) {
    guard position < bytes.count else { throw .truncated }
    let letter = bytes[position]
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): buffer.append(letter)
    case UInt8(ascii: "b"): buffer.append(0x08)
    case UInt8(ascii: "f"): buffer.append(0x0C)
    case UInt8(ascii: "n"): buffer.append(0x0A)
    case UInt8(ascii: "r"): buffer.append(0x0D)
    case UInt8(ascii: "t"): buffer.append(0x09)
    case UInt8(ascii: "u"):
      position += 1
      append(try unicodeEscape(), to: &buffer)
      return
    default:
      guard isTolerant else { throw .badEscape }
      buffer.append(letter)
    }
    position += 1
  }

  /// The scalar of `\u` with four digits, or of two of them that make a surrogate pair.
  private mutating func unicodeEscape() throws(JSONError.Reason) -> Unicode.Scalar {
    let first = try fourHexDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    let mark = position
    if first < 0xDC00, bytes.count - position >= 6, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    {
      position += 2
      let second = try fourHexDigits()
      if (0xDC00...0xDFFF).contains(second),
        let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
      {
        return scalar
      }
      position = mark
    }
    guard isTolerant else { throw .loneSurrogate }
    return "\u{FFFD}"
  }

  private mutating func fourHexDigits() throws(JSONError.Reason) -> UInt32 {
    guard bytes.count - position >= 4 else { throw .truncated }
    var value: UInt32 = 0
    for _ in 0..<4 {
      let byte = bytes[position]
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x41...0x46: digit = byte - 0x37
      case 0x61...0x66: digit = byte - 0x57
      default: throw .badEscape
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }

  private func append(_ scalar: Unicode.Scalar, to buffer: inout [UInt8]) {
    buffer.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  private func text(of units: ArraySlice<UInt8>) throws(JSONError.Reason) -> String {
    if isTolerant { return String(decoding: units, as: UTF8.self) }
    guard let text = String(validating: units, as: UTF8.self) else { throw .badUTF8 }
    return text
  }
}
