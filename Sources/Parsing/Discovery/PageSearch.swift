internal import Syndication

/// One pass over a page that gathers what may be its feeds.
struct PageSearch {
  /// What relative addresses hang on: the page's address, or its `<base>`.
  var base: BaseAddress?
  /// Feeds that the page declares.
  private(set) var declared: [FeedLink] = []
  /// Links of its text that look like feeds.
  private(set) var guessed: [FeedLink] = []

  private var reader = HTMLReader()
  private var hasBase = false

  init(base: BaseAddress?) { self.base = base }

  /// Reads the whole page.
  mutating func run(_ page: ArraySlice<UInt8>) {
    let bytes = page.span
    while reader.position < bytes.count {
      while reader.position < bytes.count, bytes[reader.position] != UInt8(ascii: "<") {
        reader.position += 1
      }
      guard reader.position < bytes.count else { return }
      switch reader.readMarkup(bytes) {
      case .literal: reader.position += 1
      case .nothing, .openCDATA, .endTag: break
      case .startTag: take(bytes, page)
      }
    }
  }

  private mutating func take(_ bytes: Span<UInt8>, _ page: ArraySlice<UInt8>) {
    switch reader.element {
    case .base:
      guard !hasBase, let href = value(.href, page) else { return }
      hasBase = true
      base = WebAddress.resolve(href, against: base?.text).flatMap { BaseAddress($0) } ?? base
    case .link: takeLink(page)
    case .a: takeAnchor(page)
    case .script, .style, .textarea, .title, .noframes, .iframe, .xmp:
      _ = reader.skipRawText(bytes, of: reader.element)
    default: return
    }
  }

  private mutating func takeLink(_ page: ArraySlice<UInt8>) {
    guard let relation = value(.rel, page)?.lowercased(), let url = address(page) else { return }
    let relations = relation.split { $0.isWhitespace }
    guard relations.contains("alternate") || relations.contains("feed"),
      !relations.contains("stylesheet")
    else { return }
    let type = value(.type, page).flatMap { $0.isEmpty ? nil : $0 }
    if let type {
      guard Self.isFeedType(type, url: url) else { return }
    } else {
      guard relations.contains("feed") || FeedAddress.looksLikeFeed(url) else { return }
    }
    declared.append(FeedLink(url: url, title: title(page), type: type))
  }

  private mutating func takeAnchor(_ page: ArraySlice<UInt8>) {
    guard guessed.count < 32, let url = address(page) else { return }
    let type = value(.type, page).flatMap { Self.isFeedType($0, url: url) ? $0 : nil }
    guard type != nil || FeedAddress.looksLikeFeed(url) else { return }
    guessed.append(FeedLink(url: url, title: title(page), type: type))
  }

  /// Whether a media type is that of a feed; JSON that is a site's programming interface is none.
  static func isFeedType(_ type: String, url: String) -> Bool {
    let name = type.lowercased().prefix { $0 != ";" }.filter { !$0.isWhitespace }
    if name.contains("oembed") || name.contains("opensearch") { return false }
    switch name {
    case "application/json": return !url.contains("/wp-json/")
    case "application/xml", "text/xml": return true
    default:
      return ["rss", "atom", "rdf", "feed+json"].contains { name.contains($0) }
    }
  }

  private func address(_ page: ArraySlice<UInt8>) -> String? {
    guard let href = value(.href, page), !href.isEmpty else { return nil }
    let text = Array(href.utf8)
    guard let url = WebAddress.resolve(text[...], against: base), url.hasPrefix("http") else {
      return nil
    }
    return url
  }

  private func title(_ page: ArraySlice<UInt8>) -> String? {
    value(.title, page).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The value of an attribute of the current tag, on one line.
  private func value(_ name: HTMLAttribute.Name, _ page: ArraySlice<UInt8>) -> String? {
    guard let attribute = reader.attributes.first(where: { $0.name == name }) else { return nil }
    let raw = page[(page.startIndex + attribute.start)..<(page.startIndex + attribute.end)]
    return PlainText.line(fromText: HTMLEntity.decoded(raw, inAttribute: true)[...])
  }
}
