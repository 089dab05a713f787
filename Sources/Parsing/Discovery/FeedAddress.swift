internal import Syndication

/// Tells by its address alone whether a link may be a feed.
enum FeedAddress {
  /// Whether `url`, which is absolute, looks like a feed's address.
  static func looksLikeFeed(_ url: String) -> Bool {
    guard let site = SiteAddress(url) else { return false }
    let last = site.path.last?.lowercased() ?? ""
    let query = site.query.lowercased()
    if notFeeds.contains(where: { site.host == $0 || site.host.hasSuffix("." + $0) }) {
      return false
    }
    if site.host == "feeds.feedburner.com" || site.host == "feeds2.feedburner.com" {
      return !site.path.isEmpty && site.path.first != "~r"
    }
    if ["rss", "atom", "feed", "feeds", "rss2", "rdf"].contains(last) { return true }
    if let dot = last.lastIndex(of: ".") {
      let name = last[..<dot]
      switch last[dot...].dropFirst() {
      case "rss", "atom", "rdf": return true
      case "xml", "json", "php", "aspx", "cfm":
        let words = name.split { !$0.isLetter }
        if words.contains(where: {
          ["rss", "atom", "feed", "feeds", "rdf", "newsfeed"].contains($0)
        })
          || name.hasPrefix("rss") || name.hasSuffix("feed") || name.hasSuffix("rss")
        {
          return true
        }
        if last == "index.xml" { return true }
      default: break
      }
    }
    return query.split(separator: "&").contains { parameter in
      [
        "feed=rss2", "feed=rss", "feed=atom", "format=feed", "format=rss", "format=atom",
        "type=rss",
      ]
      .contains { $0 == parameter } || parameter == "rss"
    }
  }

  /// Sites whose addresses hold such words for other reasons.
  private static let notFeeds = [
    "feedly.com", "inoreader.com", "newsblur.com", "theoldreader.com", "netvibes.com",
    "facebook.com", "twitter.com", "x.com", "linkedin.com", "pinterest.com", "add.my.yahoo.com",
  ]
}

/// An http(s) address as a person sees it: origin, path segments, query.
struct SiteAddress {
  /// Scheme, host and port.
  let origin: String
  /// The host in lower case without `www.`, and without its port.
  let host: String
  /// The segments of the path that are not empty, escapes and all.
  let path: [String]
  /// The query without its question mark.
  let query: String
  /// Whether the last segment names a file rather than a folder.
  let endsInFile: Bool

  /// Takes `text` apart; nil when it is no http(s) address.
  init?(_ text: String) {
    guard let url = WebAddress.resolve(text, against: nil), url.hasPrefix("http"),
      let slashes = url.range(ofFirst: "://")
    else { return nil }
    let end = url[slashes...].firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? url.endIndex
    origin = String(url[..<end])
    let authority = url[slashes..<end].split(separator: "@").last ?? ""
    let name = authority.prefix { $0 != ":" }
    host = String(name.hasPrefix("www.") ? name.dropFirst(4) : name)
    let rest = url[end...].prefix { $0 != "#" }
    let pathText = rest.prefix { $0 != "?" }
    path = pathText.split(separator: "/").map(String.init)
    query = String(rest.dropFirst(pathText.count + 1))
    endsInFile = !pathText.hasSuffix("/") && (path.last?.contains(".") ?? false)
  }

  /// The value of a query parameter; nil when it is missing or empty.
  func parameter(_ name: String) -> String? {
    for pair in query.split(separator: "&") where pair.hasPrefix(name + "=") {
      let value = pair.dropFirst(name.count + 1)
      return value.isEmpty ? nil : String(value)
    }
    return nil
  }
}

extension String {
  /// The index behind the first occurrence of `mark`.
  fileprivate func range(ofFirst mark: String) -> Index? {
    var rest = self[...]
    while !rest.isEmpty {
      if rest.hasPrefix(mark) { return rest.dropFirst(mark.count).startIndex }
      rest = rest.dropFirst()
    }
    return nil
  }
}
