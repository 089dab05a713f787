internal import Syndication

/// Finds the feeds of a page, and of sites whose feeds need no page to be found.
public struct FeedDiscovery: Sendable {
  /// The address of the page, after redirects.
  public let pageURL: String

  /// Creates a search in the page at `pageURL`.
  public init(pageURL: String) { self.pageURL = pageURL }

  /// The feeds that `page` points to, the likeliest first.
  ///
  /// What the page declares (`<link rel="alternate">`) comes in its own order, feeds of comments
  /// and podcasts last. A page that declares nothing is searched for links that look like feeds.
  public func links(in page: String) -> [FeedLink] { links(in: Array(page.utf8)[...]) }

  /// The feeds that `page` points to, the likeliest first.
  public func links(in page: ArraySlice<UInt8>) -> [FeedLink] {
    var search = PageSearch(base: BaseAddress(pageURL))
    search.run(page.prefix(4 << 20))
    return search.declared.isEmpty ? Self.ranked(search.guessed) : Self.ranked(search.declared)
  }

  /// The addresses where the feeds of the large hosts are, for one of their pages; empty for every
  /// other address.
  public static func knownFeeds(for site: String) -> [String] {
    SiteAddress(site).map { KnownSites.feeds(of: $0) } ?? []
  }

  /// Where feeds usually are, at the root of `site` and in the folder that it names: addresses
  /// worth trying when nothing points to a feed.
  public static func wellKnown(for site: String) -> [String] {
    guard let address = SiteAddress(site) else { return [] }
    var folder = "/"
    for segment in address.path.dropLast(address.endsInFile ? 1 : 0) { folder += segment + "/" }
    return (folder == "/" ? ["/"] : ["/", folder]).flatMap { place in
      usualPaths.map { "\(address.origin)\(place)\($0)" }
    }
  }

  private static let usualPaths = [
    "feed/", "feed.xml", "rss.xml", "atom.xml", "index.xml", "rss/", "feed.json", "feed.atom",
    "index.rss", "index.rdf", "feeds/posts/default", "?feed=rss2",
  ]

  /// Without repeats; whole sites before podcasts, podcasts before comments.
  private static func ranked(_ links: [FeedLink]) -> [FeedLink] {
    var seen: Set<String> = []
    let unique = links.filter { seen.insert($0.url).inserted }
    return (0...2).flatMap { rank in unique.filter { self.rank(of: $0) == rank } }
  }

  private static func rank(of link: FeedLink) -> Int {
    let words = ((link.title ?? "") + " " + link.url).lowercased()
    if ["comment", "kommentar", "commentaire", "comentario", "コメント", "评论", "replies"].contains(
      where: words.contains
    ) {
      return 2
    }
    return words.contains("podcast") ? 1 : 0
  }
}
