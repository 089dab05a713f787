package import Syndication

/// What an OPML file adds to the subscriptions, with a word on each of its outlines.
package struct OPMLImport: Sendable {
  /// What became of an outline.
  package enum Outcome: Sendable, Hashable {
    /// A new subscription.
    case added
    /// The feed is there already: the same address, or its twin (http for https and the like).
    case duplicate(of: FeedURL)
    /// No subscription can be made of it, and why.
    case refused(String)
  }

  /// One outline and what became of it.
  package struct Entry: Sendable, Hashable {
    /// The outline as it was read.
    package var outline: OPMLOutline
    /// What became of it.
    package var outcome: Outcome
  }

  /// The outlines in the order of the file.
  package private(set) var entries: [Entry] = []
  /// The subscriptions to add, in the same order; one that stands in several folders has all of
  /// their names as tags.
  package private(set) var additions: [Subscription] = []

  /// Decides on each outline, knowing what is subscribed already; adds nothing itself.
  package init(_ document: OPMLDocument, beside subscriptions: [Subscription]) {
    var known = Dictionary(
      subscriptions.map { ($0.url.twinKey, $0.url) },
      uniquingKeysWith: { first, _ in first }
    )
    var places: [FeedURL: Int] = [:]
    for outline in document.outlines {
      guard outline.type != "include", let url = FeedURL(Self.spelled(outline.address)) else {
        entries.append(Entry(outline: outline, outcome: .refused(Self.reason(outline))))
        continue
      }
      if let there = known[url.twinKey] {
        if let place = places[there] {
          let more = outline.tags.filter { !additions[place].tags.contains($0) }
          additions[place].tags += more
        }
        entries.append(Entry(outline: outline, outcome: .duplicate(of: there)))
        continue
      }
      known[url.twinKey] = url
      places[url] = additions.count
      // An address in the place of a title says nothing that the feed itself would not say better.
      let title = outline.title == outline.address ? nil : outline.title
      additions.append(Subscription(url: url, title: title, tags: outline.tags))
      entries.append(Entry(outline: outline, outcome: .added))
    }
  }

  /// Some readers write `feed://host/` or `feed:https://host/` for a feed on the web.
  private static func spelled(_ address: String) -> String {
    guard address.prefix(5).lowercased() == "feed:" else { return address }
    let rest = address.dropFirst(5)
    return rest.hasPrefix("//") ? "https:" + rest : String(rest)
  }

  private static func reason(_ outline: OPMLOutline) -> String {
    if outline.type == "include" { return "an included list is not followed; import it by itself" }
    if outline.address.isEmpty {
      return "no address of a feed (xmlUrl)"
        + (outline.page.map { "; try: tieup subscribe \(YAMLValue.shown($0))" } ?? "")
    }
    if outline.address.contains(where: \.isWhitespace) { return "white space in the address" }
    let scheme = outline.address.prefix { $0 != ":" && $0 != "/" }.lowercased()
    switch scheme {
    case "http", "https": return "an address without a host, or with a port that is none"
    default: return "not an http or https address"
    }
  }
}
