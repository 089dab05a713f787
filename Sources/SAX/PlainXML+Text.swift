internal import Glibc

extension PlainXML {
  /// Reads text up to the next `<`.
  mutating func text() -> Bool {
    guard byte(position) != UInt8(ascii: "<") else { return true }
    let textStart = recorder.pointee.tape.text.count
    while true {
      let start = position
      skipPlainText()
      if position > start {
        recorder.pointee.tape.text.append(base + start, count: position - start)
      }
      switch byte(position) {
      case UInt8(ascii: "<"):
        recorder.pointee.endText(from: textStart)
        return true
      case UInt8(ascii: "&"):
        guard let scalar = reference() else { return false }
        append(scalar, to: &recorder.pointee.tape.text)
        continue
      case 0x0D where byte(position + 1) == 0x0A:
        // Of the two ends of a line, the second is kept.
        position += 1
        continue
      case UInt8(ascii: "]"):
        guard byte(position + 1) != UInt8(ascii: "]") || byte(position + 2) != UInt8(ascii: ">")
        else { return false }
      case 0xEF:
        guard isCharacter(position) else { return false }
      default: return false
      }
      recorder.pointee.tape.text.append(base[position])
      position += 1
    }
  }

  /// Passes over bytes that mean themselves in text: a block at a time, in a loop without a branch
  /// over a fixed count, which becomes vector instructions.
  @inline(__always)
  private mutating func skipPlainText() {
    let block = 16
    var index = position
    while index &+ block <= count {
      var odd: UInt8 = 0
      for step in 0..<block {
        let byte = base[index &+ step]
        let isControl: UInt8 = byte < 0x20 ? 1 : 0
        let isLine: UInt8 = byte == 0x0A || byte == 0x09 ? 1 : 0
        let isMark: UInt8 =
          byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "]")
            || byte == 0xEF ? 1 : 0
        odd |= (isControl ^ isLine) | isMark
      }
      if odd != 0 { break }
      index &+= block
    }
    while index < count {
      let byte = base[index]
      if byte > UInt8(ascii: "]"), byte != 0xEF {
        index &+= 1
        continue
      }
      if byte < 0x20 && byte != 0x0A && byte != 0x09 || byte == UInt8(ascii: "<")
        || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "]") || byte == 0xEF
      {
        break
      }
      index &+= 1
    }
    position = index
  }

  /// At a `<!` or `<?` inside the root: a CDATA section, a comment, an instruction.
  mutating func special() -> Bool {
    if starts(with: "<![CDATA[") { return section() }
    if starts(with: "<!--") { return comment() }
    return byte(position + 1) == UInt8(ascii: "?") && instruction()
  }

  private mutating func section() -> Bool {
    position += 9
    let start = position
    while true {
      guard let found = memchr(base + position, Int32(UInt8(ascii: "]")), count - position) else {
        return false
      }
      let end = UnsafeRawPointer(base).distance(to: found)
      position = end + 1
      guard byte(end + 1) == UInt8(ascii: "]"), byte(end + 2) == UInt8(ascii: ">") else { continue }
      guard areCharacters(ByteRange(start, end)) else { return false }
      let textStart = recorder.pointee.tape.text.count
      recorder.pointee.tape.text.append(base + start, count: end - start)
      recorder.pointee.endText(from: textStart)
      position = end + 3
      return true
    }
  }

  private mutating func comment() -> Bool {
    position += 4
    let start = position
    while byte(position) != UInt8(ascii: "-") || byte(position + 1) != UInt8(ascii: "-") {
      guard position < count else { return false }
      position += 1
    }
    guard byte(position + 2) == UInt8(ascii: ">"), areCharacters(ByteRange(start, position)) else {
      return false
    }
    position += 3
    return true
  }

  private mutating func instruction() -> Bool {
    position += 2
    let start = position
    while (byte(position) | 0x20) &- 0x61 < 26 || byte(position) == UInt8(ascii: "-") {
      position += 1
    }
    let isReserved =
      position - start == 3 && base[start] | 0x20 == UInt8(ascii: "x")
      && base[start + 1] | 0x20 == UInt8(ascii: "m") && base[start + 2] | 0x20 == UInt8(ascii: "l")
    guard position > start, base[start] != UInt8(ascii: "-"), !isReserved, skipSpace() else {
      return false
    }
    let content = position
    while byte(position) != UInt8(ascii: "?") || byte(position + 1) != UInt8(ascii: ">") {
      guard position < count else { return false }
      position += 1
    }
    guard areCharacters(ByteRange(content, position)) else { return false }
    position += 2
    return true
  }

  /// `<?xml version="1.0" encoding="…"?>`, what it says of the encoding being settled before.
  mutating func declaration() -> Bool {
    position += 5
    guard skipSpace(), starts(with: "version=") else { return false }
    position += 8
    guard starts(with: "\"1.0\"") || starts(with: "'1.0'") else { return false }
    position += 5
    var hadSpace = skipSpace()
    if hadSpace, starts(with: "encoding=") {
      position += 9
      let quote = byte(position)
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
        (byte(position + 1) | 0x20) &- 0x61 < 26
      else { return false }
      position += 1
      while byte(position) != quote {
        let letter = byte(position)
        guard
          (letter | 0x20) &- 0x61 < 26 || letter &- 0x30 < 10 || letter == UInt8(ascii: "-")
            || letter == UInt8(ascii: "_")
        else { return false }
        position += 1
      }
      position += 1
      hadSpace = skipSpace()
    }
    guard starts(with: "?>") else { return false }
    position += 2
    return true
  }

  /// White space, comments and instructions outside the root.
  mutating func misc() -> Bool {
    while true {
      _ = skipSpace()
      guard byte(position) == UInt8(ascii: "<") else { return true }
      switch byte(position + 1) {
      case UInt8(ascii: "?"): if !instruction() { return false }
      case UInt8(ascii: "!"): if !starts(with: "<!--") || !comment() { return false }
      default: return true
      }
    }
  }

  /// At a `&`: the character of a reference that XML knows by itself; nil for any other.
  mutating func reference() -> UInt32? {
    if byte(position + 1) == UInt8(ascii: "#") { return numericReference() }
    let entity: (name: StaticString, scalar: UInt32)
    switch (byte(position + 1), byte(position + 2)) {
    case (UInt8(ascii: "l"), _): entity = ("&lt;", 0x3C)
    case (UInt8(ascii: "g"), _): entity = ("&gt;", 0x3E)
    case (UInt8(ascii: "q"), _): entity = ("&quot;", 0x22)
    case (UInt8(ascii: "a"), UInt8(ascii: "m")): entity = ("&amp;", 0x26)
    case (UInt8(ascii: "a"), _): entity = ("&apos;", 0x27)
    default: return nil
    }
    guard starts(with: entity.name) else { return nil }
    position += entity.name.utf8CodeUnitCount
    return entity.scalar
  }

  private mutating func numericReference() -> UInt32? {
    var index = position + 2
    let isHex = byte(index) == UInt8(ascii: "x")
    if isHex { index += 1 }
    let first = index
    var value: UInt32 = 0
    while byte(index) != UInt8(ascii: ";") {
      let letter = byte(index)
      let digit =
        letter &- 0x30 < 10
        ? letter &- 0x30
        : (letter | 0x20) &- 0x61 < 6 && isHex
          ? (letter | 0x20) &- 0x57 : 0xFF
      guard digit < 0xFF, index - first < 7 else { return nil }
      value = value * (isHex ? 16 : 10) + UInt32(digit)
      index += 1
    }
    let isCharacter =
      value >= 0x20 && value < 0xD800 || value == 0x09 || value == 0x0A || value == 0x0D
      || value >= 0xE000 && value < 0xFFFE || value >= 0x1_0000 && value < 0x11_0000
    guard index > first, isCharacter else { return nil }
    position = index + 1
    return value
  }

  func append(_ scalar: UInt32, to buffer: inout TapeBuffer<UInt8>) {
    if scalar < 0x80 { return buffer.append(UInt8(truncatingIfNeeded: scalar)) }
    guard let scalar = Unicode.Scalar(scalar), let encoded = UTF8.encode(scalar) else { return }
    for byte in encoded { buffer.append(byte) }
  }

  /// Whether the bytes at `place`, which begin with 0xEF, are a character of XML, which U+FFFE and
  /// U+FFFF are not.
  func isCharacter(_ place: Int) -> Bool { byte(place + 1) != 0xBF || byte(place + 2) < 0xBE }

  /// Whether all of a range are characters of XML.
  private func areCharacters(_ range: ByteRange) -> Bool {
    let block = 16
    var index = range.lowerBound
    while index < range.upperBound {
      while index &+ block <= range.upperBound {
        var odd: UInt8 = 0
        for step in 0..<block {
          let byte = base[index &+ step]
          let isControl: UInt8 = byte < 0x20 ? 1 : 0
          let isLine: UInt8 = byte == 0x0A || byte == 0x09 || byte == 0x0D ? 1 : 0
          odd |= (isControl ^ isLine) | (byte == 0xEF ? 1 : 0)
        }
        if odd != 0 { break }
        index &+= block
      }
      let end = min(index &+ block, range.upperBound)
      while index < end {
        let byte = base[index]
        guard byte >= 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D,
          byte != 0xEF || isCharacter(index)
        else { return false }
        index &+= 1
      }
    }
    return true
  }

  /// Whether `text` stands at the position.
  @inline(__always)
  func starts(with text: StaticString) -> Bool {
    text.utf8CodeUnitCount <= count - position
      && memcmp(base + position, text.utf8Start, text.utf8CodeUnitCount) == 0
  }
}
