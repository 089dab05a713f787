/// Why bytes are no feed.
public enum ParseError: Error, Sendable, Hashable, CustomStringConvertible {
  /// There is nothing in them.
  case empty
  /// They are something else: a page, an image, another kind of XML or JSON.
  case notAFeed(String)
  /// They begin like a feed, but cannot be read.
  case malformed(String)

  /// One line for a person.
  public var description: String {
    switch self {
    case .empty: "the document is empty"
    case .notAFeed(let what): "not a feed: \(what)"
    case .malformed(let reason): "cannot be read: \(reason)"
    }
  }
}
