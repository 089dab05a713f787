internal import SAX
internal import Syndication

/// The links of a feed or an entry, of which each relation takes its own.
struct AtomLinks {
  private let markup: FeedMarkup
  private let isFeed: Bool
  /// The page that a person would read.
  private(set) var alternate: String?
  private(set) var own: String?
  private(set) var next: String?
  private(set) var related: String?
  private(set) var hubs: [String] = []
  private var alternateRank = Int.max

  init(_ markup: FeedMarkup, isFeed: Bool) { (self.markup, self.isFeed) = (markup, isFeed) }

  /// Takes in a link; enclosures go to `media`.
  mutating func add(_ place: Int, in outer: FeedScope, media: inout MediaList) {
    let scope = markup.scope(place, in: outer)
    let reference = markup.value(.href, of: place) ?? markup.text(place)
    guard let url = markup.address(reference, in: scope) else { return }
    guard let rel = markup.value(.rel, of: place), !markup.tape.equals(rel, "alternate") else {
      return addAlternate(url, place)
    }
    let relation = (markup.attributeText(.rel, of: place) ?? "alternate").lowercased()
    switch relation.split(separator: "/").last.map({ String($0) }) ?? relation {
    case "alternate": addAlternate(url, place)
    case "self": own = own ?? url
    case "next": next = next ?? url
    case "hub": hubs.append(url)
    case "related", "via": related = related ?? url
    case "enclosure": media.addEnclosure(place, in: markup, outer)
    default: break
    }
  }

  /// Of several alternates a page goes before a document of another type.
  private mutating func addAlternate(_ url: String, _ place: Int) {
    guard alternateRank > 0 else { return }
    guard let named = markup.value(.type, of: place), !markup.tape.equals(named, "text/html") else {
      (alternate, alternateRank) = (url, 0)
      return
    }
    let type = markup.attributeText(.type, of: place)?.lowercased() ?? "text/html"
    let rank = type.hasPrefix("text/html") || type.hasPrefix("application/xhtml") ? 0 : 1
    guard rank < alternateRank else { return }
    (alternate, alternateRank) = (url, rank)
  }
}
