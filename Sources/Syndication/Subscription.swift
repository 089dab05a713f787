/// A feed that somebody chose: a line of feeds.yml.
package struct Subscription: Sendable, Hashable {
  /// The address as written.
  package var url: FeedURL
  /// The owner's title for it, which goes before the feed's own.
  package var title: String?
  /// The owner's folders for it, in order.
  package var tags: [String]
  /// The owner's interval between two checks; nil leaves it to the settings.
  package var interval: Duration?
  /// The line of feeds.yml that it starts on, from 1; nil when it came from elsewhere.
  package var line: Int?

  /// Creates a subscription.
  package init(
    url: FeedURL,
    title: String? = nil,
    tags: [String] = [],
    interval: Duration? = nil,
    line: Int? = nil
  ) {
    (self.url, self.title, self.tags) = (url, title, tags)
    (self.interval, self.line) = (interval, line)
  }
}
