internal import SAX
internal import Syndication

/// An item's pictures, sound and films: enclosures, media RSS, the podcast modules.
struct MediaList {
  /// The picture that stands for the item.
  private(set) var image: String?
  private var attached: [Enclosure] = []
  private var described: [Enclosure] = []
  /// Torrents of what is described elsewhere.
  private var shared: [Enclosure] = []
  private var playingTime: Double?

  /// RSS `enclosure` or Atom's link of that relation.
  mutating func addEnclosure(_ place: Int, in markup: FeedMarkup, _ scope: FeedScope) {
    let reference =
      markup.value(.url, of: place) ?? markup.value(.href, of: place)
      ?? markup.value(.resource, .rdf, of: place) ?? markup.text(place)
    guard let url = markup.address(reference, in: scope) else { return }
    var enclosure = Enclosure(url: url)
    enclosure.mimeType = markup.attributeText(.type, of: place)
    enclosure.title = markup.attributeText(.title, of: place).map { PlainText.line(fromText: $0) }
    enclosure.size = markup.attribute(.length, of: place).flatMap(Self.size)
    if attached.count < Self.limit { attached.append(enclosure) }
  }

  /// `media:content`, `media:thumbnail` and the groups around them.
  mutating func addMedia(_ place: Int, in markup: FeedMarkup, _ scope: FeedScope) {
    switch markup.name(place) {
    case .thumbnail:
      image = image ?? markup.address(markup.value(.url, of: place), in: scope)
    case .group:
      markup.tape.forEachChild(of: place) { child in
        if markup.namespace(child) == .media { addMedia(child, in: markup, scope) }
      }
    case .peerLink:
      let url = markup.address(markup.value(.href, of: place), in: scope)
      if let url, shared.count < Self.limit {
        shared.append(Enclosure(url: url, mimeType: markup.attributeText(.type, of: place)))
      }
    case .content:
      addContent(place, in: markup, scope)
      markup.tape.forEachChild(of: place) { child in
        if markup.namespace(child) == .media, markup.name(child) == .thumbnail {
          addMedia(child, in: markup, scope)
        }
      }
    default: break
    }
  }

  private mutating func addContent(_ place: Int, in markup: FeedMarkup, _ scope: FeedScope) {
    guard let url = markup.address(markup.value(.url, of: place), in: scope) else { return }
    let type = markup.attributeText(.type, of: place)
    let medium = markup.attributeText(.medium, of: place)
    if type?.hasPrefix("image/") == true || medium == "image" {
      image = image ?? url
    }
    var enclosure = Enclosure(url: url, mimeType: type)
    enclosure.size = markup.attribute(.fileSize, of: place).flatMap(Self.size)
    enclosure.duration = markup.attribute(.duration, of: place).flatMap(Self.seconds)
    let title = markup.tape.firstChild(of: place) {
      markup.namespace($0) == .media && markup.name($0) == .title
    }
    enclosure.title = title.flatMap { markup.line($0) }
    if described.count < Self.limit { described.append(enclosure) }
  }

  /// A picture as the podcast modules, or some feeds in RSS's own namespace, give it.
  mutating func addImage(_ place: Int, in markup: FeedMarkup, _ scope: FeedScope) {
    var reference = markup.value(.href, of: place) ?? markup.value(.url, of: place)
    if reference == nil {
      let url = markup.tape.firstChild(of: place) { markup.name($0) == .url }
      reference = markup.text(url ?? place)
    }
    image = image ?? markup.address(reference, in: scope)
  }

  /// How long the item's sound or film lasts: `ss`, `mm:ss` or `hh:mm:ss`.
  mutating func addDuration(_ place: Int, in markup: FeedMarkup) {
    playingTime = playingTime ?? Self.seconds(markup.bytes(place))
  }

  /// What is attached, then what media RSS tells besides.
  ///
  /// One address stands there once. Torrents count where nothing can be had directly.
  var enclosures: [Enclosure] {
    if attached.isEmpty, described.isEmpty, shared.isEmpty { return [] }
    var result: [Enclosure] = []
    let direct = attached + described
    let all = direct.isEmpty ? shared : direct
    // Few are compared one by one, faster than their addresses are hashed.
    let isShort = all.count <= 12
    var places: [String: Int] = [:]
    for enclosure in all {
      let known =
        isShort ? result.firstIndex { $0.url == enclosure.url } : places[enclosure.url]
      if let place = known {
        let known = result[place]
        result[place].mimeType = known.mimeType ?? enclosure.mimeType
        result[place].title = known.title ?? enclosure.title
        result[place].size = known.size ?? enclosure.size
        result[place].duration = known.duration ?? enclosure.duration
      } else {
        if !isShort { places[enclosure.url] = result.count }
        result.append(enclosure)
      }
    }
    if let playingTime, result.first != nil {
      result[0].duration = result[0].duration ?? playingTime
    }
    return result
  }

  private static let limit = 200

  private static func size(_ bytes: ArraySlice<UInt8>) -> Int64? {
    guard let size = ScheduleReader.number(bytes), size > 0 else { return nil }
    return size
  }

  private static func seconds(_ bytes: ArraySlice<UInt8>) -> Double? {
    var total = 0.0
    let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard !parts.isEmpty, parts.count <= 3 else { return nil }
    for part in parts {
      guard let value = Double(String(decoding: part.trimmed, as: UTF8.self)), value >= 0 else {
        return nil
      }
      total = total * 60 + value
    }
    return total.isFinite && total > 0 ? total : nil
  }
}
