/// What kind of character a code is; decides where words begin and end.
struct CharacterKind: RawRepresentable, Equatable, Sendable {
  let rawValue: UInt8

  static let other = CharacterKind(rawValue: 0)
  static let space = CharacterKind(rawValue: 1)
  static let letter = CharacterKind(rawValue: 2)
  static let digit = CharacterKind(rawValue: 3)
  static let han = CharacterKind(rawValue: 4)
  static let kana = CharacterKind(rawValue: 5)
  static let hangul = CharacterKind(rawValue: 6)

  /// Whether words of it are set apart by spaces.
  var isSpaced: Bool { rawValue & 0xFE == 2 }

  /// Whether its script writes without spaces, or adds particles to words.
  var isUnspaced: Bool { rawValue >= 4 }

  static func == (one: CharacterKind, other: CharacterKind) -> Bool {
    one.rawValue == other.rawValue
  }
}

/// A character as it counts, in the bits of one number, so that it is copied in one go.
struct FoldedCharacter: Sendable {
  private var bits: UInt64

  init(code: UInt16, base: UInt16, kind: CharacterKind, baseKind: CharacterKind, isUpper: Bool) {
    bits = UInt64(code) | UInt64(base) << 16 | UInt64(kind.rawValue) << 32
    bits |= UInt64(baseKind.rawValue) << 40 | (isUpper ? 1 << 48 : 0)
  }

  /// Folded for matching.
  var code: UInt16 { UInt16(truncatingIfNeeded: bits) }
  /// Folded for fingerprints.
  var base: UInt16 { UInt16(truncatingIfNeeded: bits >> 16) }
  /// The kind of `code`.
  var kind: CharacterKind { CharacterKind(rawValue: UInt8(truncatingIfNeeded: bits >> 32)) }
  /// The kind of `base`.
  var baseKind: CharacterKind { CharacterKind(rawValue: UInt8(truncatingIfNeeded: bits >> 40)) }
  /// Whether it is an upper-case letter before it is folded.
  var isUpper: Bool { bits & 1 << 48 != 0 }

  /// The same character where it counts as another one in matching.
  func matching(_ code: UInt16, _ kind: CharacterKind) -> FoldedCharacter {
    FoldedCharacter(code: code, base: base, kind: kind, baseKind: baseKind, isUpper: isUpper)
  }
}

/// Which characters count as one: case, width, accents, and for matching also the variants of
/// Chinese characters, so that one alias serves traditional, simplified and Japanese writing.
///
/// How characters are folded for fingerprints must never change: stored sketches hang on it.
struct Folding: Sendable {
  /// What each character up to U+FFFF counts as, by its number.
  let characters: [FoldedCharacter]

  /// Characters of no account: they vanish.
  static let dropped: UInt16 = 0
  static let space: UInt16 = 0x20
  static let newline: UInt16 = 0x0A

  /// `variants`: groups of characters that count as the group's first.
  init(variants: [[UInt16]]) {
    let base = Self.baseTable()
    let kinds = Self.kindTable()
    var characters: [FoldedCharacter] = []
    characters.reserveCapacity(base.count)
    for code in base.indices {
      // A hyphen counts as a space.
      let matching = base[code] == 0x2D ? Self.space : base[code]
      characters.append(
        FoldedCharacter(
          code: matching,
          base: base[code],
          kind: kinds[Int(matching)],
          baseKind: kinds[Int(base[code])],
          isUpper: Self.isUpper(code)
        )
      )
    }
    for group in variants {
      guard let first = group.first else { continue }
      for other in group.dropFirst() {
        let own = characters[Int(other)]
        characters[Int(other)] = own.matching(first, kinds[Int(first)])
      }
    }
    self.characters = characters
  }

  /// A character as it counts, by its Unicode scalar's number.
  func character(_ scalar: Int) -> FoldedCharacter { characters[scalar > 0xFFFF ? 0xFFFD : scalar] }

  /// The kind of a folded character.
  func kind(_ code: UInt16) -> CharacterKind { characters[Int(code)].kind }

  /// The folded characters of a pattern.
  func codes(_ text: some StringProtocol) -> [UInt16] {
    var codes: [UInt16] = []
    for scalar in text.unicodeScalars {
      let code = character(Int(scalar.value)).code
      if code != Self.dropped { codes.append(code) }
    }
    return codes
  }

