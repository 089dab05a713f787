/// A sketch of an item's text, close for near-duplicates: MinHash over word shingles.
///
/// Stored and compared across versions of the program, so how it is made must never change; a new
/// way of making it gets a new `scheme`.
package struct Fingerprint: Sendable, Hashable {
  /// Which way of sketching made it; only sketches of one scheme can be compared.
  package var scheme: UInt8
  /// The sketch: one minimum a hash function; empty when the text is too short to say anything.
  package var minima: [UInt32]
  /// How many shingles the text had.
  package var shingles: Int

  /// Creates a sketch.
  package init(scheme: UInt8 = 1, minima: [UInt32], shingles: Int) {
    (self.scheme, self.minima, self.shingles) = (scheme, minima, shingles)
  }

  /// The estimated share of shingles that two texts have in common (Jaccard), 0 to 1.
  package func likeness(to other: Fingerprint) -> Double {
    guard scheme == other.scheme, !minima.isEmpty, minima.count == other.minima.count else {
      return 0
    }
    var equal = 0
    for index in minima.indices where minima[index] == other.minima[index] { equal += 1 }
    return Double(equal) / Double(minima.count)
  }
}
