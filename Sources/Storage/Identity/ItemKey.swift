internal import Syndication

/// The names under which an item is known, as stored hashes.
///
/// They must never change for the same input: history hangs on them.
struct ItemKey: Hashable {
  /// The item's name in its feed: its id, else its address, else its words.
  let primary: Int64
  /// The name that is used where the primary one proved to name several articles.
  let detailed: Int64
  /// Address and title together, the same across feeds; nil without an address.
  let twin: Int64?
  /// The address without fragment and the like; nil without an address.
  let canonical: String?
  /// Whether the feed gave an id.
  let hasID: Bool
  /// Whether the address is a site's front page, which says nothing of which article it is.
  let isFrontPage: Bool
  /// A hash of everything that makes a change of the item worth storing.
  let text: Int64

  /// Makes the names of `harvested`.
  init(_ harvested: HarvestedItem) {
    let item = harvested.item
    let address = item.url.flatMap { $0.isEmpty ? nil : $0 }
    let canonical = address == nil ? nil : harvested.canonicalURL ?? address
    let place = canonical.map(Self.schemeless)
    let title = Self.folded(item.title)
    self.canonical = canonical
    isFrontPage =
      place.map {
        !$0.contains(where: { $0 == "/" })
          || $0.hasSuffix("/") && $0.split(separator: "/").count == 1
      } ?? false
    let id = item.id.flatMap { $0.isEmpty ? nil : $0 }
    hasID = id != nil

    var words = StableHash(4)
    words.add(title)
    if title.isEmpty {
      words.add(item.contentText ?? item.summary)
    } else {
      words.add(item.published?.seconds ?? 0)
    }
    var detailed = StableHash(3)
    detailed.add(id)
    detailed.add(place)
    detailed.add(Self.fragment(address))
    detailed.add(title)
    if place == nil { detailed.add(words.value) }
    self.detailed = detailed.value

    if let id {
      var hash = StableHash(1)
      hash.add(id)
      primary = hash.value
    } else if let place, !isFrontPage {
      var hash = StableHash(2)
      hash.add(place)
      hash.add(Self.fragment(address))
      primary = hash.value
    } else if place != nil {
      primary = detailed.value
    } else {
      primary = words.value
    }
    if let place {
      var hash = StableHash(5)
      hash.add(place)
      hash.add(title)
      twin = hash.value
    } else {
      twin = nil
    }
    var text = StableHash(6)
    text.add(item.title)
    text.add(item.summary)
    text.add(item.contentText)
    text.add(canonical)
    self.text = text.value
  }

  /// An address without its scheme, so that a move from http to https is no new address.
  static func schemeless(_ url: String) -> String {
    guard let colon = url.firstIndex(of: ":"), url[colon...].hasPrefix("://") else { return url }
    return String(url[colon...].dropFirst(3))
  }

  /// A title with case and white space taken out of the comparison.
  static func folded(_ title: String?) -> String {
    (title ?? "").lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func fragment(_ url: String?) -> String? {
    guard let url, let hash = url.utf8.firstIndex(of: UInt8(ascii: "#")) else { return nil }
    return String(url[hash...])
  }
}
