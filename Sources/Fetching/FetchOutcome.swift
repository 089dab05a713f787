package import Syndication

/// One feed to fetch, with what is known of it.
package struct FetchRequest: Sendable {
  /// The subscription's address.
  package var feed: FeedURL
  /// What the last fetch left behind.
  package var state: FetchState

  /// Creates a request; `force` changes nothing here, since validators are sent all the same.
  package init(feed: FeedURL, state: FetchState, force: Bool = false) {
    (self.feed, self.state) = (feed, state)
  }
}

/// What a server answered, the body apart.
package struct Answer: Sendable, Equatable {
  /// The HTTP status; 0 for a local file.
  package var status: Int
  /// Where the answer came from in the end, without credentials.
  package var effectiveURL: String
  /// Where the permanent redirects at the start of the chain lead; nil when there were none.
  package var permanentURL: String?
  /// The validators that came with it; nil when none did.
  package var validators: Validators?
  /// What it says of how long it stays fresh.
  package var cache: CacheHeaders
  /// How long all transfers of the fetch took.
  package var took: Duration

  /// Creates an answer.
  package init(
    status: Int,
    effectiveURL: String,
    permanentURL: String? = nil,
    validators: Validators? = nil,
    cache: CacheHeaders = CacheHeaders(),
    took: Duration = .zero
  ) {
    (self.status, self.effectiveURL, self.permanentURL) = (status, effectiveURL, permanentURL)
    (self.validators, self.cache, self.took) = (validators, cache, took)
  }
}

/// A whole body, decoded.
package struct FetchedBody: Sendable, Equatable {
  /// The bytes as they are to be parsed.
  package var bytes: [UInt8]
  /// The `Content-Type` header's value.
  package var contentType: String?
  /// Status, addresses and headers.
  package var answer: Answer

  /// Creates a body.
  package init(bytes: [UInt8], contentType: String? = nil, answer: Answer) {
    (self.bytes, self.contentType, self.answer) = (bytes, contentType, answer)
  }

  /// The base of the feed's relative links.
  package var effectiveURL: String { answer.effectiveURL }
  /// How long all transfers of the fetch took.
  package var took: Duration { answer.took }
}

/// A fetch that brought no feed.
package struct FetchFailure: Sendable, Equatable {
  /// What went wrong, one line for the user.
  package var line: String
  /// The HTTP status; nil when no answer came.
  package var status: Int?
  /// Whether an outage of our own network would explain it.
  package var looksLikeOurOutage: Bool
  /// How long the server asked to be left alone; nil when it did not.
  package var retryAfter: Duration?
  /// How long the fetch took.
  package var took: Duration

  /// Creates a failure.
  package init(
    line: String,
    status: Int? = nil,
    looksLikeOurOutage: Bool = false,
    retryAfter: Duration? = nil,
    took: Duration = .zero
  ) {
    (self.line, self.status, self.retryAfter) = (line, status, retryAfter)
    (self.looksLikeOurOutage, self.took) = (looksLikeOurOutage, took)
  }
}

/// What one fetch came to; a misfortune is a value like any other.
package enum FetchOutcome: Sendable, Equatable {
  /// A body, which is still to be read.
  case fetched(FetchedBody)
  /// The stored body is the newest.
  case notModified(Answer)
  /// The server says that the feed will not come back.
  case gone(Answer)
  /// The server asked to be left alone until then.
  case throttled(Answer, until: Timestamp)
  /// No feed, and why.
  case failed(FetchFailure)
  /// We gave up ourselves; nothing is known that was not known before.
  case cancelled

  /// What a report calls it.
  package var status: FetchStatus {
    switch self {
    case .fetched: .ok
    case .notModified: .notModified
    case .gone, .throttled, .failed: .failed
    case .cancelled: .skipped
    }
  }

  /// Whether it says of another feed, which is asked at the same address, what it says of the one
  /// that was asked.
  package func tells(of other: FetchState, asked: FetchState) -> Bool {
    switch self {
    case .fetched, .throttled, .failed, .cancelled: true
    case .notModified: asked.bodyHash != nil && other.bodyHash == asked.bodyHash
    // Only the address in feeds.yml itself can be gone for good.
    case .gone: other.movedTo == nil
    }
  }

  /// How long it took on the wire.
  package var took: Duration {
    switch self {
    case .fetched(let body): body.took
    case .notModified(let answer), .gone(let answer), .throttled(let answer, _): answer.took
    case .failed(let failure): failure.took
    case .cancelled: .zero
    }
  }

  /// Whether an outage of our own network would explain it; when that is so of every transfer of
  /// a run, it counts against no feed (`Schedule.outage`).
  package var looksLikeOurOutage: Bool {
    if case .failed(let failure) = self { failure.looksLikeOurOutage } else { false }
  }

  /// The outcome when a body came that turned out to be no feed.
  package func refused(_ why: String) -> FetchOutcome {
    guard case .fetched(let body) = self else { return self }
    let status = body.answer.status == 0 ? nil : body.answer.status
    return .failed(FetchFailure(line: why, status: status, took: body.took))
  }
}

extension Harvest {
  /// Whether no server was reached, in a way that an outage of our own network would explain.
  package var looksLikeOurOutage: Bool { status == .failed && state.wasUnreachable }
}
