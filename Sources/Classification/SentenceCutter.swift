/// Cuts a text into sentences, one after another, as ranges of its folded characters.
struct SentenceCutter: Sendable {
  private var start = 0
  private var place = 0

  /// The next sentence, or nil behind the last; they cover all that is not space between them.
  mutating func next(in text: FoldedText) -> Range<Int>? {
    let characters = text.characters
    while place < characters.count {
      let isEnd = Self.ends(at: place, in: characters)
      place += 1
      if isEnd, let range = cut(characters) { return range }
    }
    return cut(characters)
  }

  /// What stands from the start to the place, without spaces in front; nil if it is no sentence.
  private mutating func cut(_ characters: [FoldedCharacter]) -> Range<Int>? {
    while start < place, characters[start].code <= Folding.space { start += 1 }
    let range = start..<place
    start = place
    return range.count > 1 ? range : nil
  }

  private static func ends(at place: Int, in characters: [FoldedCharacter]) -> Bool {
    switch characters[place].code {
    case Folding.newline, 0x3002: return true  // line end, 。
    case 0x21, 0x3F: return place + 1 < characters.count && characters[place + 1].code != 0x22
    case 0x2E: break
    default: return false
    }
    guard place > 0, place + 2 < characters.count, characters[place + 1].code == Folding.space
    else { return false }
    let next = characters[place + 2]
    let nextStarts =
      next.isUpper || next.code == 0x22 || next.kind.isUnspaced || next.kind == .digit
    guard nextStarts else { return false }
    var word = place
    while word > 0, characters[word - 1].kind.isSpaced { word -= 1 }
    if characters[place - 1].kind.isUnspaced { return true }
    if place - word <= 1 { return characters[place - 1].kind == .digit && place - word > 0 }
    if place - word > longestAbbreviation { return true }
    let codes = characters[word..<place].lazy.map(\.code)
    return !abbreviations.contains(String(decoding: codes, as: UTF16.self))
  }

  private static let longestAbbreviation = 6

  private static let abbreviations: Set<String> = [
    "inc", "corp", "co", "ltd", "mr", "mrs", "ms", "dr", "st", "no", "vs", "jr", "usd", "approx",
    "bzw", "ca", "ag", "rs", "sr", "sra", "gen", "gov", "feb", "jan", "aug", "sept", "oct", "nov",
    "dec", "etc", "eg", "ie", "cie", "plc", "cf", "nr", "mio", "mrd",
  ]
}
