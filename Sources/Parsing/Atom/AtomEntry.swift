internal import SAX
internal import Syndication

/// What an Atom entry says, gathered child by child.
struct AtomEntry: ~Copyable {
  private let markup: FeedMarkup
  private let place: Int
  private let scope: FeedScope

  private var item = Item()
  private var links: AtomLinks
  private var media = MediaList()
  private var people = PeopleByRank()
  private var tags = TagList()
  private var content: Int?, summary: Int?
  private var created: Timestamp?
  private var sourcePeople = PeopleByRank()
  private var fallbackTitle: String?, fallbackText: Int?

  init(_ markup: FeedMarkup, place: Int, scope outer: FeedScope) {
    (self.markup, self.place) = (markup, place)
    scope = markup.scope(place, in: outer)
    links = AtomLinks(markup, isFeed: false)
  }

  /// Reads the item.
  consuming func read() -> Item {
    let markup = self.markup
    let own = markup.namespace(place)
    markup.tape.forEachChild(of: place) { child in
      guard let name = markup.name(child) else { return }
      switch markup.namespace(child) {
      case .atom10, .atom03: atom(name, child)
      case .dublinCore, .dublinCoreTerms: dublinCore(name, child)
      case .media: mediaModule(name, child)
      case .itunes: podcast(name, child)
      case .content: if name == .encoded { fallbackText = child }
      case let namespace: if namespace == own { atom(name, child) }
      }
    }
    putTexts()
    item.url = links.alternate ?? permalink
    item.title = item.title ?? fallbackTitle
    item.published = item.published ?? created
    item.authors = people.best.isEmpty ? sourcePeople.best : people.best
    item.tags = tags.tags
    item.language = item.language ?? scope.language
    item.image = media.image
    item.enclosures = media.enclosures
    // Taken out, since returning a part of this would copy it.
    var finished = Item()
    swap(&finished, &item)
    return finished
  }

  /// An id that is an address, made one that can be asked for.
  private var permalink: String? {
    guard let id = item.id, WebAddress.isHTTP(id) else { return nil }
    return WebAddress.resolve(Array(id.utf8)[...], against: scope.base)
  }

  private mutating func atom(_ name: FeedName, _ place: Int) {
    switch name {
    case .id, .guid: item.id = item.id ?? markup.verbatim(place)
    case .title: item.title = item.title ?? markup.atomLine(place)
    case .link: links.add(place, in: scope, media: &media)
    case .published, .issued, .pubDate: item.published = item.published ?? markup.date(place)
    case .created: created = created ?? markup.date(place)
    case .updated, .modified: item.modified = item.modified ?? markup.date(place)
    case .summary: if summary == nil { summary = place }
    case .content, .body: if content == nil { content = place }
    case .description: fallbackText = fallbackText ?? place
    case .author:
      if let person = markup.atomPerson(place, in: scope) { people.add(person, rank: .author) }
    case .category:
      tags.add(
        text: markup.attributeText(.label, of: place) ?? markup.attributeText(.term, of: place)
          ?? markup.line(place)
      )
    case .source: source(place)
    default: break
    }
  }

  /// Of the feed that an entry was copied from, only its people stand in for the entry's.
  private mutating func source(_ place: Int) {
    let markup = self.markup
    let scope = markup.scope(place, in: self.scope)
    markup.tape.forEachChild(of: place) { child in
      guard markup.name(child) == .author else { return }
      if let person = markup.atomPerson(child, in: scope) {
        sourcePeople.add(person, rank: .author)
      }
    }
  }

  private mutating func dublinCore(_ name: FeedName, _ place: Int) {
    switch name {
    case .creator: people.add(markup.line(place), rank: .creator)
    case .subject: tags.add(markup.line(place))
    case .date, .issued: created = created ?? markup.date(place)
    case .title: fallbackTitle = fallbackTitle ?? markup.line(place)
    case .language: item.language = item.language ?? LanguageTag.text(markup.bytes(place))
    default: break
    }
  }

  private mutating func podcast(_ name: FeedName, _ place: Int) {
    switch name {
    case .author: people.add(markup.line(place), rank: .podcast)
    case .image: media.addImage(place, in: markup, scope)
    case .duration: media.addDuration(place, in: markup)
    default: break
    }
  }

  private mutating func mediaModule(_ name: FeedName, _ place: Int) {
    switch name {
    case .title: fallbackTitle = fallbackTitle ?? markup.line(place)
    case .description: fallbackText = fallbackText ?? place
    case .group:
      media.addMedia(place, in: markup, scope)
      fallbackText = fallbackText ?? markup.mediaDescription(in: place)
    case .content, .thumbnail, .peerLink: media.addMedia(place, in: markup, scope)
    case .category:
      tags.add(
        text: markup.attributeText(.label, of: place) ?? markup.line(place)
      )
    default: break
    }
  }

  /// The content is the fullest text; without one the summary is, then what modules give.
  private mutating func putTexts() {
    let body = content.map { markup.atomBody($0, in: scope) }
    if let body, !body.isEmpty {
      item.summary = summary.flatMap { markup.atomLine($0) }
      (item.contentHTML, item.contentText) = (body.html, body.text)
      return
    }
    let short = summary.map { markup.atomBody($0, in: scope) }
    let other = fallbackText.map { markup.body($0, in: scope) }
    let best = short.flatMap { $0.isEmpty ? nil : $0 } ?? other
    (item.contentHTML, item.contentText) = (best?.html, best?.text)
  }
}
