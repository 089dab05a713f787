internal import SAX
internal import Syndication

/// What an RSS item says, gathered child by child; the best of it makes the item.
struct RSSItem: ~Copyable {
  private let markup: FeedMarkup
  private let ownNamespace: FeedNamespace
  private let place: Int
  private let scope: FeedScope

  private var title: Int?, fallbackTitle: Int?
  private var link: String?, alternate: String?
  private var identifier: String?, hasGuid = false, permalink: String?
  private var content: Int?, contentForm = TextForm.html
  private var description: Int?, fallbackDescription: Int?, subtitle: Int?
  private var published: Timestamp?, date: Timestamp?, modified: Timestamp?
  private var people = PeopleByRank()
  private var tags = TagList()
  private var media = MediaList()
  private var language: String?

  /// Begins an item; `ownNamespace` is the one that the document puts RSS's own elements in.
  init(_ markup: FeedMarkup, place: Int, ownNamespace: FeedNamespace, scope outer: FeedScope) {
    (self.markup, self.place, self.ownNamespace) = (markup, place, ownNamespace)
    scope = markup.scope(place, in: outer)
  }

  /// Reads the item.
  consuming func read() -> Item {
    identifier = markup.attributeText(.about, .rdf, of: place)
    readChildren()
    var item = Item()
    item.id = identifier
    item.url = link ?? alternate ?? permalink
    item.title = (title ?? fallbackTitle).flatMap { markup.line($0) }
    putTexts(into: &item)
    item.published = published ?? date
    item.modified = modified
    item.authors = people.best
    item.tags = tags.tags
    item.language = language ?? scope.language
    item.image = media.image
    item.enclosures = media.enclosures
    return item
  }

  private mutating func readChildren() {
    let markup = self.markup
    markup.tape.forEachChild(of: place) { child in
      guard let name = markup.name(child) else { return }
      if markup.isCore(child, ownNamespace) { return core(name, child) }
      switch markup.namespace(child) {
      case .content: if name == .encoded, !isBlank(child) { content = content ?? child }
      case .dublinCore, .dublinCoreTerms: dublinCore(name, child)
      case .atom10, .atom03: atom(name, child)
      case .itunes, .googlePlay: podcast(name, child)
      case .media: mediaModule(name, child)
      case .xhtml:
        if name == .body || name == .div, content == nil, !isBlank(child) {
          (content, contentForm) = (child, .elements)
        }
      default: break
      }
    }
  }

  private func isBlank(_ place: Int) -> Bool {
    markup.text(place).isEmpty && !markup.tape.hasChildren(place)
  }

  private mutating func core(_ name: FeedName, _ place: Int) {
    switch name {
    case .title: if title == nil, !isBlank(place) { title = place }
    case .description, .summary, .abstract:
      if description == nil, !isBlank(place) { description = place }
    case .link: coreLink(place)
    case .guid, .id: guid(place)
    case .pubDate, .published, .issued, .created: published = published ?? markup.date(place)
    case .date: date = date ?? markup.date(place)
    case .updated, .modified, .lastBuildDate: modified = modified ?? markup.date(place)
    case .author: author(place)
    case .category: tags.add(markup.line(place))
    case .enclosure: media.addEnclosure(place, in: markup, scope)
    case .language: language = language ?? LanguageTag.text(markup.bytes(place))
    case .encoded, .fullitem, .content, .body:
      if content == nil, !isBlank(place) { content = place }
    case .image: media.addImage(place, in: markup, scope)
    default: break
    }
  }

  private mutating func coreLink(_ place: Int) {
    if markup.value(.href, of: place) != nil { return atomLink(place) }
    let inner = markup.scope(place, in: scope)
    link = link ?? markup.address(markup.text(place), in: inner)
  }

  /// A guid is an address only when it says so or, saying nothing, looks like one.
  private mutating func guid(_ place: Int) {
    let stretch = markup.text(place)
    guard !stretch.isEmpty else { return }
    let text = markup.tape.string(stretch)
    let isGuid = markup.name(place) == .guid
    if identifier == nil || isGuid && !hasGuid { identifier = text }
    hasGuid = hasGuid || isGuid
    if let says = markup.value(.isPermaLink, of: place), !markup.tape.equals(says, "true") {
      return
    }
    if markup.isPlainAddress(stretch) {
      permalink = text
    } else if WebAddress.isHTTP(text) {
      permalink = markup.address(stretch, in: scope)
    }
  }

  private mutating func author(_ place: Int) {
    if markup.tape.hasChildren(place), let person = markup.atomPerson(place, in: scope) {
      people.add(person, rank: .author)
    } else {
      people.add(markup.line(place), rank: .author)
    }
  }

