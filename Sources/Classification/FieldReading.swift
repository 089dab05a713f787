import Syndication

/// One text of a story, read as far as it was asked for: its sentences with the companies and cues
/// in them, then the names that no lexicon knows, then the part that each organisation plays.
struct FieldReading: Sendable {
  let field: EvidenceField
  let text: FoldedText
  /// The sentences that were read so far.
  private(set) var sentences: [Sentence] = []
  /// Whether there are no more.
  private(set) var isWhole = false
  private var cutter = SentenceCutter()
  private var matcher = Matcher()
  private var named = 0
  /// How many sentences have the names and the parts of their organisations.
  private(set) var settled = 0

  /// Of a text so many scalars are read, and no more.
  private static let limit = 6_000

  /// Folds a text, whose words join those of the story; nothing of it is read yet.
  init(_ source: String, field: EvidenceField, lexicon: Lexicon, shingles: inout Shingles) {
    self.field = field
    let folding = lexicon.folding
    text = FoldedText(source, folding: folding, limit: Self.limit, shingles: &shingles)
  }

  /// Finds the companies and cues of the first `count` sentences.
  mutating func read(upTo count: Int, lexicon: Lexicon) {
    var hits: [Hit] = []
    while sentences.count < count, !isWhole {
      guard let range = nextRange() else {
        isWhole = true
        return
      }
      hits.removeAll(keepingCapacity: true)
      matcher.find(in: text, before: range.upperBound, lexicon: lexicon, into: &hits)
      sentences.append(Sentence(range: range, mentions: hits.map { Self.mention($0, lexicon) }))
    }
  }

  /// Finds the names outside the lexicon in the first `count` sentences.
  mutating func name(upTo count: Int, lexicon: Lexicon, table: inout NameTable) {
    read(upTo: count, lexicon: lexicon)
    let finder = NameFinder(text: text)
    while named < min(count, sentences.count) {
      finder.addNames(to: &sentences[named], table: &table)
      named += 1
    }
  }

  /// The companies, in sentences that have their names and no parts yet, that need a surer name.
  var unsureCompanies: [Int] {
    var unsure: [Int] = []
    for sentence in sentences[settled..<named] {
      for mention in sentence.mentions where !mention.isSure {
        if case .company(let company) = mention.thing { unsure.append(company) }
      }
    }
    return unsure
  }

  /// The companies named, as far as it was read, in a way that leaves no doubt.
  var sureCompanies: Set<Int> {
    var sure: Set<Int> = []
    for sentence in sentences {
      for mention in sentence.mentions where mention.isSure {
        if case .company(let company) = mention.thing { sure.insert(company) }
      }
    }
    return sure
  }

  /// Drops names that need a surer one beside them, then gives each organisation its part.
  mutating func settle(sure: Set<Int>, lexicon: Lexicon) {
    let finder = PartFinder(lexicon: lexicon, text: text)
    while settled < named {
      if sentences[settled].mentions.contains(where: { !$0.isSure }) {
        let sentence = sentences[settled]
        sentences[settled].mentions = sentence.mentions.filter { mention in
          guard !mention.isSure, case .company(let company) = mention.thing else { return true }
          return sure.contains(company) || isBacked(mention, in: sentence)
        }
      }
      finder.setParts(of: &sentences[settled])
      settled += 1
    }
  }

  /// Whether any sentence speaks of electric vehicles; reads on until one does.
  func isElectric(lexicon: Lexicon) -> Bool {
    var reading = self
    var table = NameTable()
    var index = 0
    while true {
      reading.read(upTo: index + 1, lexicon: lexicon)
      guard index < reading.sentences.count else { return false }
      if reading.sentences[index].has(.ev) {
        // The word may be part of a name.
        if index >= reading.named {
          NameFinder(text: text).addNames(to: &reading.sentences[index], table: &table)
        }
        if reading.sentences[index].has(.ev) { return true }
      }
      index += 1
    }
  }

  /// The next sentence; a headline is one whatever its punctuation.
  private mutating func nextRange() -> Range<Int>? {
    guard field == .title else { return cutter.next(in: text) }
    return sentences.isEmpty && text.count > 0 ? 0..<text.count : nil
  }

  private static func mention(_ hit: Hit, _ lexicon: Lexicon) -> Mention {
    let pattern = lexicon.patterns[hit.pattern]
    switch pattern.target {
    case .company(let index):
      var mention = Mention(start: hit.start, end: hit.end, thing: .company(index))
      mention.isWeak = pattern.rule.contains(.weak)
      mention.isContextual = pattern.rule.contains(.contextual)
      return mention
    case .cue(let index):
      let role = lexicon.cues[index].role
      return Mention(start: hit.start, end: hit.end, thing: .cue(index), role: role)
    }
  }

  /// Whether what stands around an unsure name makes it one: another company in the sentence or,
  /// for the weaker ones, in the same list; or a word such as `startup` right before it.
  private func isBacked(_ mention: Mention, in sentence: Sentence) -> Bool {
    let others = sentence.mentions.filter { $0.isSure && $0.isOrganisation }
    if mention.isContextual, !others.isEmpty { return true }
    for other in sentence.mentions
    where other.end <= mention.start && mention.start - other.end <= 1 {
      if other.role == .partner || other.role == .modifier { return true }
    }
    for other in others {
      let gap =
        other.end <= mention.start ? other.end..<mention.start : mention.end..<other.start
      if gap.lowerBound > gap.upperBound { continue }
      if Gap(gap, in: text, sentence: sentence).joins { return true }
    }
    return false
  }
}
