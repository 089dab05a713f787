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
    let multipliers = multipliers
    var lowest = InlineArray<32, UInt32>(repeating: .max)
    var shingles = 0
    var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
    var count = 0
    for text in texts {
      var word: UInt64 = 0
      for place in 0...text.count {
        // Behind the last character stands a space, so that the last word ends.
        let code = place < text.count ? text.base[place] : Folding.space
        let kind = folding.kind(code)
        if kind.isSpaced {
          word = (word == 0 ? 0xCBF2_9CE4_8422_2325 : word) ^ UInt64(code)
          word = word &* 0x100_0000_01B3
          continue
        }
        let single = kind.isUnspaced ? UInt64(code) &* 0x9E37_79B9_7F4A_7C15 : 0
        let ended: InlineArray<2, UInt64> = [word, single]
        word = 0
        for which in 0..<2 where ended[which] != 0 {
          words = (words.1, words.2, ended[which])
          count += 1
          guard count >= shingleLength else { continue }
          shingles += 1
          let mixed = mix(words.0 ^ mix(words.1 ^ mix(words.2)))
          let low = UInt32(truncatingIfNeeded: mixed)
          let high = UInt32(truncatingIfNeeded: mixed >> 32)
          for index in 0..<minima {
            var hashed = low &* multipliers[index] &+ high
            hashed ^= hashed &>> 15
            hashed = hashed &* 0x2C1B_3C6D
            hashed ^= hashed &>> 12
            lowest[index] = min(lowest[index], hashed)
          }
        }
      }
    }
    guard shingles >= fewest else { return Fingerprint(minima: [], shingles: shingles) }
    return Fingerprint(minima: (0..<minima).map { lowest[$0] }, shingles: shingles)
  }

  private static let multipliers: InlineArray<32, UInt32> = {
    var multipliers = InlineArray<32, UInt32>(repeating: 0)
    var state: UInt64 = 0x7469_6575_7031
    for index in 0..<minima {
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
}
