internal import CSketch
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
    var sketch = sketch_of_nothing()
    // Four at a time; of the last four some may have been among those before.
    for index in stride(from: 0, to: shingles.count, by: 4) {
      let start = min(index, shingles.count - 4)
      sketch = sketch_with(
        sketch,
        shingles[start],
        shingles[start + 1],
        shingles[start + 2],
        shingles[start + 3]
      )
    }
    return Fingerprint(
      minima: (0..<minima).map { sketch_minimum(sketch, $0) },
      shingles: shingles.count
    )
  }
}