  private mutating func dublinCore(_ name: FeedName, _ place: Int) {
    switch name {
    case .title: if fallbackTitle == nil, !isBlank(place) { fallbackTitle = place }
    case .creator, .author, .contributor:
      people.add(markup.line(place), rank: name == .contributor ? .credit : .creator)
    case .publisher: people.add(markup.line(place), rank: .publisher)
    case .date, .available, .valid: date = date ?? markup.date(place)
    case .created, .issued: published = published ?? markup.date(place)
    case .modified: modified = modified ?? markup.date(place)
    case .subject: tags.add(markup.line(place))
    case .description, .abstract:
      if fallbackDescription == nil, !isBlank(place) { fallbackDescription = place }
    case .language: language = language ?? LanguageTag.text(markup.bytes(place))
    default: break
    }
  }

  private mutating func atom(_ name: FeedName, _ place: Int) {
    switch name {
    case .link: atomLink(place)
    case .id: identifier = identifier ?? markup.verbatim(place)
    case .title: if fallbackTitle == nil, !isBlank(place) { fallbackTitle = place }
    case .published, .issued: published = published ?? markup.date(place)
    case .updated, .modified: modified = modified ?? markup.date(place)
    case .summary: if fallbackDescription == nil, !isBlank(place) { fallbackDescription = place }
    case .content:
      if content == nil, !isBlank(place) {
        (content, contentForm) = (place, AtomText.form(of: place, in: markup))
      }
    case .author:
      if let person = markup.atomPerson(place, in: scope) { people.add(person, rank: .author) }
    case .category:
      tags.add(
        text: markup.attributeText(.label, of: place) ?? markup.attributeText(.term, of: place)
      )
    default: break
    }
  }

  private mutating func atomLink(_ place: Int) {
    guard let href = markup.value(.href, of: place) else { return }
    guard let relation = markup.value(.rel, of: place), !relation.isEmpty,
      !markup.tape.equals(relation, "alternate")
    else {
      alternate = alternate ?? markup.address(href, in: scope)
      return
    }
    if markup.tape.equals(relation, "enclosure") { media.addEnclosure(place, in: markup, scope) }
  }

  private mutating func podcast(_ name: FeedName, _ place: Int) {
    switch name {
    case .title: if fallbackTitle == nil, !isBlank(place) { fallbackTitle = place }
    case .author: people.add(markup.line(place), rank: .podcast)
    case .summary, .description:
      if fallbackDescription == nil, !isBlank(place) { fallbackDescription = place }
    case .keywords:
      for word in (markup.line(place) ?? "").split(separator: ",") { tags.add(text: String(word)) }
    case .subtitle: if subtitle == nil, !isBlank(place) { subtitle = place }
    case .category: podcastCategory(place)
    case .image: media.addImage(place, in: markup, scope)
    case .link: if markup.isImageLink(place) { media.addImage(place, in: markup, scope) }
    case .duration: media.addDuration(place, in: markup)
    default: break
    }
  }

  /// A category of the podcast modules holds its finer ones.
  private mutating func podcastCategory(_ place: Int) {
    tags.add(text: markup.attributeText(.text, of: place) ?? markup.line(place))
    markup.tape.forEachChild(of: place) { child in
      if markup.name(child) == .category {
        tags.add(text: markup.attributeText(.text, of: child))
      }
    }
  }

  private mutating func mediaModule(_ name: FeedName, _ place: Int) {
    switch name {
    case .title: if fallbackTitle == nil, !isBlank(place) { fallbackTitle = place }
    case .description:
      if fallbackDescription == nil, !isBlank(place) { fallbackDescription = place }
    case .category:
      tags.add(
        text: markup.attributeText(.label, of: place) ?? markup.line(place)
      )
    case .keywords:
      for word in (markup.line(place) ?? "").split(separator: ",") { tags.add(text: String(word)) }
    case .credit:
      let role = markup.attributeText(.role, of: place)?.lowercased()
      if role == nil || role == "author" { people.add(markup.line(place), rank: .credit) }
    case .content, .thumbnail, .player, .peerLink: media.addMedia(place, in: markup, scope)
    case .group:
      media.addMedia(place, in: markup, scope)
      if fallbackDescription == nil { fallbackDescription = markup.mediaDescription(in: place) }
    default: break
    }
  }

  /// The fullest text becomes the content, the description beside it the summary.
  private func putTexts(into item: inout Item) {
    let described = description ?? fallbackDescription ?? subtitle
    var body = content.map { markup.body($0, form: contentForm, in: scope) }
    if let body, body.isEmpty == false {
      item.summary = described.flatMap { markup.line($0) }
    } else {
      body = described.map { markup.body($0, in: scope) }
    }
    item.contentHTML = body?.html
    item.contentText = body?.text
  }
}
