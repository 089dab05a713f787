/// What a server gave to ask "has it changed?" with (RFC 9110, conditional requests): kept byte
/// for byte, quotes and `W/` included, and sent back the same way.
package struct Validators: Sendable, Hashable, Codable {
  /// The `ETag` header's value.
  package var etag: String?
  /// The `Last-Modified` header's value, never parsed and printed again.
  package var lastModified: String?

  /// Creates the pair; nil when the answer had neither.
  package init?(etag: String?, lastModified: String?) {
    guard etag != nil || lastModified != nil else { return nil }
    (self.etag, self.lastModified) = (etag, lastModified)
  }
}

/// All of politeness that must outlive a run: what is known of a feed and when to ask next.
///
/// Stored with the feed, handed to the fetch, and replaced by what the fetch made of it.
package struct FetchState: Sendable, Equatable, Codable {
  /// The newest validators of a body that was stored; nil makes the next request unconditional.
  package var validators: Validators?
  /// The address that gave them, without credentials; they are sent to no other one.
  ///
  /// Nil for the address that the fetch starts at.
  package var validatorsURL: String?
  /// When a body was last taken whole (a 200); validators older than some days are dropped.
  package var lastBody: Timestamp?
  /// A hash of that body, so that the same bytes again need no parsing; nil before the first.
  package var bodyHash: UInt64?
  /// When the feed was last asked at all.
  package var lastAttempt: Timestamp?
  /// When it last answered with a feed or with 304.
  package var lastSuccess: Timestamp?
  /// When it may be asked again; nil means at once.
  package var nextCheck: Timestamp?
  /// Why then and not sooner, in words for the user, such as `Retry-After of 2 h`.
  package var nextCheckReason: String?
  /// Until when the server or the feed itself asked not to be asked again, whatever interval the
  /// owner sets; nil when neither did.
  package var serverFloor: Timestamp?
  /// For how many seconds the server called the last stored body fresh; a 304 that says nothing
  /// of it leaves it standing.
  package var freshness: Int64?
  /// Failures in a row that count against the feed.
  package var failures = 0
  /// What went wrong at the last attempt, one line; nil after a success.
  package var lastError: String?
  /// The last attempt reached no server, in a way that an outage of our own network would explain.
  package var wasUnreachable = false
  /// The HTTP status of the last answer; nil when there was none.
  package var httpStatus: Int?
  /// Where permanent redirects led, remembered once the target proved to be a feed; the address
  /// that is asked from then on, until it fails.
  package var movedTo: String?
  /// The server said 410: the feed is not asked again unless forced.
  package var isGone = false
  /// What the feed's last stored body says of how often it wants to be asked.
  package var hints = ScheduleHints()

  /// Creates the state of a feed that was never asked.
  package init() {}
}

/// A whole host that asked to be left alone (`Retry-After` on 429 or 503).
package struct HostHold: Sendable, Hashable, Codable {
  /// Host and port as in the address, lower case.
  package var host: String
  /// When it may be asked again.
  package var until: Timestamp
  /// Why, in words for the user.
  package var reason: String

  /// Creates a hold.
  package init(host: String, until: Timestamp, reason: String) {
    (self.host, self.until, self.reason) = (host, until, reason)
  }
}
