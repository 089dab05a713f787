/// How many columns a terminal gives to text.
enum DisplayWidth {
  /// The columns of `text`: two for East Asian wide characters and emoji, none for combining marks.
  static func columns(of text: some StringProtocol) -> Int {
    var total = 0
    for character in text { total += columns(of: character) }
    return total
  }

  /// The columns of one character: the widest of its scalars, two for an emoji sequence.
  static func columns(of character: Character) -> Int {
    var widest = 0
    for scalar in character.unicodeScalars {
      // Variation selector 16 asks for the emoji picture, which is wide.
      if scalar.value == 0xFE0F { return 2 }
      // The half-width voicing marks join the letter before them, but have a column of their own.
      let isVoicingMark = scalar.value == 0xFF9E || scalar.value == 0xFF9F
      widest = isVoicingMark ? widest + 1 : max(widest, columns(of: scalar))
    }
    return widest
  }

  /// `text` cut to at most `limit` columns, with an ellipsis where something was cut.
  static func cut(_ text: String, to limit: Int) -> String {
    guard limit > 0 else { return "" }
    guard columns(of: text) > limit else { return text }
    var result = ""
    var used = 0
    for character in text {
      let width = columns(of: character)
      guard used + width <= limit - 1 else { break }
      result.append(character)
      used += width
    }
    while result.last == " " { result.removeLast() }
    return result + "…"
  }

  /// `text` with spaces behind it up to `width` columns.
  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - columns(of: text)))
  }

  /// `styled` with spaces behind it up to `width` columns, of which its `text` takes some.
  static func padded(_ styled: String, _ text: String, to width: Int) -> String {
    styled + String(repeating: " ", count: max(0, width - columns(of: text)))
  }

  /// `text` in lines of at most `width` columns, broken at spaces and between wide characters.
  static func wrapped(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    func flush() {
      lines.append(line)
      line = ""
      used = 0
    }
    for word in text.split(separator: " ") {
      let needed = columns(of: word)
      if used > 0, used + 1 + needed <= width {
        line += " " + word
        used += 1 + needed
        continue
      }
      if used > 0, needed <= width { flush() }
      if used > 0, used + 1 < width {
        line += " "
        used += 1
      }
      for character in word {
        let columns = columns(of: character)
        if used + columns > width, used > 0 { flush() }
        line.append(character)
        used += columns
      }
    }
    if used > 0 { flush() }
    return lines
  }

  private static func columns(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return value < 0x20 || (0x7F...0x9F).contains(value) ? 0 : 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    return isWide(value) ? 2 : 1
  }

  /// The wide and full-width ranges of Unicode's East Asian Width (UAX #11), and the emoji planes.
  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x2614...0x2615,
      0x2648...0x2653, 0x267F, 0x2693, 0x26A1, 0x26BD...0x26BE, 0x26C4...0x26C5, 0x26D4, 0x26EA,
      0x26F2...0x26F3, 0x26F5, 0x26FA, 0x26FD, 0x2705, 0x270A...0x270B, 0x2728, 0x274C, 0x274E,
      0x2753...0x2755, 0x2757, 0x2795...0x2797, 0x27B0, 0x27BF, 0x2B1B...0x2B1C, 0x2B50, 0x2B55,
      0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F004, 0x1F0CF, 0x1F18E, 0x1F191...0x1F19A,
      0x1F200...0x1F320, 0x1F32D...0x1F335, 0x1F337...0x1F37C, 0x1F37E...0x1F393,
      0x1F3A0...0x1F3CA, 0x1F3CF...0x1F3D3, 0x1F3E0...0x1F3F0, 0x1F3F4, 0x1F3F8...0x1F43E,
      0x1F440, 0x1F442...0x1F4FC, 0x1F4FF...0x1F53D, 0x1F54B...0x1F54E, 0x1F550...0x1F567,
      0x1F57A, 0x1F595...0x1F596, 0x1F5A4, 0x1F5FB...0x1F64F, 0x1F680...0x1F6C5, 0x1F6CC,
      0x1F6D0...0x1F6D2, 0x1F6D5...0x1F6D7, 0x1F6DD...0x1F6DF, 0x1F6EB...0x1F6EC,
      0x1F6F4...0x1F6FC, 0x1F7E0...0x1F7EB, 0x1F90C...0x1F93A, 0x1F93C...0x1F945,
      0x1F947...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
