import Syndication

/// One text of a story, read: its sentences with the companies and cues in them.
struct FieldReading: Sendable {
  let field: EvidenceField
  let text: FoldedText
  private(set) var sentences: [Sentence] = []

  /// Reads a text; a headline is one sentence whatever its punctuation.
  init(_ source: String, field: EvidenceField, lexicon: Lexicon, limit: Int = 6_000) {
    self.field = field
    text = FoldedText(source, folding: lexicon.folding, limit: limit)
    let hits = lexicon.hits(in: text)
    let ranges =
      field == .title
      ? (text.count > 0 ? [0..<text.count] : [])
      : Sentences.ranges(of: text, folding: lexicon.folding)
    var next = 0
    for range in ranges {
      var mentions: [Mention] = []
      while next < hits.count, hits[next].start < range.upperBound {
        let pattern = hits[next].pattern
        let thing: Mention.Thing =
          switch lexicon.patterns[pattern].target {
          case .company(let index): .company(index)
          case .cue(let index): .cue(index)
          }
        var mention = Mention(start: hits[next].start, end: hits[next].end, thing: thing)
        mention.isWeak = lexicon.patterns[pattern].rule.contains(.weak)
        mention.isContextual = lexicon.patterns[pattern].rule.contains(.contextual)
        mentions.append(mention)
        next += 1
      }
      sentences.append(Sentence(range: range, mentions: mentions))
    }
    for index in sentences.indices {
      NameFinder(lexicon: lexicon, text: text).addNames(
        to: &sentences[index]
      )
    }
  }

  /// Drops names that need a surer one beside them, then gives each company its part.
  mutating func settle(sure: Set<Int>, lexicon: Lexicon) {
    for index in sentences.indices {
      sentences[index].mentions = sentences[index].mentions.filter { mention in
        guard !mention.isSure, case .company(let company) = mention.thing else { return true }
        return sure.contains(company) || isBacked(mention, in: sentences[index], lexicon: lexicon)
      }
      PartFinder(lexicon: lexicon, text: text).setParts(of: &sentences[index])
    }
  }

  /// The companies named in a way that leaves no doubt.
  var sureCompanies: Set<Int> {
    var sure: Set<Int> = []
    for sentence in sentences {
      for mention in sentence.mentions where mention.isSure {
        if case .company(let company) = mention.thing { sure.insert(company) }
      }
    }
    return sure
  }

  /// Whether what stands around an unsure name makes it one: another company in the sentence or,
  /// for the weaker ones, in the same list; or a word such as `startup` right before it.
  private func isBacked(_ mention: Mention, in sentence: Sentence, lexicon: Lexicon) -> Bool {
    let others = sentence.mentions.filter { $0.isSure && $0.isOrganisation }
    if mention.isContextual, !others.isEmpty { return true }
    for other in sentence.mentions
    where other.end <= mention.start && mention.start - other.end <= 1 {
      if case .cue(let index) = other.thing,
        lexicon.cues[index].role == .partner
          || lexicon.cues[index].role == .modifier
      {
        return true
      }
    }
    for other in others {
      let gap =
        other.end <= mention.start ? other.end..<mention.start : mention.end..<other.start
      if gap.lowerBound > gap.upperBound { continue }
      if Gap(gap, in: text, sentence: sentence, lexicon: lexicon).joins { return true }
    }
    return false
  }
}
