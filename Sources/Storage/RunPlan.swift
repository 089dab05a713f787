import GRDB
package import Syndication

/// What the store knows that a run needs before it fetches: the left one of its two touches.
package struct RunPlan: Sendable {
  /// The politeness of the feeds that are known; one that was never asked is not among them.
  package var states: [FeedURL: FetchState] = [:]
  /// Hosts that asked to be left alone.
  package var holds: [HostHold] = []
  /// When the newest posts of a feed were published or first seen, newest first, at most twenty.
  package var recentPosts: [FeedURL: [Timestamp]] = [:]

  /// A plan of a store in which nothing is known.
  package init() {}

  /// The politeness of a feed, a fresh state if it is not known.
  package func state(of feed: FeedURL) -> FetchState { states[feed] ?? FetchState() }
}

extension Store {
  /// Reads what a run over `feeds` needs, in one look.
  package func plan(for feeds: [FeedURL]) throws(StoreError) -> RunPlan {
    try read(or: RunPlan()) { db in
      var plan = RunPlan()
      let wanted = Dictionary(feeds.map { ($0.text, $0) }, uniquingKeysWith: { first, _ in first })
      let rows = try Row.fetchCursor(
        db,
        sql: "SELECT url, recent, \(FeedStateRecord.columns) FROM feed"
      )
      while let row = try rows.next() {
        guard let feed = wanted[row[0]] else { continue }
        plan.states[feed] = FeedStateRecord.state(row, from: 2)
        plan.recentPosts[feed] = PackedNumbers.numbers(row.bytes(1) ?? []).map { Timestamp($0) }
      }
      plan.holds = try Row.fetchAll(
        db,
        sql: "SELECT host, until, reason FROM hostHold ORDER BY host"
      )
      .map { HostHold(host: $0[0], until: Timestamp($0[1]), reason: $0[2]) }
      return plan
    }
  }
}
