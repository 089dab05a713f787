internal import SAX
internal import Syndication

/// Reads Atom 0.3 and 1.0 off a tape.
struct AtomReader {
  private let markup: FeedMarkup

  init(_ markup: FeedMarkup) { self.markup = markup }

  /// The feed; a lone entry document is a feed of one item.
  func feed(at root: Int, scope outer: FeedScope) -> Feed {
    var scope = markup.scope(root, in: outer)
    var feed = Feed(format: format(root))
    if markup.name(root) == .entry {
      feed.items = [AtomEntry(markup, place: root, scope: outer).read()]
      return feed
    }
    if scope.base == nil { scope.base = ownAddress(of: root, in: scope) }
    readHead(of: root, into: &feed, scope: scope)
    var inner = scope
    inner.language = feed.language ?? scope.language
    markup.tape.forEachChild(of: root) { child in
      guard markup.name(child) == .entry, isAtom(child, in: root) else { return }
      feed.take(AtomEntry(markup, place: child, scope: inner).read())
    }
    return feed
  }

  private func readHead(of root: Int, into feed: inout Feed, scope: FeedScope) {
    var links = AtomLinks(markup, isFeed: true)
    var media = MediaList()
    var people = PeopleByRank()
    var schedule = ScheduleReader()
    var logo: Int?, icon: Int?
    markup.tape.forEachChild(of: root) { child in
      guard let name = markup.name(child) else { return }
      guard isAtom(child, in: root) else { return module(name, child, &feed, &people, &schedule) }
      switch name {
      case .title: feed.title = feed.title ?? markup.atomLine(child)
      case .subtitle, .tagline: feed.summary = feed.summary ?? markup.atomLine(child)
      case .link: links.add(child, in: scope, media: &media)
      case .author:
        if let person = markup.atomPerson(child, in: scope) { people.add(person, rank: .author) }
      case .logo: logo = logo ?? child
      case .icon: icon = icon ?? child
      case .language: feed.language = feed.language ?? LanguageTag.text(markup.bytes(child))
      default: break
      }
    }
    feed.homePageURL = links.alternate
    feed.feedURL = links.own
    feed.nextURL = links.next
    feed.hubs = links.hubs
    feed.authors = people.best
    feed.schedule = schedule.hints
    feed.language = feed.language ?? scope.language
    putPictures(logo, icon, scope, into: &feed)
  }

  /// The address that a feed without a base gives as its own, else as its page's.
  ///
  /// It may stand behind links that hang on it.
  private func ownAddress(of root: Int, in scope: FeedScope) -> BaseAddress? {
    var links = AtomLinks(markup, isFeed: true)
    var media = MediaList()
    markup.tape.forEachChild(of: root) { child in
      if markup.name(child) == .link, isAtom(child, in: root) {
        links.add(child, in: scope, media: &media)
      }
    }
    return (links.own ?? links.alternate).flatMap { BaseAddress($0) }
  }

  private func putPictures(_ logo: Int?, _ icon: Int?, _ scope: FeedScope, into feed: inout Feed) {
    let address: (Int) -> String? = {
      markup.address(markup.bytes($0), in: markup.scope($0, in: scope))
    }
    let (large, small) = (logo.flatMap(address), icon.flatMap(address))
    feed.icon = large ?? small ?? feed.icon
    feed.favicon = large == nil ? nil : small
  }

  /// What modules say where Atom itself says nothing.
  private func module(
    _ name: FeedName,
    _ place: Int,
    _ feed: inout Feed,
    _ people: inout PeopleByRank,
    _ schedule: inout ScheduleReader
  ) {
    switch (markup.namespace(place), name) {
    case (.dublinCore, .creator): people.add(markup.line(place), rank: .creator)
    case (.dublinCore, .language):
      feed.language = feed.language ?? LanguageTag.text(markup.bytes(place))
    case (.itunes, .author): people.add(markup.line(place), rank: .podcast)
    case (.itunes, .image): feed.icon = feed.icon ?? markup.attributeText(.href, of: place)
    case (.syndication, .updatePeriod): schedule.updatePeriod(markup.bytes(place))
    case (.syndication, .updateFrequency): schedule.updateFrequency(markup.bytes(place))
    default: break
    }
  }

  /// Whether an element is Atom's own: in its namespace, or in that of the root.
  private func isAtom(_ place: Int, in root: Int) -> Bool {
    switch markup.namespace(place) {
    case .atom10, .atom03: true
    case let namespace: namespace == markup.namespace(root)
    }
  }

  private func format(_ root: Int) -> FeedFormat {
    if markup.namespace(root) == .atom03 { return .atom03 }
    let version = markup.attributeText(.version, of: root) ?? ""
    return version.hasPrefix("0.") ? .atom03 : .atom10
  }
}
