internal import Syndication

/// The names under which an item is known, as stored hashes.
///
/// They must never change for the same input: history hangs on them.
struct ItemKey: Hashable {
  /// Its name by the feed's id for it; nil without one.
  let byID: Int64?
  /// Its name by its address, or by its words where there is none.
  let byPlace: Int64
  /// Its name by address and title together, where the simpler ones name several articles.
  let detailed: Int64
  /// Address and title together, the same across feeds; nil without an address.
  let twin: Int64?
  /// The address without fragment and the like; nil without an address.
  let canonical: String?
  /// The headline without case and surplus white space.
  let title: String
  /// Whether the address is a site's front page, which says nothing of which article it is.
  let isFrontPage: Bool
  /// A hash of everything that makes a change of the item worth storing.
  let text: Int64

  /// Makes the names of `harvested`.
  init(_ harvested: HarvestedItem) {
    let item = harvested.item
    let address = item.url.flatMap { $0.isEmpty ? nil : $0 }
    canonical = address == nil ? nil : harvested.canonicalURL ?? address
    title = Self.folded(item.title)
    let place = canonical.map(Self.schemeless)
    isFrontPage = place.map(Self.isFrontPage) ?? false

    byID = item.id.flatMap { $0.isEmpty ? nil : Self.hash(1, $0) }
    let isWordless = title.isEmpty
    // Hashing the words costs a walk through all of them, and hardly an item hangs on it.
    let words =
      place == nil || isWordless ? Self.hash(4, title, item.contentText ?? item.summary) : nil
    detailed = Self.hash(3, place, Self.fragment(address), title, words.map { String($0) })
    if let place {
      byPlace = isFrontPage ? detailed : Self.hash(2, place, Self.fragment(address))
      twin = isFrontPage && isWordless ? nil : Self.hash(5, place, title)
    } else {
      byPlace = words ?? detailed
      twin = nil
    }
    text = Self.hash(6, item.title, item.summary, item.contentText, canonical)
  }

  /// The name in force in a feed whose ids are believed, or are not.
  func name(believingIDs: Bool) -> Int64 { believingIDs ? byID ?? byPlace : byPlace }

  private static func hash(_ kind: UInt8, _ parts: String?...) -> Int64 {
    var hash = StableHash(kind)
    for part in parts { hash.add(part) }
    return hash.value
  }

  /// Whether nothing but a host is in an address without its scheme.
  private static func isFrontPage(_ place: String) -> Bool {
    guard let slash = place.utf8.firstIndex(of: UInt8(ascii: "/")) else { return true }
    return place.utf8.index(after: slash) == place.utf8.endIndex
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
    var bytes: [UInt8] = []
    bytes.reserveCapacity(title.utf8.count)
    for scalar in title.lowercased().unicodeScalars {
      if isSpace(scalar) {
        if let last = bytes.last, last != 0x20 { bytes.append(0x20) }
      } else if scalar.isASCII {
        bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      } else if let signs = UTF8.encode(scalar) {
        bytes.append(contentsOf: signs)
      }
    }
    if bytes.last == 0x20 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What Unicode calls white space, for ever.
  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
      0x3000:
      true
    default: false
    }
  }

  private static func fragment(_ url: String?) -> String? {
    guard let url, let hash = url.utf8.firstIndex(of: UInt8(ascii: "#")) else { return nil }
    return String(url[hash...])
  }
}
