/// The scalars that one step of an expression accepts.
struct ScalarSet: Sendable {
  /// What a set may be made of, beside ranges.
  enum Kind: Sendable {
    case digit, word, space
    /// General categories, by their two letters' or their one letter's names.
    case category(Set<Unicode.GeneralCategory>)
  }

  private var ranges: [ClosedRange<UInt32>] = []
  private var kinds: [(kind: Kind, isNegated: Bool)] = []
  /// Whether it accepts what it does not name.
  var isNegated = false
  /// Whether upper and lower case are one.
  var foldsCase = false

  /// The set of one scalar.
  init(_ scalar: Unicode.Scalar) { ranges = [scalar.value...scalar.value] }

  /// The set of nothing, or of everything.
  init(everything: Bool = false) { isNegated = everything }

  /// Adds the scalars of a range.
  mutating func insert(_ range: ClosedRange<UInt32>) { ranges.append(range) }

  /// Adds the scalars of a kind, or all but them.
  mutating func insert(_ kind: Kind, isNegated: Bool) { kinds.append((kind, isNegated)) }

  /// Whether a scalar is of the set.
  func accepts(_ scalar: Unicode.Scalar) -> Bool {
    var isNamed = names(scalar)
    if foldsCase, !isNamed {
      isNamed = Self.single(scalar.properties.lowercaseMapping).map(names) ?? false
    }
    if foldsCase, !isNamed {
      isNamed = Self.single(scalar.properties.uppercaseMapping).map(names) ?? false
    }
    return isNamed != isNegated
  }

  private func names(_ scalar: Unicode.Scalar) -> Bool {
    for range in ranges where range.contains(scalar.value) { return true }
    for (kind, isNegated) in kinds where kind.names(scalar) != isNegated { return true }
    return false
  }

  /// The scalar of a case mapping that is one scalar.
  private static func single(_ text: String) -> Unicode.Scalar? {
    let scalars = text.unicodeScalars
    return scalars.index(after: scalars.startIndex) == scalars.endIndex ? scalars.first : nil
  }
}

extension ScalarSet.Kind {
  /// Whether a scalar is of the kind.
  func names(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .digit: scalar.properties.generalCategory == .decimalNumber
    case .word: scalar.isWordScalar
    case .space: scalar.properties.isWhitespace
    case .category(let categories): categories.contains(scalar.properties.generalCategory)
    }
  }

  /// The kind that `\p{name}` names; nil when it names none that is known.
  static func named(_ name: String) -> Self? {
    let categories = generalCategories.filter { $0.key.hasPrefix(name) && name.count <= 2 }
    return categories.isEmpty ? nil : .category(Set(categories.values))
  }

  private static let generalCategories: [String: Unicode.GeneralCategory] = [
    "Lu": .uppercaseLetter, "Ll": .lowercaseLetter, "Lt": .titlecaseLetter,
    "Lm": .modifierLetter, "Lo": .otherLetter, "Mn": .nonspacingMark, "Mc": .spacingMark,
    "Me": .enclosingMark, "Nd": .decimalNumber, "Nl": .letterNumber, "No": .otherNumber,
    "Pc": .connectorPunctuation, "Pd": .dashPunctuation, "Ps": .openPunctuation,
    "Pe": .closePunctuation, "Pi": .initialPunctuation, "Pf": .finalPunctuation,
    "Po": .otherPunctuation, "Sm": .mathSymbol, "Sc": .currencySymbol, "Sk": .modifierSymbol,
    "So": .otherSymbol, "Zs": .spaceSeparator, "Zl": .lineSeparator, "Zp": .paragraphSeparator,
    "Cc": .control, "Cf": .format, "Co": .privateUse, "Cn": .unassigned,
  ]
}

extension ScalarSet {
  /// The ranges of the scripts that `\p{name}` knows; nil for another name.
  static func script(_ name: String) -> [ClosedRange<UInt32>]? {
    switch name {
    case "Han":
      [
        0x2E80...0x2FD5, 0x3005...0x3007, 0x3021...0x3029, 0x3400...0x4DBF, 0x4E00...0x9FFF,
        0xF900...0xFAD9, 0x20000...0x323AF,
      ]
    case "Hiragana": [0x3041...0x309F]
    case "Katakana": [0x30A0...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9D]
    case "Hangul": [0x1100...0x11FF, 0x3131...0x318E, 0xA960...0xA97C, 0xAC00...0xD7FB]
    default: nil
    }
  }
}

extension Unicode.Scalar {
  /// Whether it is part of a word: a letter, a mark, a digit or a connector such as `_`.
  var isWordScalar: Bool {
    if isASCII {
      return ("a"..."z").contains(self) || ("A"..."Z").contains(self)
        || ("0"..."9").contains(self) || self == "_"
    }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber,
      .connectorPunctuation:
      return true
    default: return false
    }
  }
}
