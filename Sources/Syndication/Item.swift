/// One article of a feed (RSS `item`, Atom `entry`), in the terms of JSON Feed 1.1.
public struct Item: Sendable, Hashable {
  /// The feed's own id for it (guid, atom:id, rdf:about or JSON `id`), verbatim; nil for none.
  ///
  /// It is never resolved and never normalised: identity hangs on it, so its spelling must not
  /// change.
  public var id: String?
  /// The article's address, absolute; nil when there is none that is http(s).
  public var url: String?
  /// An address elsewhere that the article is about (JSON Feed's `external_url`).
  public var externalURL: String?
  /// The headline: plain text, one line.
  public var title: String?
  /// The description or summary where a full text stands beside it: plain text.
  public var summary: String?
  /// The fullest text there is, sanitised (see `Parsing`); nil when the feed gave plain text only.
  public var contentHTML: String?
  /// The same as plain text, paragraphs kept as line breaks; what classification and search read.
  public var contentText: String?
  /// A picture that stands for the article.
  public var image: String?
  /// A picture for the article's head (JSON Feed's `banner_image`).
  public var bannerImage: String?
  /// When the article says that it was published; nil when it says nothing that can be read.
  public var published: Timestamp?
  /// When the article says that it was last changed.
  public var modified: Timestamp?
  /// Who wrote it.
  public var authors: [Person] = []
  /// The feed's own categories, plain text, in order, without repeats.
  public var tags: [String] = []
  /// The language tag that is in force for the article.
  public var language: String?
  /// Attached media, in order.
  public var enclosures: [Enclosure] = []

  /// Creates an item with nothing in it.
  public init() {}
}
