/// One text in folded characters, each with the place that it came from.
struct FoldedText: Sendable {
  private(set) var characters: [FoldedCharacter] = []
  /// In front of which characters something was left out, once for each scalar of it.
  private var dropped: [Int] = []
  /// Whether each scalar was a byte of the source.
  let isASCII: Bool

  /// Folds the first `limit` scalars of `text`.
  init(_ text: String, folding: Folding, limit: Int) {
    var shingles = Shingles()
    self.init(text, folding: folding, limit: limit, shingles: &shingles)
  }

  /// Folds the first `limit` scalars of `text`, and adds its words to what is sketched.
  ///
  /// One pass does both: the words are made of the very characters that are folded.
  @inline(never)
  init(_ text: String, folding: Folding, limit: Int, shingles: inout Shingles) {
    let bytes = text.utf8.span
    let table = folding.characters.span
    let most = min(bytes.count, limit)
    var dropped: [Int] = []
    var scalars = 0
    var place = 0
    shingles.reserve(most / 4)
    characters = Array(capacity: most) { characters in
      var words = shingles.words
      while place < bytes.count, scalars < limit {
        // Most of a text is words of ASCII, and these few lines see most of its characters.
        let end = min(bytes.count, place + limit - scalars)
        let start = place
        var word = words.word
        while place < end {
          let byte = bytes[place]
          let character = table[Int(byte)]
          guard byte < 0x80, character.baseKind.isSpaced else { break }
          characters.append(character)
          word.add(character.base)
          place += 1
        }
        words.word = word
        scalars += place - start
        if place == end { break }
        let scalar = UTF8Scalar.next(in: bytes, at: &place, before: bytes.count)
        let character = table[scalar > 0xFFFF ? 0xFFFD : scalar]
        scalars += 1
        if character.base == Folding.dropped {
          dropped.append(characters.count)
        } else {
          characters.append(character)
          words.add(character, to: &shingles.numbers)
        }
      }
      words.end(&shingles.numbers)
      shingles.words = words
    }
    self.dropped = dropped
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
