/// What a byte asks of whoever copies text: nothing, nearly always.
enum ByteClass: UInt8 {
  /// Copied as it is.
  case plain
  /// The space character.
  case space
  /// Another control character: white space or nothing.
  case control
  /// `<`, `&` or `>`.
  case markup
  /// May begin a space or an invisible character beyond ASCII.
  case lead

  /// Whether `byte` may ask for anything but being copied, as a look into a set of 256 bits.
  @inline(__always)
  static func isSpecial(_ byte: UInt8) -> Bool {
    let bits: UInt64 =
      if byte < 0x80 {
        byte < 0x40 ? 0x5000_0041_FFFF_FFFF : 0x8000_0000_0000_0000
      } else {
        byte < 0xC0 ? 0 : 0x0000_800E_0000_0004
      }
    return bits >> UInt64(byte & 63) & 1 == 1
  }

  /// For each byte 0 where it is copied as it is, 1 for the space, 2 where it asks for more.
  static let steps: [UInt8] = (0...UInt8.max).map { isSpecial($0) ? $0 == 0x20 ? 1 : 2 : 0 }

  /// Behind the bytes from `start` on that are copied as they are, up to `end`; single spaces
  /// between two of them are among them.
  ///
  /// A step for each byte and no branch at the end of each word, which nothing could foresee.
  @inline(__always)
  static func plainEnd(
    of bytes: Span<UInt8>,
    from start: Int,
    to end: Int,
    isBehindPlain: Bool,
    steps: Span<UInt8>
  ) -> Int {
    var position = start
    var last: UInt8 = isBehindPlain ? 0 : 1
    while position < end {
      let step = steps[Int(bytes[position])]
      if step & (2 | last) != 0 { break }
      last = step
      position += 1
    }
    return position > start && last == 1 ? position - 1 : position
  }

  /// The class of `byte`.
  @inline(__always)
  static func of(_ byte: UInt8) -> ByteClass {
    if byte > 0x3E, byte < 0x7F { return .plain }
    if byte < 0x20 { return .control }
    if byte >= 0x7F {
      switch byte {
      case 0xC2, 0xE1, 0xE2, 0xE3, 0xEF: return .lead
      case 0x7F: return .control
      default: return .plain
      }
    }
    switch byte {
    case 0x20: return .space
    default: return .plain
    }
  }
}

/// Characters that are white space, or that nobody can see.
enum Invisible {
  /// What becomes of such a character in readable text.
  enum Meaning {
    case space
    case line
    /// A control that ends a line in some old systems: a plain space in text and markup.
    case controlSpace
    /// Left out of text and markup alike: controls, overrides of direction.
    case dropped
    /// Left out of text only: it matters to how markup is laid out.
    case joiner
  }

  /// The character at `position`, which begins with a byte of class `kind`; length 0 when it is an
  /// ordinary one.
  static func at(
    _ position: Int,
    in source: Span<UInt8>,
    kind: ByteClass
  ) -> (length: Int, meaning: Meaning) {
    let byte = source[position]
    if kind == .space { return (1, .space) }
    if kind == .control {
      switch byte {
      case 0x09, 0x0A, 0x0C, 0x0D: return (1, .space)
      default: return (1, .dropped)
      }
    }
    guard kind == .lead, position + 1 < source.count else { return (0, .dropped) }
    let second = source[position + 1]
    if byte == 0xC2 {
      switch second {
      case 0xA0: return (2, .space)
      case 0x85: return (2, .controlSpace)
      case 0x80...0x9F: return (2, .dropped)
      case 0xAD: return (2, .joiner)
      default: return (0, .dropped)
      }
    }
    guard position + 2 < source.count else { return (0, .dropped) }
    let meaning = meaning(of: byte, second, source[position + 2])
    return meaning.map { (3, $0) } ?? (0, .dropped)
  }

  private static func meaning(of first: UInt8, _ second: UInt8, _ third: UInt8) -> Meaning? {
    switch (first, second) {
    case (0xE2, 0x80):
      switch third {
      case 0x80...0x8A, 0xAF: .space
      case 0x8B, 0x8E, 0x8F: .joiner
      case 0xA8, 0xA9: .line
      case 0xAA...0xAE: .dropped
      default: nil
      }
    case (0xE2, 0x81):
      switch third {
      case 0x9F: .space
      case 0xA0: .joiner
      case 0xA6...0xAF: .dropped
      default: nil
      }
    case (0xE1, 0x9A): third == 0x80 ? .space : nil
    case (0xE1, 0xA0): third == 0x8E ? .joiner : nil
    case (0xE3, 0x80): third == 0x80 ? .space : nil
    case (0xEF, 0xBB): third == 0xBF ? .dropped : nil
    case (0xEF, 0xBF):
      switch third {
      case 0xB9...0xBB, 0xBE, 0xBF: .dropped
      default: nil
      }
    default: nil
    }
  }
}
