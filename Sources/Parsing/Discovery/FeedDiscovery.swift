/// A feed that a page points to.
public struct FeedLink: Sendable, Hashable {
  /// Its absolute address.
  public var url: String
  /// What the page calls it, plain text.
  public var title: String?
  /// Its media type as the page gives it.
  public var type: String?

  /// Creates a link from what a page says.
  public init(url: String, title: String? = nil, type: String? = nil) {
    (self.url, self.title, self.type) = (url, title, type)
  }
}

/// Finds the feeds of a page, and of sites whose feeds need no page to be found.
public struct FeedDiscovery: Sendable {
  /// The address of the page, after redirects.
  public let pageURL: String

  /// Creates a search in the page at `pageURL`.
  public init(pageURL: String) { self.pageURL = pageURL }

  /// The feeds that `page` points to, the likeliest first.
  public func links(in page: ArraySlice<UInt8>) -> [FeedLink] { [] }

  /// The addresses where the feeds of the large hosts are, for one of their pages: no page needed.
  public static func knownFeeds(for site: String) -> [String] { [] }

  /// Where feeds usually are: addresses worth trying when nothing points to one.
  public static func wellKnown(for site: String) -> [String] { [] }
}
