/// What stands between two mentions of a sentence.
struct Gap {
  /// Words of spaced scripts, less those of joining cues.
  private(set) var words = 0
  /// Characters of unspaced scripts, less those of joining cues.
  private(set) var characters = 0
  /// Whether a comma, a hyphen, a slash or a word like `and` stands there.
  private(set) var hasJoiner = false
  /// Whether a sentence-like break (colon, semicolon, dash between spaces) stands there.
  private(set) var hasBreak = false

  init(_ range: Range<Int>, in text: FoldedText, sentence: Sentence, lexicon: Lexicon) {
    guard range.lowerBound < range.upperBound else { return }
    var place = range.lowerBound
    var cues = sentence.mentions.lazy.filter { mention in
      guard case .cue(let index) = mention.thing else { return false }
      return lexicon.cues[index].role == .and && range.contains(mention.start)
        && mention.end <= range.upperBound
    }.makeIterator()
    var joiner = cues.next()
    var inWord = false
    while place < range.upperBound {
      if let here = joiner, here.start <= place {
        hasJoiner = true
        place = max(place + 1, here.end)
        joiner = cues.next()
        inWord = false
        continue
      }
      let kind = lexicon.folding.kind(text.codes[place])
      switch kind {
      case .letter, .digit:
        if !inWord { words += 1 }
        inWord = true
      case .han, .kana, .hangul:
        characters += 1
        inWord = false
      case .space, .other:
        inWord = false
        readMark(at: place, range, text)
      }
      place += 1
    }
    if words > 0, range.count >= 2, text.codes[range.lowerBound] == 0x27 { words -= 1 }
  }

  /// Whether two names with it between stand side by side in a list.
  var joins: Bool { hasJoiner && !hasBreak && words <= 2 && characters <= 3 }

  /// Whether it is so short that what stands on one side belongs to the other.
  var touches: Bool { !hasBreak && words <= 1 && characters <= 2 }

  private mutating func readMark(at place: Int, _ range: Range<Int>, _ text: FoldedText) {
    switch text.base[place] {
    case 0x2C, 0x26, 0x2F, 0x2B, 0xD7, 0x3001, 0x30FB, 0xB7, 0x2D, 0x7E, 0x2027: hasJoiner = true
    case 0x3A, 0x3B, 0x7C, 0x2026, 0x3002, 0x21, 0x3F: hasBreak = true
    default: break
    }
  }
}
