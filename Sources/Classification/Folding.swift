/// What kind of character a code is; decides where words begin and end.
enum CharacterKind: UInt8 {
  case other, space, letter, digit, han, kana, hangul

  /// Whether words of it are set apart by spaces.
  var isSpaced: Bool { self == .letter || self == .digit }

  /// Whether its script writes without spaces, or adds particles to words.
  var isUnspaced: Bool { self == .han || self == .kana || self == .hangul }
}

/// Which characters count as one: case, width, accents, and for matching also the variants of
/// Chinese characters, so that one alias serves traditional, simplified and Japanese writing.
struct Folding: Sendable {
  /// Case, width and accents only; fingerprints hang on it, so it must never change.
  let base: [UInt16]
  /// `base`, then variants and hyphens.
  let matching: [UInt16]
  /// The kind of each folded character, by raw value.
  let kinds: [UInt8]

  /// Characters of no account: they vanish.
  static let dropped: UInt16 = 0
  static let space: UInt16 = 0x20
  static let newline: UInt16 = 0x0A

  /// `variants`: groups of characters that count as the group's first.
  init(variants: [[UInt16]]) {
    base = Self.baseTable()
    var matching = base
    matching[0x2D] = Self.space
    for index in matching.indices where base[index] == 0x2D { matching[index] = Self.space }
    for group in variants {
      guard let first = group.first else { continue }
      for other in group.dropFirst() { matching[Int(other)] = first }
    }
    self.matching = matching
    kinds = Self.kindTable()
  }

  /// The kind of a folded character.
  func kind(_ code: UInt16) -> CharacterKind { CharacterKind(rawValue: kinds[Int(code)]) ?? .other }

  /// The folded characters of a pattern.
  func codes(_ text: some StringProtocol) -> [UInt16] {
    var codes: [UInt16] = []
    for scalar in text.unicodeScalars {
      let folded = scalar.value > 0xFFFF ? 0xFFFD : matching[Int(scalar.value)]
      if folded != Self.dropped { codes.append(folded) }
    }
    return codes
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

  private static func kindTable() -> [UInt8] {
    var kinds = [UInt8](repeating: CharacterKind.other.rawValue, count: 0x10000)
    func set(_ range: ClosedRange<Int>, _ kind: CharacterKind) {
      for code in range { kinds[code] = kind.rawValue }
    }
    set(0x20...0x20, .space)
    set(0x0A...0x0A, .space)
    set(0x30...0x39, .digit)
    set(0x61...0x7A, .letter)
    set(0xC0...0x24F, .letter)
    kinds[0xD7] = CharacterKind.other.rawValue
    kinds[0xF7] = CharacterKind.other.rawValue
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
