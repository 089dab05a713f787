import Syndication

/// Sketches texts for near-duplicates: MinHash over three words in a row, a word being a run of
/// letters or one character of a script without spaces.
///
/// Scheme 1. Nothing in here, nor `FoldedCharacter.base`, may ever change: stored sketches hang on it.
enum Fingerprinter {
  static let minima = 32
  static let shingleLength = 3
  /// Fewer shingles say nothing.
  static let fewest = 4

  /// The sketch of the texts, one after another.
  static func fingerprint(of texts: [FoldedText]) -> Fingerprint {
    let shingles = shingles(of: texts)
    guard shingles.count >= fewest else {
      return Fingerprint(minima: [], shingles: shingles.count)
    }
    // Four minima a pass over the shingles: as many as there are registers for.
    var lowest: [UInt32] = []
    lowest.reserveCapacity(minima)
    for index in stride(from: 0, to: minima, by: 4) {
      let (one, two) = (multipliers[index], multipliers[index + 1])
      let (three, four) = (multipliers[index + 2], multipliers[index + 3])
      var (first, second) = (UInt32.max, UInt32.max)
      var (third, fourth) = (UInt32.max, UInt32.max)
      for shingle in shingles {
        first = min(first, hash(shingle, one))
        second = min(second, hash(shingle, two))
        third = min(third, hash(shingle, three))
        fourth = min(fourth, hash(shingle, four))
      }
      lowest += [first, second, third, fourth]
    }
    return Fingerprint(minima: lowest, shingles: shingles.count)
  }

  /// Every three words in a row, as a number.
  private static func shingles(of texts: [FoldedText]) -> [UInt64] {
    var shingles: [UInt64] = []
    shingles.reserveCapacity(texts.reduce(0) { $0 + $1.count } / 4)
    var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
    var count = 0
    func end(_ word: UInt64) {
      words = (words.1, words.2, word)
      count += 1
      if count >= shingleLength { shingles.append(mix(words.0 ^ mix(words.1 ^ mix(words.2)))) }
    }
    for text in texts {
      var word: UInt64 = 0
      for character in text.characters {
        if character.baseKind.isSpaced {
          word = (word == 0 ? 0xCBF2_9CE4_8422_2325 : word) ^ UInt64(character.base)
          word = word &* 0x100_0000_01B3
          continue
        }
        if word != 0 { end(word) }
        word = 0
        if character.baseKind.isUnspaced {
          end(UInt64(character.base) &* 0x9E37_79B9_7F4A_7C15)
        }
      }
      if word != 0 { end(word) }
    }
    return shingles
  }

  private static func hash(_ shingle: UInt64, _ multiplier: UInt32) -> UInt32 {
    let (low, high) = (
      UInt32(truncatingIfNeeded: shingle), UInt32(truncatingIfNeeded: shingle >> 32)
    )
    var hashed = low &* multiplier &+ high
    hashed ^= hashed &>> 15
    hashed = hashed &* 0x2C1B_3C6D
    return hashed ^ hashed &>> 12
  }

  private static let multipliers: [UInt32] = {
    var multipliers: [UInt32] = []
    var state: UInt64 = 0x7469_6575_7031
    for _ in 0..<minima {
      state = mix(state &+ 0x9E37_79B9_7F4A_7C15)
      multipliers.append(UInt32(truncatingIfNeeded: state) | 1)
    }
    return multipliers
  }()

  private static func mix(_ value: UInt64) -> UInt64 {
    var value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
