/// Which of the formats a document was written in.
public enum FeedFormat: String, Sendable, Hashable, CaseIterable {
  case rss090 = "RSS 0.90"
  case rss091 = "RSS 0.91"
  case rss092 = "RSS 0.92"
  case rss093 = "RSS 0.93"
  case rss094 = "RSS 0.94"
  case rss10 = "RSS 1.0"
  case rss20 = "RSS 2.0"
  case atom03 = "Atom 0.3"
  case atom10 = "Atom 1.0"
  case jsonFeed10 = "JSON Feed 1.0"
  case jsonFeed11 = "JSON Feed 1.1"
}

/// One source document, whatever its format, in the terms of JSON Feed 1.1.
///
/// Every string is valid text; titles and descriptions are plain (no markup, white space
/// collapsed); addresses are absolute wherever a base was known.
public struct Feed: Sendable, Hashable {
  /// The format that the document was written in.
  public var format: FeedFormat
  /// The feed's own title, plain text.
  public var title: String?
  /// What the feed says of itself, plain text.
  public var summary: String?
  /// The page that a person would read (`<link>`, `rel="alternate"`).
  public var homePageURL: String?
  /// The feed's own idea of its address (`rel="self"`); never trusted as identity.
  public var feedURL: String?
  /// A large square picture; `favicon` is the small one.
  public var icon: String?
  /// A small picture for lists.
  public var favicon: String?
  /// A language tag as the feed wrote it, such as `en-GB`.
  public var language: String?
  /// Who stands behind the feed as a whole.
  public var authors: [Person] = []
  /// The next page of the feed (RFC 5005 `rel="next"`, JSON Feed `next_url`).
  public var nextURL: String?
  /// JSON Feed's `expired`: the feed says that it will never be updated again.
  public var isExpired = false
  /// WebSub hubs that the feed names.
  public var hubs: [String] = []
  /// What the feed says of how often it wants to be asked.
  public var schedule = ScheduleHints()
  /// Whether the document ended before its root element did, so that items may be missing.
  public var isCutOff = false
  /// The items in document order.
  public var items: [Item] = []

  /// Creates a feed with nothing in it.
  public init(format: FeedFormat) { self.format = format }
}

/// Somebody who wrote or published: JSON Feed's author.
public struct Person: Sendable, Hashable, Codable {
  /// The name, without a mail address.
  public var name: String?
  /// A page, or a `mailto:` address.
  public var url: String?
  /// The address of a picture.
  public var avatar: String?

  /// Creates a person from what is known.
  public init(name: String? = nil, url: String? = nil, avatar: String? = nil) {
    (self.name, self.url, self.avatar) = (name, url, avatar)
  }
}

/// Attached media: RSS `enclosure`, Atom `rel="enclosure"`, media RSS, JSON Feed's attachment.
public struct Enclosure: Sendable, Hashable, Codable {
  /// Where the media is.
  public var url: String
  /// Its media type as given, such as `audio/mpeg`.
  public var mimeType: String?
  /// A title, plain text.
  public var title: String?
  /// Its size in bytes.
  public var size: Int64?
  /// Its length in seconds.
  public var duration: Double?

  /// Creates an enclosure from what is known.
  public init(
    url: String,
    mimeType: String? = nil,
    title: String? = nil,
    size: Int64? = nil,
    duration: Double? = nil
  ) {
    (self.url, self.mimeType, self.title) = (url, mimeType, title)
    (self.size, self.duration) = (size, duration)
  }
}
