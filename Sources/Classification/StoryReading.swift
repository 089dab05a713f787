import Syndication

/// A story, read: its headline, its lead (the first sentences behind it) and the rest.
struct StoryReading: Sendable {
  private(set) var title: FieldReading
  /// Summary and content, those that are there.
  private(set) var texts: [FieldReading] = []
  let titleLink: SentenceLink
  let leadLinks: [SentenceLink]
  /// The organisations that are tied, the surest first.
  let parties: [Mention.Thing]
  /// How many independent groups the headline and the lead name as taking part.
  let storyGroups: Int
  /// Ties in sentences behind the lead.
  let bodyTies: Int

  static let leadLength = 2

  init(_ story: StoryText, lexicon: Lexicon) {
    title = FieldReading(story.title, field: .title, lexicon: lexicon)
    if let summary = story.summary, !summary.isEmpty {
      texts.append(FieldReading(summary, field: .summary, lexicon: lexicon))
    }
    if let content = story.content, !content.isEmpty {
      texts.append(FieldReading(content, field: .content, lexicon: lexicon))
    }
    var sure = title.sureCompanies
    for text in texts { sure.formUnion(text.sureCompanies) }
    title.settle(sure: sure, lexicon: lexicon)
    for index in texts.indices { texts[index].settle(sure: sure, lexicon: lexicon) }
    let titles = LinkFinder(lexicon: lexicon, text: title.text)
    titleLink = title.sentences.first.map(titles.link) ?? SentenceLink()
    var leads: [SentenceLink] = []
    var ties = 0
    if let text = texts.first {
      let finder = LinkFinder(lexicon: lexicon, text: text.text)
      for (index, sentence) in text.sentences.prefix(12).enumerated() {
        let link = finder.link(in: sentence)
        if index < Self.leadLength {
          leads.append(link)
        } else if link.link.isTie {
          ties += 1
        }
      }
    }
    (leadLinks, bodyTies) = (leads, ties)
    let named = ([titleLink] + leads).flatMap(\.parties)
    storyGroups = Set(named.map { titles.group(of: $0.thing) }).count
    parties = Decision.parties(title: titleLink, leads: leads, finder: titles)
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

  /// All companies and names that any text names as taking part.
  var organisations: Set<Mention.Thing> {
    var things: Set<Mention.Thing> = []
    for sentence in title.sentences + texts.flatMap({ $0.sentences.prefix(12) }) {
      for mention in sentence.mentions where mention.isOrganisation { things.insert(mention.thing) }
    }
    return things
  }
}