  /// Whether a character, up to U+FFFF, is an upper-case letter.
  private static func isUpper(_ code: Int) -> Bool {
    if code < 0x80 { return code >= 0x41 && code <= 0x5A }
    if code < 0xC0 { return false }
    if code < 0xDF { return code != 0xD7 }
    if code < 0x180 { return code >= 0x100 && code % 2 == 0 }
    return (0x391...0x3A9).contains(code) || (0x400...0x42F).contains(code)
      || (0xFF21...0xFF3A).contains(code)
  }

  private static func baseTable() -> [UInt16] {
    var table = (0...0xFFFF).map { UInt16($0) }
    for code in 0x41...0x5A { table[code] = UInt16(code + 32) }
    for code in 0xC0...0xDE where code != 0xD7 { table[code] = UInt16(code + 32) }
    for code in stride(from: 0x100, to: 0x17F, by: 2) { table[code] = UInt16(code + 1) }
    for code in 0x391...0x3A9 { table[code] = UInt16(code + 32) }
    for code in 0x410...0x42F { table[code] = UInt16(code + 32) }
    for code in 0x400...0x40F { table[code] = UInt16(code + 80) }
    for (plain, accented) in accents {
      for scalar in accented.unicodeScalars {
        table[Int(scalar.value)] = UInt16(plain.value)
      }
    }
    for code in 0xFF01...0xFF5E {
      table[code] = table[code - 0xFEE0]
    }
    for (offset, scalar) in halfWidthKana.unicodeScalars.enumerated() {
      table[0xFF66 + offset] = UInt16(scalar.value)
    }
    let spaces = [0x09, 0x0B, 0x0C, 0xA0, 0x1680, 0x202F, 0x205F, 0x3000] + Array(0x2000...0x200A)
    for code in spaces { table[code] = space }
    for code in [0x0D, 0x85, 0x2028, 0x2029] { table[code] = newline }
    for code in [0x2018, 0x2019, 0x201B, 0x02BC, 0xFF07, 0x60, 0xB4] { table[code] = 0x27 }
    for code in [0x201C, 0x201D, 0x201E, 0x201F, 0xAB, 0xBB] { table[code] = 0x22 }
    for code in Array(0x2010...0x2015) + [0x2212, 0xFE63] { table[code] = 0x2D }
    let gone =
      Array(0x300...0x36F) + Array(0x200B...0x200F) + Array(0xFE00...0xFE0F) + [0xAD, 0xFEFF]
    for code in gone { table[code] = dropped }
    return table
  }

  private static let accents: [(Unicode.Scalar, String)] = [
    ("a", "ÀÁÂÃÄÅàáâãäåĀāĂăĄąǍǎ"), ("c", "ÇçĆćĈĉĊċČč"), ("d", "ĎďĐđ"), ("e", "ÈÉÊËèéêëĒēĔĕĖėĘęĚě"),
    ("g", "ĜĝĞğĠġĢģ"), ("h", "ĤĥĦħ"), ("i", "ÌÍÎÏìíîïĨĩĪīĬĭĮįİı"), ("j", "Ĵĵ"), ("k", "Ķķ"),
    ("l", "ĹĺĻļĽľĿŀŁł"), ("n", "ÑñŃńŅņŇň"), ("o", "ÒÓÔÕÖØòóôõöøŌōŎŏŐő"), ("r", "ŔŕŖŗŘř"),
    ("s", "ŚśŜŝŞşŠšȘș"), ("t", "ŢţŤťŦŧȚț"), ("u", "ÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲų"), ("w", "Ŵŵ"),
    ("y", "ÝýÿŶŷŸ"), ("z", "ŹźŻżŽž"),
  ]

  private static let halfWidthKana =
    "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"

  private static func kindTable() -> [CharacterKind] {
    var kinds = [CharacterKind](repeating: .other, count: 0x10000)
    func set(_ range: ClosedRange<Int>, _ kind: CharacterKind) {
      for code in range { kinds[code] = kind }
    }
    set(0x20...0x20, .space)
    set(0x0A...0x0A, .space)
    set(0x30...0x39, .digit)
    set(0x61...0x7A, .letter)
    set(0xC0...0x24F, .letter)
    kinds[0xD7] = .other
    kinds[0xF7] = .other
    set(0x370...0x52F, .letter)
    set(0x1E00...0x1EFF, .letter)
    set(0x3041...0x3096, .kana)
    set(0x30A1...0x30FA, .kana)
    set(0x30FC...0x30FE, .kana)
    set(0x3005...0x3007, .han)
    set(0x3400...0x9FFF, .han)
    set(0xF900...0xFAFF, .han)
    set(0xAC00...0xD7A3, .hangul)
    return kinds
  }
}
