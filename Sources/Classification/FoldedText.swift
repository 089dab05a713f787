/// One text in folded characters, each with the place that it came from.
struct FoldedText: Sendable {
  private(set) var characters: [FoldedCharacter] = []
  /// In front of which characters something was left out, once for each scalar of it.
  private var dropped: [Int] = []
  /// Whether each scalar was a byte of the source.
  let isASCII: Bool

  /// Folds the first `limit` scalars of `text`.
  init(_ text: String, folding: Folding, limit: Int) {
    let bytes = text.utf8.span
    characters.reserveCapacity(min(bytes.count, limit))
    var scalars = 0
    var place = 0
    while place < bytes.count, scalars < limit {
      let character = folding.character(UTF8Scalar.next(in: bytes, at: &place, before: bytes.count))
      scalars += 1
      if character.base == Folding.dropped {
        dropped.append(characters.count)
      } else {
        characters.append(character)
      }
    }
    isASCII = scalars == place
  }

  /// How many characters there are.
  var count: Int { characters.count }

  subscript(place: Int) -> FoldedCharacter { characters[place] }

  /// The Unicode scalar of the source that a character came from.
  func origin(of place: Int) -> Int {
    var origin = place
    for gap in dropped {
      if gap > place { break }
      origin += 1
    }
    return origin
  }
}
