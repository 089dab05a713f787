import Aggregation
import Fetching
import Storage
import Syndication
import Testing

/// Thirty days of two hundred feeds in a few seconds: time is ours, servers are made up.
@Suite struct SoakTests {
  @Test("over 30 days no feed is asked before it may be, nor later than it should be")
  func thirtyDays() throws {
    var world = try World(feeds: 200)
    try world.live(for: .seconds(30 * 86400))

    #expect(world.early.isEmpty)
    #expect(world.late.isEmpty)
    // Asked against allowed, by kind of feed; what was asked is what the schedule allowed.
    #expect(world.asked.count == World.Kind.allCases.count)
    for (kind, asked) in world.asked {
      #expect(asked > 0)
      #expect(asked == world.allowed[kind], "\(kind)")
    }
    // A feed that is gone is asked until it said so, and never again.
    #expect(world.askedAfterGone == 0)
    // An outage of our own counts against nobody.
    #expect(world.failuresInOutage == 0)
  }
}

/// Made-up servers, a made-up network and the two clocks.
private struct World {
  /// How a feed behaves.
  enum Kind: Int, CaseIterable {
    case well, unchanged, cached, own, dies, flaky, gone, throttles, moved
  }

  private let feeds: [Subscription]
  private let places: [FeedURL: Int]
  private let schedule: Schedule
  private var plan = RunPlan()
  private var wakes = WakePlan()
  private var ticks = Duration.zero
  private var wallOffset = Duration.seconds(1_795_500_000)
  /// When each feed may be asked, in ticks; nil at once, absent never again.
  private var due: [FeedURL: Duration] = [:]
  private var goneAt: [FeedURL: Duration] = [:]
  private(set) var asked: [Kind: Int] = [:], allowed: [Kind: Int] = [:]
  private(set) var early: [String] = [], late: [String] = []
  private(set) var askedAfterGone = 0, failuresInOutage = 0

  init(feeds count: Int) throws {
    var policy = FetchPolicy(userAgent: "tieup/test")
    (policy.interval, policy.jitters) = (.seconds(24 * 3600), true)
    schedule = Schedule(policy: policy)
    feeds = try (0..<count).map { index in
      let url = try #require(FeedURL("https://feed\(index).example/feed"))
      let interval: Duration? = index % 9 == Kind.own.rawValue ? .seconds(12 * 3600) : nil
      return Subscription(url: url, interval: interval)
    }
    places = Dictionary(uniqueKeysWithValues: zip(feeds.map(\.url), 0...))
  }

  private func kind(_ index: Int) -> Kind { Kind.allCases[index % Kind.allCases.count] }
  private var wall: Duration { wallOffset + ticks }
  private var day: Int64 { ticks.components.seconds / 86400 }
  /// Our own network is away for six hours of the thirteenth day.
  private var isOffline: Bool {
    day == 12 && ticks.components.seconds % 86400 < 6 * 3600
  }

  mutating func live(for span: Duration) throws {
    var (setBack, setAhead, slept) = (false, false, false)
    while ticks < span {
      if day == 15, !setBack {
        wallOffset -= .seconds(3 * 3600)
        setBack = true
      }
      if day == 20, !setAhead {
        wallOffset += .seconds(86400)
        setAhead = true
      }
      var woke = false
      if day == 25, !slept {
        ticks += .seconds(8 * 3600)
        (slept, woke) = (true, true)
      }
      _ = wakes.look(wall: wall, ticks: ticks)
      let turn = wakes.turn(feeds, plan: plan, schedule: schedule, wall: wall, ticks: ticks)
      if !turn.due.isEmpty { ask(turn.due, woke: woke) }
      let after = wakes.turn(feeds, plan: plan, schedule: schedule, wall: wall, ticks: ticks)
      // Feeds that nobody could reach are due again the moment that somebody is reached.
      let wait = after.due.isEmpty ? after.wait ?? .seconds(3600) : .zero
      ticks += max(.milliseconds(1), wait)
    }
  }

