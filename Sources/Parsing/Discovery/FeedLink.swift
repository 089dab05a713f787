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
