/// One piece of a date: a number, a word, or a sign between them.
struct DateToken {
  enum Kind {
    /// Its value, and how many digits it has.
    case number(Int, digits: Int)
    /// What it means in one language or another.
    case word(DateWord)
    /// A punctuation mark.
    case mark(UInt8)
  }

  var kind: Kind
  /// Whether white space stands before it.
  var isApart: Bool
  /// The zone that a word names, in seconds east of UTC, whatever else it may mean: `at` is a word
  /// of English and the Atlantic's time.
  var zone: Int?

  /// Splits `text`; nil when something in it is in no date, or when it is far too long for one.
  static func tokens(of text: ArraySlice<UInt8>) -> [DateToken]? {
    var tokens: [DateToken] = []
    var isApart = true
    var letters = ""
    var number: (value: Int, digits: Int)?
    var isInParentheses = false
    var isInitial = false

    func endNumber() -> Bool {
      guard let (value, digits) = number else { return true }
      number = nil
      guard digits <= 14 else { return false }
      tokens.append(DateToken(kind: .number(value, digits: digits), isApart: isApart))
      isApart = false
      return true
    }
    func endWord() -> Bool {
      guard !letters.isEmpty else { return true }
      defer { letters = "" }
      let zone = ZoneNames.offsets[DateWord.fold(letters)]
      for word in DateWord.words(of: letters) {
        tokens.append(DateToken(kind: .word(word), isApart: isApart, zone: zone))
        isApart = false
      }
      return true
    }

    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      // What stands in parentheses only explains: `(CET)`, `(日)`.
      if scalar == ")" || scalar == "\u{FF09}" {
        isInParentheses = false
        continue
      }
      if isInParentheses { continue }
      if let digit = digit(scalar) {
        guard endWord() else { return nil }
        let (value, digits) = number ?? (0, 0)
        guard digits < 15 else { return nil }
        number = (value * 10 + digit, digits + 1)
      } else if scalar.properties.isAlphabetic
        || scalar.properties.generalCategory == .nonspacingMark
      {
        guard endNumber() else { return nil }
        if isInitial {
          isInitial = false
          guard scalar == "m" || scalar == "M" || endWord() else { return nil }
        }
        letters.unicodeScalars.append(scalar)
      } else if scalar == ".", letters == "a" || letters == "p" || letters == "A" || letters == "P"
      {
        // `a.m.`, `p. m.`
        isInitial = true
      } else if isInitial, scalar.properties.isWhitespace {
        continue
      } else {
        isInitial = false
        guard endNumber(), endWord() else { return nil }
        switch scalar {
        case "(", "\u{FF08}": isInParentheses = true
        case _ where scalar.properties.isWhitespace: isApart = true
        case "+", "-", "/", ":", ".", ",":
          tokens.append(DateToken(kind: .mark(UInt8(scalar.value)), isApart: isApart))
          isApart = false
        case "\u{2013}", "\u{2014}", "\u{2212}", "|", "\u{B7}", "@", "\u{2022}":
          tokens.append(DateToken(kind: .mark(UInt8(ascii: "-")), isApart: isApart))
          isApart = false
        case "\u{FF1A}":
          tokens.append(DateToken(kind: .mark(UInt8(ascii: ":")), isApart: isApart))
          isApart = false
        case "'", "\u{2019}", "\u{B0}", "\u{BA}", "\u{AA}", "\u{200E}", "\u{200F}", "[", "]", "\"":
          continue
        case "\u{3001}", "\u{60C}", ";":
          tokens.append(DateToken(kind: .mark(UInt8(ascii: ",")), isApart: isApart))
        default: return nil
        }
      }
      guard tokens.count < 40 else { return nil }
    }
    return endNumber() && endWord() ? tokens : nil
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
