import Syndication

/// A story, read: its headline, its lead (the first sentences behind it) and the rest.
///
/// The rest is read only as far as it can matter: most stories tie nobody to anybody in their
/// headline and lead, and then it does not.
struct StoryReading: Sendable {
  private(set) var title: FieldReading
  /// Summary and content, those that are there.
  private(set) var texts: [FieldReading] = []
  /// What all texts are sketched from.
  private(set) var shingles = Shingles()
  /// The names outside the lexicon.
  private(set) var names = NameTable()
  private(set) var titleLink = SentenceLink()
  private(set) var leadLinks: [SentenceLink] = []
  /// The organisations that are tied, the surest first.
  private(set) var parties: [Mention.Thing] = []
  /// How many independent groups the headline and the lead name as taking part.
  private(set) var storyGroups = 0
  /// Ties in sentences behind the lead; counted only of a story that may be about a tie, and only
  /// until there are `manyTies`.
  private(set) var bodyTies = 0

  static let leadLength = 2
  /// The sentences of a text whose words become evidence.
  static let evidenceLength = 4
  /// The sentences of a text that count for what a story is about.
  static let bodyLength = 12

  /// So many ties behind the lead, and so many organisations in all, that more say no more.
  static let manyTies = 2
  static let manyOrganisations = 6

  /// Reads a story; `whole` if also the sentences that make no difference to the built-in tag.
  init(_ story: StoryText, lexicon: Lexicon, whole: Bool = false) {
    title = FieldReading(story.title, field: .title, lexicon: lexicon, shingles: &shingles)
    if let summary = story.summary, !summary.isEmpty {
      texts.append(
        FieldReading(summary, field: .summary, lexicon: lexicon, shingles: &shingles)
      )
    }
    if let content = story.content, !content.isEmpty {
      texts.append(
        FieldReading(content, field: .content, lexicon: lexicon, shingles: &shingles)
      )
    }
    title.name(upTo: 1, lexicon: lexicon, table: &names)
    if !texts.isEmpty { texts[0].name(upTo: Self.evidenceLength, lexicon: lexicon, table: &names) }
    settle(lexicon)
    findLinks(lexicon)
    if whole { for index in texts.indices { read(index, upTo: .max, lexicon) } }
    if isRelated { readBody(lexicon) }
  }

  /// Whether headline or lead relate anybody to anybody, in whatever way.
  var isRelated: Bool {
    titleLink.link.isRelated || (bestLead?.link.link ?? .none).isTie || storyGroups >= 2
  }

  /// The headline's sentence, or an empty one.
  var titleSentence: Sentence { title.sentences.first ?? Sentence(range: 0..<0, mentions: []) }

  /// The sentences of the lead.
  var leadSentences: ArraySlice<Sentence> { texts.first?.sentences.prefix(Self.leadLength) ?? [] }

  /// The closest tie of the lead, with its place.
  var bestLead: (index: Int, link: SentenceLink)? {
    var best: (index: Int, link: SentenceLink)?
    for (index, link) in leadLinks.enumerated() where link.link > (best?.link.link ?? .none) {
      best = (index, link)
    }
    return best
  }

  /// Whether all texts together name many companies and other organisations.
  var hasManyOrganisations: Bool {
    var things: [Mention.Thing] = []
    for reading in [title] + texts {
      for sentence in reading.sentences.prefix(min(Self.bodyLength, reading.settled)) {
        for mention in sentence.mentions
        where mention.isOrganisation && !things.contains(mention.thing) {
          things.append(mention.thing)
          if things.count == Self.manyOrganisations { return true }
        }
      }
    }
    return false
  }

  /// Whether any text behind the headline speaks of electric vehicles.
  func isElectricBody(lexicon: Lexicon) -> Bool {
    texts.contains { $0.isElectric(lexicon: lexicon) }
  }

  private mutating func read(_ index: Int, upTo count: Int, _ lexicon: Lexicon) {
    texts[index].name(upTo: count, lexicon: lexicon, table: &names)
    settle(lexicon)
  }

  /// Reads on, a sentence at a time, until there are many ties and many organisations.
  private mutating func readBody(_ lexicon: Lexicon) {
    for index in texts.indices {
      for place in 0..<Self.bodyLength {
        let countsTies = index == 0 && bodyTies < Self.manyTies
        if !countsTies, hasManyOrganisations { return }
        if place >= texts[index].settled { read(index, upTo: place + 1, lexicon) }
        guard place < texts[index].settled else { break }
        if countsTies, place >= Self.leadLength {
          let finder = LinkFinder(lexicon: lexicon, text: texts[index].text, names: names)
          if finder.link(in: texts[index].sentences[place]).link.isTie { bodyTies += 1 }
        }
      }
    }
  }

  /// Gives the organisations of the sentences that have their names their parts.
  private mutating func settle(_ lexicon: Lexicon) {
    let unsure = title.unsureCompanies + texts.flatMap(\.unsureCompanies)
    var sure: Set<Int> = []
    if !unsure.isEmpty {
      sure = sureCompanies
      if !sure.isSuperset(of: unsure) {
        // The surer name may stand anywhere.
        for index in texts.indices { texts[index].read(upTo: .max, lexicon: lexicon) }
        sure = sureCompanies
      }
    }
    title.settle(sure: sure, lexicon: lexicon)
    for index in texts.indices { texts[index].settle(sure: sure, lexicon: lexicon) }
  }

  private var sureCompanies: Set<Int> {
    texts.reduce(title.sureCompanies) { $0.union($1.sureCompanies) }
  }

  private mutating func findLinks(_ lexicon: Lexicon) {
    let titles = LinkFinder(lexicon: lexicon, text: title.text, names: names)
    titleLink = title.sentences.first.map(titles.link) ?? SentenceLink()
    if let text = texts.first {
      let finder = LinkFinder(lexicon: lexicon, text: text.text, names: names)
      leadLinks = text.sentences.prefix(Self.leadLength).map(finder.link)
    }
    var groups: [Int] = []
    for link in [titleLink] + leadLinks {
      for party in link.parties {
        let group = titles.group(of: party.thing)
        if !groups.contains(group) { groups.append(group) }
      }
    }
    storyGroups = groups.count
    parties = Decision.parties(title: titleLink, leads: leadLinks, finder: titles)
  }
}
