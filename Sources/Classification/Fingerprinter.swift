import Syndication

/// Sketches texts for near-duplicates: MinHash over their shingles.
///
/// Scheme 1. Nothing in here, nor `FoldedCharacter.base`, may ever change: stored sketches hang on it.
enum Fingerprinter {
  static let minima = 32
  /// Fewer shingles say nothing.
  static let fewest = 4

  /// The sketch of texts with these shingles.
  static func fingerprint(of shingles: [UInt64]) -> Fingerprint {
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
      state = Shingles.mix(state &+ 0x9E37_79B9_7F4A_7C15)
      multipliers.append(UInt32(truncatingIfNeeded: state) | 1)
    }
    return multipliers
  }()
}
