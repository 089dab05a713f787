package import Syndication
import Transfer

/// When a feed is asked again, and why then: all of politeness over time, without I/O.
///
/// The owner's interval is obeyed, however short. What the server or the feed itself asks for
/// puts the next check off further, but never by more than a day.
package struct Schedule: Sendable {
  let policy: FetchPolicy

  /// The most that a server's or a feed's own word is believed, in seconds.
  static let longestWish: Int64 = 86400

  /// Creates the schedule that goes with a policy.
  package init(policy: FetchPolicy) { self.policy = policy }

  /// What a fetch makes of a feed's state.
  ///
  /// A body counts as read and stored (`FetchOutcome.refused` otherwise), and `hints` are what it
  /// says of its schedule, nil when it was not read because the same bytes were read before.
  /// `recentPosts` are the dates of the feed's newest items, in any order.
  ///
  /// Beside the state to store comes the wait that the answering host asked for, if any; whether
  /// it is meant for the whole host, `HostGate.hold` tells.
  package func state(
    after outcome: FetchOutcome,
    from state: FetchState,
    of subscription: Subscription,
    recentPosts: [Timestamp] = [],
    hints: ScheduleHints? = nil,
    at now: Timestamp
  ) -> (FetchState, HostHold?) {
    var next = state
    if case .cancelled = outcome { return (state, nil) }
    next.lastAttempt = now
    next.serverFloor = nil
    next.wasUnreachable = false
    switch outcome {
    case .fetched(let body):
      next.validators = body.answer.validators
      next.validatorsURL = next.validators == nil ? nil : body.answer.effectiveURL
      next.lastBody = now
      next.bodyHash = BodyHash.of(body.bytes)
      next.freshness = body.answer.cache.freshness
      if let hints { next.hints = hints }
      succeed(&next, body.answer, subscription, recentPosts, now)
    case .notModified(let answer):
      // Each of the two is kept until the server names another: the newest of both is sent back.
      next.validators = Validators(
        etag: answer.validators?.etag ?? state.validators?.etag,
        lastModified: answer.validators?.lastModified ?? state.validators?.lastModified
      )
      next.freshness = answer.cache.freshness ?? state.freshness
      succeed(&next, answer, subscription, recentPosts, now)
    case .gone(let answer):
      next.isGone = true
      next.nextCheck = nil
      next.nextCheckReason = "gone (410)"
      next.httpStatus = answer.status
      next.failures += 1
      next.lastError = "HTTP 410: gone for good; not asked again (unsubscribe, or run --force)"
    case .throttled(let answer, let until):
      let wait = (until - now).inWords
      next.httpStatus = answer.status
      next.lastError = "HTTP \(answer.status): the host asked to wait \(wait)"
      next.serverFloor = until
      var wishes = [(until - now, "Retry-After of \(wait)"), interval(of: subscription)]
      if let again = Self.doubledWait(state) {
        wishes.append((again, "\(again.inWords) after being put off again"))
      }
      plan(&next, wishes, now, "")
      let hold = HostGate.host(of: answer.effectiveURL).map {
        HostHold(
          host: $0,
          until: until,
          reason: "HTTP \(answer.status) with Retry-After of \(wait)"
        )
      }
      return (next, hold)
    case .failed(let failure):
      fail(&next, failure, subscription, now)
    case .cancelled: break
    }
    return (next, nil)
  }

  /// The state of a feed when no transfer of the whole run reached a server: `after`, in which the
  /// failure was counted, with what was known `before` it; the next run asks again.
  package static func outage(_ after: FetchState, before: FetchState, at now: Timestamp)
    -> FetchState
  {
    var state = before
    state.lastError = after.lastError
    state.wasUnreachable = true
    return state
  }

  /// Twice the wait that a host asked for before, a day at the most, when it asks for one again;
  /// nil when its last answer was another.
  private static func doubledWait(_ state: FetchState) -> Duration? {
    guard state.lastError != nil, let status = state.httpStatus, status == 429 || status == 503,
      let last = state.lastAttempt, let next = state.nextCheck, next > last
    else { return nil }
    return min((next - last) * 2, .seconds(Self.longestWish))
  }

  private func succeed(
    _ state: inout FetchState,
    _ answer: Answer,
    _ subscription: Subscription,
    _ posts: [Timestamp],
    _ now: Timestamp
  ) {
    state.lastSuccess = now
    state.failures = 0
    state.lastError = nil
    state.isGone = false
    state.httpStatus = answer.status == 0 ? nil : answer.status
    if let target = answer.permanentURL {
      state.movedTo = target == subscription.url.text ? nil : target
    }

    var wishes: [(Duration, String)] = [interval(of: subscription)]
    var floor: Int64 = 0
    if let ttl = state.hints.interval, ttl > 0 {
      let ttl = min(ttl, Self.longestWish)
      floor = ttl
      wishes.append((.seconds(ttl), "the feed's own interval of \(Duration.seconds(ttl).inWords)"))
    }
    if let fresh = state.freshness, fresh > 0 {
      let fresh = min(fresh, Self.longestWish)
      floor = max(floor, fresh)
      wishes.append(
        (.seconds(fresh), "the server's cache time of \(Duration.seconds(fresh).inWords)")
      )
    }
    // A short interval is somebody's wish to be quick; only a long one is stretched.
    let own = interval(of: subscription).0.components.seconds
    let rhythm = PostingRhythm(posts, now: now)
    if subscription.interval == nil, own >= 300, let gap = rhythm.expectedGap {
      let stretched = rhythm.interval(from: own)
      let words = "a feed with a post every \(Duration.seconds(gap).inWords)"
      if stretched > own { wishes.append((.seconds(stretched), words)) }
    }
    if floor > 0 { state.serverFloor = now + .seconds(floor) }
    plan(&state, wishes, now, subscription.url.text)
    if let planned = state.nextCheck {
      let open = QuietTimes(state.hints).next(from: planned)
      if open > planned {
        state.nextCheck = open
        state.serverFloor = open
        state.nextCheckReason = "the feed's own quiet hours"
      }
    }
  }

  private func fail(
    _ state: inout FetchState,
    _ failure: FetchFailure,
    _ subscription: Subscription,
    _ now: Timestamp
  ) {
    if state.failures < .max { state.failures += 1 }
    state.lastError = failure.line
    state.httpStatus = failure.status
    state.wasUnreachable = failure.looksLikeOurOutage
    // Some servers take offence at a condition itself, above all at a long one.
    if let status = failure.status, [400, 412, 431].contains(status) {
      (state.validators, state.validatorsURL) = (nil, nil)
    }
    // The new place fails: from now on the owner's address is asked again, and what the new
    // place gave is not sent to it.
    if state.movedTo != nil, !failure.looksLikeOurOutage { state.movedTo = nil }
    let interval = interval(of: subscription).0.components.seconds
    let wait = Duration.seconds(Backoff.wait(failures: state.failures, interval: interval))
    let times = state.failures == 1 ? "a failure" : "\(state.failures) failures"
    var wishes = [(wait, "\(wait.inWords) after \(times)")]
    if let asked = failure.retryAfter {
      // Not only a throttling server may say how long it wants to be left alone.
      state.serverFloor = now + asked
      wishes.append((asked, "Retry-After of \(asked.inWords)"))
    }
    plan(&state, wishes, now, subscription.url.text)
  }

  private func interval(of subscription: Subscription) -> (Duration, String) {
    let interval = subscription.interval ?? policy.interval
    return (interval, "interval of \(interval.inWords)")
  }

  /// Puts the next check at the end of the longest of `wishes`, and a little later by chance.
  private func plan(
    _ state: inout FetchState,
    _ wishes: [(Duration, String)],
    _ now: Timestamp,
    _ seed: String
  ) {
    guard let longest = wishes.max(by: { $0.0 < $1.0 }) else { return }
    let jitter = policy.jitters ? Self.jitter(longest.0, seed: seed, now: now) : .zero
    state.nextCheck = now + (longest.0 + jitter)
    state.nextCheckReason = longest.1
  }

  /// Up to a twentieth of the wait, and not over ten minutes; the same for the same feed and moment.
  private static func jitter(_ wait: Duration, seed: String, now: Timestamp) -> Duration {
    let span = UInt64(max(0, min(wait.components.seconds / 20, 600))) + 1
    return .seconds(Int64(BodyHash.of("\(seed) \(now.seconds)") % span))
  }
}
