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

  /// Reads only as far as it must: over five words nothing reaches, whatever stands behind them;
  /// nor, where it must be `bare`, over any.
  init(_ range: Range<Int>, in text: FoldedText, sentence: Sentence, bare: Bool = false) {
    guard range.lowerBound < range.upperBound else { return }
    // One more, as the letter behind an apostrophe may be taken off.
    let enough = bare ? (words: 2, characters: 1) : (words: 6, characters: Int.max)
    var place = range.lowerBound
    var cues = Joiners(sentence.mentions, within: range)
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
      let character = text[place]
      switch character.kind {
      case .letter, .digit:
        if !inWord { words += 1 }
        inWord = true
      case .han, .kana, .hangul:
        characters += 1
        inWord = false
      default:
        inWord = false
        readMark(character.base)
      }
      if words == enough.words || characters == enough.characters { break }
      place += 1
    }
    if words > 0, range.count >= 2, text[range.lowerBound].code == 0x27 { words -= 1 }
  }

  /// Whether two names with it between stand side by side in a list.
  var joins: Bool { hasJoiner && !hasBreak && words <= 2 && characters <= 3 }

  /// Whether it is so short that what stands on one side belongs to the other.
  var touches: Bool { !hasBreak && words <= 1 && characters <= 2 }

  /// Whether there is no word in it, joining ones apart.
  var isBare: Bool { words == 0 && characters == 0 }

  private mutating func readMark(_ mark: UInt16) {
    switch mark {
    case 0x2C, 0x26, 0x2F, 0x2B, 0xD7, 0x3001, 0x30FB, 0xB7, 0x2D, 0x7E, 0x2027: hasJoiner = true
    case 0x3A, 0x3B, 0x7C, 0x2026, 0x3002, 0x21, 0x3F: hasBreak = true
    default: break
    }
  }

  /// The joining cues of a sentence that stand within a range, one after another.
  private struct Joiners {
    private let mentions: [Mention]
    private let range: Range<Int>
    private var index = 0

    init(_ mentions: [Mention], within range: Range<Int>) {
      (self.mentions, self.range) = (mentions, range)
    }

    mutating func next() -> Mention? {
      while index < mentions.count {
        let mention = mentions[index]
        index += 1
        if mention.start >= range.upperBound { break }
        if mention.role == .and, mention.start >= range.lowerBound, mention.end <= range.upperBound
        {
          return mention
        }
      }
      return nil
    }
  }
}