  private mutating func ask(_ subscriptions: [Subscription], woke: Bool) {
    let isOnline = wakes.isOnline(ticks: ticks)
    let pass = wakes.started(subscriptions, ticks: ticks)
    let now = Timestamp(wall.components.seconds)
    plan.holds.removeAll { $0.until < now }
    let outcomes = subscriptions.map { outcome(for: $0, now: now) }
    let reached = outcomes.contains { !$0.looksLikeOurOutage }
    var results: [RunReport.Result] = []
    for (subscription, outcome) in zip(subscriptions, outcomes) {
      let url = subscription.url
      let state = plan.states[url] ?? FetchState()
      var result = RunReport.Result(feed: url.text, title: "", status: outcome.status)
      let isSuspect = outcome.looksLikeOurOutage && !reached && !isOnline
      if !isSuspect || !state.wasUnreachable { judge(url, woke: woke) }
      var (next, hold) = schedule.state(after: outcome, from: state, of: subscription, at: now)
      if isSuspect {
        next = Schedule.outage(next, before: state, at: now)
        result.isSuspect = true
      } else {
        // An owner's own interval is obeyed to the second, without the chance that spreads others.
        due[url] = next.nextCheck.map { ticks + min($0 - now, subscription.interval ?? $0 - now) }
        if next.isGone { goneAt[url] = ticks }
      }
      if next.failures > state.failures, isOffline { failuresInOutage += 1 }
      plan.states[url] = next
      if let hold {
        plan.holds.removeAll { $0.host == hold.host }
        plan.holds.append(hold)
      }
      results.append(result)
    }
    var report = RunReport(started: now, finished: now, results: results)
    report.reachedSomebody = reached
    wakes.ended(subscriptions, pass: pass, report, ticks: ticks)
  }

  /// Enters one ask into the table.
  private mutating func judge(_ url: FeedURL, woke: Bool) {
    guard let index = places[url] else { return }
    asked[kind(index), default: 0] += 1
    if goneAt[url] != nil { askedAfterGone += 1 }
    let moment = due[url] ?? ticks
    // What was tried in vain while our network was away is tried again when the wait is over.
    let wasAway = plan.states[url]?.wasUnreachable ?? false
    if ticks < moment - .seconds(1) {
      early.append("\(url) by \(moment - ticks)")
    } else if ticks > moment + .seconds(2), !woke, !wasAway {
      late.append("\(url) by \(ticks - moment)")
    } else {
      allowed[kind(index), default: 0] += 1
    }
  }

  private func outcome(for subscription: Subscription, now: Timestamp) -> FetchOutcome {
    let url = subscription.url.text
    guard let index = places[subscription.url] else { return .cancelled }
    let unreachable = FetchOutcome.failed(
      FetchFailure(line: "no address", looksLikeOurOutage: true)
    )
    guard !isOffline else { return unreachable }
    func answer(_ status: Int, moved: String? = nil, maxAge: Int64? = nil) -> Answer {
      var cache = CacheHeaders()
      cache.freshness = maxAge
      return Answer(status: status, effectiveURL: url, permanentURL: moved, cache: cache)
    }
    let body = FetchOutcome.fetched(FetchedBody(bytes: [1, 2], answer: answer(200)))
    switch kind(index) {
    case .well, .own: return body
    case .unchanged: return .notModified(answer(304))
    case .cached: return .notModified(answer(304, maxAge: 20 * 3600))
    case .dies: return day < 5 ? body : unreachable
    case .flaky:
      return (5..<10).contains(day) ? .failed(FetchFailure(line: "HTTP 500", status: 500)) : body
    case .gone: return day < 8 ? body : .gone(answer(410))
    case .throttles:
      return day % 3 == 1 ? .throttled(answer(429), until: now + .seconds(7200)) : body
    case .moved:
      let target = "https://new\(index).example/feed"
      return .fetched(FetchedBody(bytes: [1], answer: answer(200, moved: target)))
    }
  }
}
