/// Cuts a date into tokens, scalar by scalar.
struct DateSplitter {
  private(set) var tokens: [DateToken] = []

  private var isApart = true
  private var letters = ""
  private var number: (value: Int, digits: Int)?
  private var isInParentheses = false
  /// Whether the last scalar was the point of `a.` or `p.`.
  private var isInitial = false

  /// Takes one scalar; false when it stands in no date.
  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    // What stands in parentheses only explains: `(CET)`, `(日)`.
    if scalar == ")" || scalar == "\u{FF09}" {
      isInParentheses = false
      return true
    }
    if isInParentheses { return true }
    if let digit = Self.digit(scalar) {
      guard endWord() else { return false }
      let (value, digits) = number ?? (0, 0)
      guard digits < 15 else { return false }
      number = (value * 10 + digit, digits + 1)
      return true
    }
    if Self.isLetter(scalar) {
      guard endNumber() else { return false }
      if isInitial {
        isInitial = false
        guard scalar == "m" || scalar == "M" || endWord() else { return false }
      }
      letters.unicodeScalars.append(scalar)
      return true
    }
    if scalar == ".", letters == "a" || letters == "p" || letters == "A" || letters == "P" {
      // `a.m.`, `p. m.`
      isInitial = true
      return true
    }
    if isInitial, Self.isSpace(scalar) { return true }
    isInitial = false
    return endNumber() && endWord() && takeMark(scalar)
  }

  /// Ends the number that was being read; false when it is far too long.
  mutating func endNumber() -> Bool {
    guard let (value, digits) = number else { return true }
    number = nil
    guard digits <= 14 else { return false }
    append(.number(value, digits: digits))
    return true
  }

  /// Ends the word that was being read.
  mutating func endWord() -> Bool {
    guard !letters.isEmpty else { return true }
    let zone = ZoneNames.offsets[DateWord.fold(letters)]
    for word in DateWord.words(of: letters) { append(.word(word), zone: zone) }
    letters = ""
    return true
  }

  private mutating func takeMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "(", "\u{FF08}": isInParentheses = true
    case _ where Self.isSpace(scalar): isApart = true
    case "+", "-", "/", ":", ".", ",": append(.mark(UInt8(truncatingIfNeeded: scalar.value)))
    case "\u{2013}", "\u{2014}", "\u{2212}", "|", "\u{B7}", "@", "\u{2022}":
      append(.mark(UInt8(ascii: "-")))
    case "\u{FF1A}": append(.mark(UInt8(ascii: ":")))
    case "\u{3001}", "\u{60C}", ";": append(.mark(UInt8(ascii: ",")))
    case "'", "\u{2019}", "\u{B0}", "\u{BA}", "\u{AA}", "\u{200E}", "\u{200F}", "[", "]", "\"":
      break
    default: return false
    }
    return true
  }

  private mutating func append(_ kind: DateToken.Kind, zone: Int? = nil) {
    tokens.append(DateToken(kind: kind, isApart: isApart, zone: zone))
    isApart = false
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return UInt8(truncatingIfNeeded: scalar.value).isASCIILetter }
    return scalar.properties.isAlphabetic
      || scalar.properties.generalCategory == .nonspacingMark
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return UInt8(truncatingIfNeeded: scalar.value).isHTMLSpace }
    return scalar.properties.isWhitespace
  }

  /// The value of a digit of any script that feeds use for dates.
  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    let zero: UInt32
    switch scalar.value {
    case 0x30...0x39: zero = 0x30
    case 0x660...0x669: zero = 0x660
    case 0x6F0...0x6F9: zero = 0x6F0
    case 0x966...0x96F: zero = 0x966
    case 0xFF10...0xFF19: zero = 0xFF10
    default: return nil
    }
    return Int(scalar.value - zero)
  }
}
