import Fetching
import Syndication
import Testing

/// A feed, a policy and the makings of outcomes, for tests of the schedule.
struct Scene {
  let now = Timestamp(1_795_377_600)  // Sun, 22 Nov 2026 20:00:00 GMT
  var policy = FetchPolicy(userAgent: "test")
  var schedule: Schedule { Schedule(policy: policy) }

  func subscription(every interval: Duration? = nil, _ url: String = "http://a/feed") throws
    -> Subscription
  {
    Subscription(url: try #require(FeedURL(url)), interval: interval)
  }

  func answer(
    _ status: Int = 200,
    fresh: Int64? = nil,
    etag: String? = nil,
    lastModified: String? = nil,
    from url: String = "http://a/feed",
    permanent: String? = nil
  ) -> Answer {
    var cache = CacheHeaders()
    cache.freshness = fresh
    return Answer(
      status: status,
      effectiveURL: url,
      permanentURL: permanent,
      validators: Validators(etag: etag, lastModified: lastModified),
      cache: cache
    )
  }

  func body(_ answer: Answer) -> FetchOutcome {
    .fetched(FetchedBody(bytes: [1, 2, 3], answer: answer))
  }

  let failure = FetchOutcome.failed(FetchFailure(line: "HTTP 500", status: 500))
}
