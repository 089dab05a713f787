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
  /// The headline without case and surplus white space.
  let title: String
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
    self.title = title
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
    guard let title else { return "" }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(title.utf8.count)
    for byte in title.utf8 {
      switch byte {
      case 0x80...: return foldedWide(title)
      case 0x09...0x0D, 0x20: if let last = bytes.last, last != 0x20 { bytes.append(0x20) }
      case 0x41...0x5A: bytes.append(byte | 0x20)
      default: bytes.append(byte)
      }
    }
    if bytes.last == 0x20 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func foldedWide(_ title: String) -> String {
    let words = title.lowercased().unicodeScalars.split {
      $0.value < 0x80 ? $0 == " " || (9...13).contains($0.value) : $0.properties.isWhitespace
    }
    return words.map { String($0) }.joined(separator: " ")
  }

  private static func fragment(_ url: String?) -> String? {
    guard let url, let hash = url.utf8.firstIndex(of: UInt8(ascii: "#")) else { return nil }
    return String(url[hash...])
  }
}
