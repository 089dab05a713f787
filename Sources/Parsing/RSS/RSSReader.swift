internal import SAX
internal import Syndication

/// Reads RSS of every version, RDF included, off a tape.
struct RSSReader {
  let markup: FeedMarkup
  let root: Int
  /// The namespace that the document puts RSS's own elements in, where it is an unusual one.
  private let ownNamespace: FeedNamespace
  private let channel: Int?

  init(_ markup: FeedMarkup, root: Int) {
    (self.markup, self.root) = (markup, root)
    if markup.name(root) == .channel {
      channel = root
    } else {
      channel = markup.tape.firstChild(of: root) { markup.name($0) == .channel }
    }
    let named = channel.map { markup.namespace($0) } ?? markup.namespace(root)
    ownNamespace = named == .rdf ? .none : named
  }

  /// The feed; nil when the document is RDF of another purpose.
  func feed(scope outer: FeedScope) -> Feed? {
    var scope = markup.scope(root, in: outer)
    if let channel, channel != root { scope = markup.scope(channel, in: scope) }
    var head = RSSChannel(reader: self, scope: scope)
    if let channel { head.read(channel) }
    var feed = head.feed(format: format())
    var inner = head.scope
    inner.language = feed.language ?? inner.language
    let items = self.items()
    // RDF is written for other purposes too; a root called RSS says enough.
    guard channel != nil || !items.isEmpty || !isOtherRDF else { return nil }
    feed.items.reserveCapacity(min(items.count, Feed.itemLimit))
    for place in items {
      feed.take(RSSItem(markup, place: place, ownNamespace: ownNamespace, scope: inner).read())
    }
    if feed.icon == nil, let image = rootImage() { feed.icon = markup.address(image, in: inner) }
    return feed
  }

  private var isOtherRDF: Bool { markup.name(root) == .rdf && markup.tape.hasChildren(root) }

  /// Whether an element is one of RSS's own, not of a module.
  func isCore(_ place: Int) -> Bool { markup.isCore(place, ownNamespace) }

  /// The items, wherever a version of RSS has put them: in the channel, beside it, in `items`.
  private func items() -> [Int] {
    var found: [Int] = []
    var seen: Set<Int> = []
    for holder in [channel, root].compactMap(\.self) where seen.insert(holder).inserted {
      markup.tape.forEachChild(of: holder) { child in
        guard isCore(child) || markup.namespace(child) == .atom10 else { return }
        switch markup.name(child) {
        case .item, .entry: found.append(child)
        case .items:
          markup.tape.forEachChild(of: child) { inner in
            if markup.name(inner) == .item, isCore(inner) { found.append(inner) }
          }
        case .channel where child != channel:
          markup.tape.forEachChild(of: child) { inner in
            if markup.name(inner) == .item, isCore(inner) { found.append(inner) }
          }
        default: break
        }
      }
    }
    return found.sorted()
  }

  /// RDF puts the channel's image beside the channel.
  private func rootImage() -> ArraySlice<UInt8>? {
    let image = markup.tape.firstChild(of: root) { markup.name($0) == .image && isCore($0) }
    guard let image else { return nil }
    let url = markup.tape.firstChild(of: image) { markup.name($0) == .url }
    return url.map { markup.bytes($0) }
  }

  private func format() -> FeedFormat {
    if markup.name(root) == .rdf {
      return ownNamespace == .rss090 ? .rss090 : .rss10
    }
    let version = markup.attributeText(.version, of: root) ?? ""
    for (prefix, format) in Self.versions where version.hasPrefix(prefix) { return format }
    return .rss20
  }

  private static let versions: [(String, FeedFormat)] = [
    ("0.90", .rss090), ("0.91", .rss091), ("0.92", .rss092), ("0.93", .rss093), ("0.94", .rss094),
    ("1.0", .rss10), ("2", .rss20),
  ]
}

extension FeedMarkup {
  /// Whether an element is one of RSS's own, which may stand in an unusual namespace.
  func isCore(_ place: Int, _ ownNamespace: FeedNamespace) -> Bool {
    switch namespace(place) {
    case .none, .rss10, .rss090, .rss20: true
    case let namespace: namespace == ownNamespace
    }
  }
}
