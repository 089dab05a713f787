/// An item with all that the line made of it before the store: what is written for it.
package struct HarvestedItem: Sendable, Hashable {
  /// The item as parsed.
  package var item: Item
  /// What the classifier said.
  package var verdict: Verdict
  /// The sketch of its text, for near-duplicates.
  package var fingerprint: Fingerprint
  /// `item.url` without fragment, tracking parameters and default port, host in lower case; nil
  /// when the item has no address.
  package var canonicalURL: String?

  /// Creates an item ready to be stored.
  package init(item: Item, verdict: Verdict, fingerprint: Fingerprint, canonicalURL: String?) {
    (self.item, self.verdict) = (item, verdict)
    (self.fingerprint, self.canonicalURL) = (fingerprint, canonicalURL)
  }
}

/// What one fetch came to.
package enum FetchStatus: String, Sendable, Hashable, Codable {
  case ok
  case notModified = "not_modified"
  case failed
  case skipped
}

/// One feed's outcome after fetching, parsing and classifying: what the store records in one
/// transaction, state and items together or not at all.
package struct Harvest: Sendable {
  /// The subscription.
  package var feed: FeedURL
  /// What the fetch came to.
  package var status: FetchStatus
  /// The politeness to store, replacing what was planned with.
  package var state: FetchState
  /// The feed's own title, home page, language; nil when no body was read: there was none, or it was
  /// the same body as before.
  package var head: FeedHead?
  /// The items of a body that was taken, in document order; empty otherwise.
  package var items: [HarvestedItem]
  /// A hold that the answer put on the whole host; nil for none.
  package var hold: HostHold?
  /// How long the fetch took, and how many bytes came (decoded).
  package var took: Duration, bytes: Int

  /// Creates a harvest.
  package init(
    feed: FeedURL,
    status: FetchStatus,
    state: FetchState,
    head: FeedHead? = nil,
    items: [HarvestedItem] = [],
    hold: HostHold? = nil,
    took: Duration = .zero,
    bytes: Int = 0
  ) {
    (self.feed, self.status, self.state, self.head) = (feed, status, state, head)
    (self.items, self.hold, self.took, self.bytes) = (items, hold, took, bytes)
  }
}

/// What a feed says of itself, without its items.
package struct FeedHead: Sendable, Hashable, Codable {
  /// The feed's own title, home page, description, language and format.
  package var title: String?, homePageURL: String?, summary: String?
  /// The language tag as written, and the format's name.
  package var language: String?, format: String

  /// Takes the head of `feed`.
  package init(_ feed: Feed) {
    (title, homePageURL, summary) = (feed.title, feed.homePageURL, feed.summary)
    (language, format) = (feed.language, feed.format.rawValue)
  }
}
