import Syndication

/// Sketches texts for near-duplicates: MinHash over three words in a row, a word being a run of
/// letters or one character of a script without spaces.
///
/// Scheme 1. Nothing in here, nor `Folding.base`, may ever change: stored sketches hang on it.
enum Fingerprinter {
  static let minima = 32
  static let shingleLength = 3
  /// Fewer shingles say nothing.
  static let fewest = 4

  /// The sketch of the texts, one after another.
  static func fingerprint(of texts: [FoldedText], folding: Folding) -> Fingerprint {
    var lowest = SIMD32<UInt32>(repeating: .max)
    var shingles = 0
    var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
    var count = 0
    for text in texts {
      forEachWord(of: text, folding: folding) { word in
        words = (words.1, words.2, word)
        count += 1
        guard count >= shingleLength else { return }
        shingles += 1
        let mixed = mix(words.0 ^ mix(words.1 ^ mix(words.2)))
        let low = SIMD32<UInt32>(repeating: UInt32(truncatingIfNeeded: mixed))
        let high = SIMD32<UInt32>(repeating: UInt32(truncatingIfNeeded: mixed >> 32))
        var hashed = low &* multipliers &+ high
        hashed ^= hashed &>> 15
        hashed = hashed &* 0x2C1B_3C6D
        hashed ^= hashed &>> 12
        lowest.replace(with: hashed, where: hashed .< lowest)
      }
    }
    guard shingles >= fewest else { return Fingerprint(minima: [], shingles: shingles) }
    return Fingerprint(minima: lowest.indices.map { lowest[$0] }, shingles: shingles)
  }

  private static let multipliers: SIMD32<UInt32> = {
    var multipliers = SIMD32<UInt32>()
    var state: UInt64 = 0x7469_6575_7031
    for index in multipliers.indices {
      state = mix(state &+ 0x9E37_79B9_7F4A_7C15)
      multipliers[index] = UInt32(truncatingIfNeeded: state) | 1
    }
    return multipliers
  }()

  private static func mix(_ value: UInt64) -> UInt64 {
    var value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  private static func forEachWord(
    of text: FoldedText,
    folding: Folding,
    _ body: (UInt64) -> Void
  ) {
    var word: UInt64 = 0
    for code in text.base {
      let kind = folding.kind(code)
      if kind.isSpaced {
        word = (word == 0 ? 0xCBF2_9CE4_8422_2325 : word) ^ UInt64(code)
        word = word &* 0x100_0000_01B3
      } else {
        if word != 0 { body(word) }
        word = 0
        if kind.isUnspaced { body(UInt64(code) &* 0x9E37_79B9_7F4A_7C15) }
      }
    }
    if word != 0 { body(word) }
  }
}
