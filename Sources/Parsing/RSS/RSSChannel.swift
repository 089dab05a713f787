internal import SAX
internal import Syndication

/// What a channel says of itself, gathered child by child; the best of it makes the feed.
struct RSSChannel {
  private let reader: RSSReader
  private var markup: FeedMarkup { reader.markup }
  /// The scope of the items; its base is known once the channel was read.
  private(set) var scope: FeedScope

  private var title: String?, fallbackTitle: String?
  private var summary: String?, fallbackSummary: String?
  private var link: ArraySlice<UInt8>?, alternate: ArraySlice<UInt8>?
  private var selfLink: ArraySlice<UInt8>?, next: ArraySlice<UInt8>?
  private var image: ArraySlice<UInt8>?, artwork: ArraySlice<UInt8>?
  private var picture: Int?
  private var hubs: [ArraySlice<UInt8>] = []
  private var language: String?
  private var people = PeopleByRank()
  private var schedule = ScheduleReader()

  init(reader: RSSReader, scope: FeedScope) { (self.reader, self.scope) = (reader, scope) }

  mutating func read(_ channel: Int) {
    markup.tape.forEachChild(of: channel) { child in
      guard let name = markup.name(child) else { return }
      if reader.isCore(child) { return core(name, child) }
      switch markup.namespace(child) {
      case .atom10, .atom03: atom(name, child)
      case .dublinCore: dublinCore(name, child)
      case .itunes, .googlePlay: podcast(name, child)
      case .media where name == .thumbnail || name == .content || name == .group:
        picture = picture ?? child
      case .syndication:
        if name == .updatePeriod { schedule.updatePeriod(markup.bytes(child)) }
        if name == .updateFrequency { schedule.updateFrequency(markup.bytes(child)) }
      default: break
      }
    }
    if scope.base == nil {
      scope.base =
        [selfLink, link, alternate].lazy.compactMap(\.self)
        .compactMap { BaseAddress(String(decoding: $0, as: UTF8.self)) }.first
    }
  }

  func feed(format: FeedFormat) -> Feed {
    var feed = Feed(format: format)
    feed.title = title ?? fallbackTitle
    feed.summary = summary ?? fallbackSummary
    feed.homePageURL = markup.address(link, in: scope) ?? markup.address(alternate, in: scope)
    feed.feedURL = markup.address(selfLink, in: scope)
    feed.nextURL = markup.address(next, in: scope)
    feed.icon =
      markup.address(image, in: scope) ?? markup.address(artwork, in: scope)
      ?? picture.flatMap { pictureAddress($0) }
    feed.language = language ?? scope.language
    feed.authors = people.best
    feed.hubs = hubs.compactMap { markup.address($0, in: scope) }
    feed.schedule = schedule.hints
    return feed
  }

  /// The picture that media RSS gives the channel.
  private func pictureAddress(_ place: Int) -> String? {
    var media = MediaList()
    media.addMedia(place, in: markup, scope)
    return media.image
  }

  private mutating func core(_ name: FeedName, _ place: Int) {
    switch name {
    case .title: title = title ?? markup.line(place)
    case .description: summary = summary ?? markup.line(place)
    case .link:
      if markup.attribute(.href, of: place) != nil {
        atomLink(place)
      } else if link == nil, !markup.bytes(place).isEmpty {
        link = markup.bytes(place)
      }
    case .language: language = language ?? LanguageTag.text(markup.bytes(place))
    case .author: people.add(markup.line(place), rank: .author)
    case .managingEditor: people.add(markup.line(place), rank: .editor)
    case .webMaster: people.add(markup.line(place), rank: .master)
    case .image:
      let url = markup.tape.firstChild(of: place) { markup.name($0) == .url }
      if image == nil, let url, !markup.bytes(url).isEmpty { image = markup.bytes(url) }
    case .ttl: schedule.timeToLive(markup.bytes(place))
    case .skipHours: schedule.skipHours(place, in: markup)
    case .skipDays: schedule.skipDays(place, in: markup)
    default: break
    }
  }

  private mutating func atom(_ name: FeedName, _ place: Int) {
    switch name {
    case .link: atomLink(place)
    case .title: fallbackTitle = fallbackTitle ?? markup.line(place)
    case .subtitle: fallbackSummary = fallbackSummary ?? markup.line(place)
    case .author:
      if let person = markup.atomPerson(place, in: scope) { people.add(person, rank: .author) }
    default: break
    }
  }

  private mutating func atomLink(_ place: Int) {
    guard let href = markup.attribute(.href, of: place), !href.isEmpty else { return }
    switch markup.attributeText(.rel, of: place)?.lowercased() ?? "alternate" {
    case "self": selfLink = selfLink ?? href
    case "alternate": alternate = alternate ?? href
    case "next": next = next ?? href
    case "hub": hubs.append(href)
    default: break
    }
  }

  private mutating func dublinCore(_ name: FeedName, _ place: Int) {
    switch name {
    case .title: fallbackTitle = fallbackTitle ?? markup.line(place)
    case .description: fallbackSummary = fallbackSummary ?? markup.line(place)
    case .language: language = language ?? LanguageTag.text(markup.bytes(place))
    case .creator, .author: people.add(markup.line(place), rank: .creator)
    case .publisher: people.add(markup.line(place), rank: .publisher)
    default: break
    }
  }

  private mutating func podcast(_ name: FeedName, _ place: Int) {
    switch name {
    case .title: fallbackTitle = fallbackTitle ?? markup.line(place)
    case .summary, .description, .subtitle:
      fallbackSummary = fallbackSummary ?? markup.line(place)
    case .author: people.add(markup.line(place), rank: .podcast)
    case .owner:
      if let owner = markup.atomPerson(place, in: scope) { people.add(owner, rank: .master) }
    case .image, .link:
      guard name == .image || markup.isImageLink(place) else { return }
      let href = markup.attribute(.href, of: place) ?? markup.attribute(.url, of: place)
      if artwork == nil, let href, !href.isEmpty { artwork = href }
    default: break
    }
  }
}
