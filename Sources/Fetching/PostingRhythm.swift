package import Syndication

/// How often a feed really posts, and so how often it is worth asking.
package struct PostingRhythm: Sendable, Equatable {
  /// The time in which the feed is expected to post once: the usual gap between two posts, or the
  /// present silence when that is longer; nil when too little is known.
  package let expectedGap: Int64?

  /// Reads the rhythm off the dates of the newest posts; dates in the future tell nothing.
  package init(_ posts: [Timestamp], now: Timestamp) {
    let past = Set(posts.lazy.map(\.seconds).filter { $0 <= now.seconds }).sorted(by: >).prefix(20)
    guard past.count >= 3, let newest = past.first else {
      expectedGap = nil
      return
    }
    let gaps = zip(past, past.dropFirst()).map { $0 - $1 }.sorted()
    expectedGap = max(gaps[gaps.count / 2], now.seconds - newest)
  }

  /// The interval for such a feed: a quarter of the gap, never under `interval`, and not over four
  /// times of it or a day.
  package func interval(from interval: Int64) -> Int64 {
    guard let expectedGap else { return interval }
    let most = max(interval, min(86400, interval.multipliedReportingOverflow(by: 4).partialValue))
    return min(max(interval, expectedGap / 4), most)
  }
}
