/// One text in folded characters, each with the place that it came from.
struct FoldedText: Sendable {
  /// Folded for matching.
  private(set) var codes: [UInt16] = []
  /// Folded for fingerprints; as many as `codes`.
  private(set) var base: [UInt16] = []
  /// The Unicode scalar of the source that each came from.
  private(set) var origins: [Int32] = []
  /// Whether each was an upper-case letter.
  private(set) var isUpper: [Bool] = []

  /// Folds the first `limit` scalars of `text`.
  init(_ text: String, folding: Folding, limit: Int) {
    let room = min(text.utf8.count, limit)
    codes.reserveCapacity(room)
    base.reserveCapacity(room)
    origins.reserveCapacity(room)
    isUpper.reserveCapacity(room)
    var place: Int32 = 0
    for scalar in text.unicodeScalars {
      if place >= limit { break }
      let value = scalar.value
      let source = value > 0xFFFF ? 0xFFFD : Int(value)
      let plain = folding.base[source]
      if plain != Folding.dropped {
        base.append(plain)
        codes.append(folding.matching[source])
        origins.append(place)
        isUpper.append(Self.isUpper(source))
      }
      place += 1
    }
  }

  /// How many characters there are.
  var count: Int { codes.count }

  /// Whether a character of the source, up to U+FFFF, is an upper-case letter.
  static func isUpper(_ code: Int) -> Bool {
    if code < 0x80 { return code >= 0x41 && code <= 0x5A }
    if code < 0xC0 { return false }
    if code < 0xDF { return code != 0xD7 }
    if code < 0x180 { return code >= 0x100 && code % 2 == 0 }
    return (0x391...0x3A9).contains(code) || (0x400...0x42F).contains(code)
      || (0xFF21...0xFF3A).contains(code)
  }
}
