package import Syndication

/// Why a feed is not asked in this run.
package struct SkipReason: Sendable, Hashable {
  /// The reason in words, one line.
  package var line: String
  /// When it will be asked; nil for never, unless forced.
  package var until: Timestamp?

  /// Creates a reason.
  package init(line: String, until: Timestamp?) { (self.line, self.until) = (line, until) }
}

/// Whether a feed is due, and when it will be.
package enum Turn: Sendable, Hashable {
  /// It may be asked now.
  case now
  /// It is gone and not asked unless forced.
  case never
  /// Its whole host asked to wait until then.
  case held(Timestamp)
  /// Its own plan says then.
  case planned(Timestamp)
}

extension Schedule {
  /// Why a feed is not asked now; nil when it is due.
  ///
  /// A `hold` is what the feed's host asked for as a whole. The owner's interval in `subscription`
  /// counts, too, where it has become shorter since the last check.
  package func skip(
    _ state: FetchState,
    hold: HostHold? = nil,
    of subscription: Subscription? = nil,
    at now: Timestamp
  ) -> SkipReason? {
    switch turn(state, hold: hold, of: subscription, at: now) {
    case .now: return nil
    case .never:
      return SkipReason(line: "gone (410): the host said that it will not come back", until: nil)
    case .held(let until):
      let words = hold.map { "\($0.host) asked to wait until \(until.rfc3339): \($0.reason)" }
      return SkipReason(line: words ?? "", until: until)
    case .planned(let due):
      let why = state.nextCheckReason.map { ": \($0)" } ?? ""
      return SkipReason(line: "not due until \(due.rfc3339)\(why)", until: due)
    }
  }

  /// The same decision without its words, for whoever asks about all feeds again and again.
  package func turn(
    _ state: FetchState,
    hold: HostHold? = nil,
    of subscription: Subscription? = nil,
    at now: Timestamp
  ) -> Turn {
    if state.isGone { return .never }
    if let hold, isAhead(hold.until, of: now, atMost: 2 * 86400) { return .held(hold.until) }
    let own = (subscription?.interval ?? policy.interval).components.seconds
    guard let due = due(state, own: subscription?.interval?.components.seconds),
      isAhead(due, of: now, atMost: max(5 * 86400, own * 2))
    else { return .now }
    // A cron job that comes every hour comes a second early every other time; unless a server
    // asked for the very moment, a sixtieth of the interval does not matter.
    // A daemon comes when it wants to.
    let slack = policy.jitters ? 0 : min(own / 60, 60)
    let isServers = state.serverFloor.map { $0 > now } ?? false
    if state.failures == 0, !isServers, (due - now).components.seconds <= slack { return .now }
    return .planned(due)
  }

  /// When the feed is due: as planned, or by the owner's interval where that ends sooner and
  /// nothing but the owner's wish stood behind the plan.
  private func due(_ state: FetchState, own interval: Int64?) -> Timestamp? {
    guard let planned = state.nextCheck, let interval, state.failures == 0,
      let last = state.lastAttempt
    else { return state.nextCheck }
    let wished = max(last + .seconds(interval), state.serverFloor ?? last)
    return min(planned, wished)
  }

  /// Whether a moment lies ahead, and no further than any plan of ours could put it: a clock that
  /// was set back must not silence a feed.
  private func isAhead(_ moment: Timestamp, of now: Timestamp, atMost most: Int64) -> Bool {
    moment > now && (moment - now).components.seconds <= most
  }
}
