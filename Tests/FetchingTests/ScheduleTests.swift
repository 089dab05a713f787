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

@Suite("Schedule after a success")
struct ScheduleSuccessTests {
  let scene = Scene()

  /// Seconds until the next check after a body, with the reason.
  func wait(
    every interval: Duration? = nil,
    fresh: Int64? = nil,
    hints: ScheduleHints = .init(),
    posts: [Timestamp] = []
  ) throws -> (Int64, String) {
    let (state, hold) = try scene.schedule.state(
      after: scene.body(scene.answer(fresh: fresh)),
      from: FetchState(),
      of: scene.subscription(every: interval),
      recentPosts: posts,
      hints: hints,
      at: scene.now
    )
    #expect(hold == nil)
    let next = try #require(state.nextCheck)
    return ((next - scene.now).components.seconds, try #require(state.nextCheckReason))
  }

  @Test("obeys the owner's interval, however short")
  func interval() throws {
    #expect(try wait() == (3600, "interval of 1 h"))
    #expect(try wait(every: .seconds(1)) == (1, "interval of 1 s"))
    #expect(try wait(every: .seconds(86400 * 3)) == (86400 * 3, "interval of 3 d"))
  }

  @Test("waits for as long as the server or the feed asks, up to a day")
  func wishes() throws {
    var hints = ScheduleHints()
    #expect(try wait(fresh: 7200) == (7200, "the server's cache time of 2 h"))
    #expect(try wait(fresh: 60).0 == 3600)
    #expect(try wait(every: .seconds(1), fresh: 3600).0 == 3600)
    #expect(try wait(fresh: .max).0 == 86400)
    hints.interval = 4 * 3600
    #expect(try wait(hints: hints) == (4 * 3600, "the feed's own interval of 4 h"))
    #expect(try wait(fresh: 5 * 3600, hints: hints).0 == 5 * 3600)
    hints.interval = 30 * 86400
    #expect(try wait(hints: hints).0 == 86400)
    hints.interval = -5
    #expect(try wait(hints: hints).0 == 3600)
  }

  @Test("keeps out of the feed's quiet hours")
  func quiet() throws {
    var hints = ScheduleHints()
    hints.skipHours = [21, 22]
    #expect(try wait(hints: hints) == (3 * 3600, "the feed's own quiet hours"))
  }

  @Test("asks a slow feed less often, unless its owner set an interval or a short one for all")
  func adaptive() throws {
    let posts = (0..<9).map { Timestamp(scene.now.seconds - 7 * 86400 * $0) }
    #expect(try wait(posts: posts) == (4 * 3600, "a feed with a post every 7 d"))
    #expect(try wait(every: .seconds(3600), posts: posts).0 == 3600)
    var quick = scene
    quick.policy.interval = .seconds(60)
    let (state, _) = try quick.schedule.state(
      after: quick.body(quick.answer()),
      from: FetchState(),
      of: quick.subscription(),
      recentPosts: posts,
      at: quick.now
    )
    #expect(state.nextCheck == quick.now + .seconds(60))
  }

  @Test("adds a little chance for a program that is always on, and never takes any away")
  func jitter() throws {
    var always = scene
    always.policy.jitters = true
    let waits = try (0..<40).map { number in
      let (state, _) = try always.schedule.state(
        after: always.body(always.answer()),
        from: FetchState(),
        of: always.subscription(every: nil, "http://a/\(number)"),
        at: always.now
      )
      return (try #require(state.nextCheck) - always.now).components.seconds
    }
    #expect(waits.allSatisfy { (3600...3780).contains($0) })
    #expect(Set(waits).count > 10)
  }

  @Test("keeps the validators of the newest body, and drops those that the server dropped")
  func validators() throws {
    var (state, _) = try scene.schedule.state(
      after: scene.body(scene.answer(etag: "\"1\"", lastModified: "then", from: "http://b/")),
      from: FetchState(),
      of: scene.subscription(),
      at: scene.now
    )
    #expect(state.validators == Validators(etag: "\"1\"", lastModified: "then"))
    #expect(state.validatorsURL == "http://b/")
    #expect(state.lastBody == scene.now && state.bodyHash != nil)
    (state, _) = try scene.schedule.state(
      after: scene.body(scene.answer()),
      from: state,
      of: scene.subscription(),
      at: scene.now
    )
    #expect(state.validators == nil && state.validatorsURL == nil)
  }

  @Test("takes a new validator from a 304, keeps the other, and the body's date")
  func notModified() throws {
    var before = FetchState()
    before.validators = Validators(etag: "\"1\"", lastModified: "then")
    before.lastBody = Timestamp(5)
    before.freshness = 7200
    before.failures = 3
    let (state, _) = try scene.schedule.state(
      after: .notModified(scene.answer(304, etag: "\"2\"")),
      from: before,
      of: scene.subscription(),
      at: scene.now
    )
    #expect(state.validators == Validators(etag: "\"2\"", lastModified: "then"))
    #expect(state.lastBody == Timestamp(5))
    #expect(state.nextCheck == scene.now + .seconds(7200))
    #expect(state.failures == 0 && state.lastSuccess == scene.now)
  }

  @Test("remembers where permanent redirects led, and forgets it when they lead home")
  func moved() throws {
    var (state, _) = try scene.schedule.state(
      after: scene.body(scene.answer(permanent: "http://b/")),
      from: FetchState(),
      of: scene.subscription(),
      at: scene.now
    )
    #expect(state.movedTo == "http://b/")
    (state, _) = try scene.schedule.state(
      after: scene.body(scene.answer()),
      from: state,
      of: scene.subscription(),
      at: scene.now
    )
    #expect(state.movedTo == "http://b/")
    (state, _) = try scene.schedule.state(
      after: scene.body(scene.answer(permanent: "http://a/feed")),
      from: state,
      of: scene.subscription(),
      at: scene.now
    )
    #expect(state.movedTo == nil)
  }
}

@Suite("Schedule after a misfortune")
struct ScheduleFailureTests {
  let scene = Scene()

  @Test("backs off doubling up to a day, and starts afresh after a success")
  func backoff() throws {
    var state = FetchState()
    var waits: [Int64] = []
    for _ in 0..<8 {
      (state, _) = try scene.schedule.state(
        after: scene.failure,
        from: state,
        of: scene.subscription(),
        at: scene.now
      )
      waits.append((try #require(state.nextCheck) - scene.now).components.seconds / 3600)
    }
    #expect(waits == [1, 2, 4, 8, 16, 24, 24, 24])
    #expect(state.failures == 8 && state.lastError == "HTTP 500" && state.httpStatus == 500)
    (state, _) = try scene.schedule.state(
      after: scene.body(scene.answer()),
      from: state,
      of: scene.subscription(),
      at: scene.now
    )
    #expect(state.failures == 0 && state.lastError == nil)
  }

  @Test(
    "keeps the validators of the stored body over a failure, and takes none from a refused body"
  )
  func validators() throws {
    var before = FetchState()
    before.validators = Validators(etag: "\"1\"", lastModified: nil)
    before.bodyHash = 7
    let refused = scene.body(scene.answer(etag: "\"2\"", permanent: "http://b/")).refused("no feed")
    for outcome in [scene.failure, refused] {
      let (state, _) = try scene.schedule.state(
        after: outcome,
        from: before,
        of: scene.subscription(),
        at: scene.now
      )
      #expect(state.validators == before.validators && state.bodyHash == 7)
      #expect(state.movedTo == nil)
    }
  }

  @Test("forgets a new place that fails, but not for an outage of our own")
  func moved() throws {
    var before = FetchState()
    before.movedTo = "http://b/"
    let offline = FetchOutcome.failed(FetchFailure(line: "no network", looksLikeOurOutage: true))
    for (outcome, place) in [(scene.failure, nil), (offline, "http://b/")] {
      let (state, _) = try scene.schedule.state(
        after: outcome,
        from: before,
        of: scene.subscription(),
        at: scene.now
      )
      #expect(state.movedTo == place)
    }
  }

  @Test("waits as long as a throttling host asks, and does not count it as a failure")
  func throttled() throws {
    let until = scene.now + .seconds(7200)
    let (state, hold) = try scene.schedule.state(
      after: .throttled(scene.answer(429, from: "http://a:81/x"), until: until),
      from: FetchState(),
      of: scene.subscription(every: .seconds(1)),
      at: scene.now
    )
    #expect(state.nextCheck == until && state.failures == 0)
    #expect(state.nextCheckReason == "Retry-After of 2 h")
    #expect(hold?.host == "a:81" && hold?.until == until)
  }

  @Test("a short Retry-After does not undercut the interval")
  func shortRetryAfter() throws {
    let (state, _) = try scene.schedule.state(
      after: .throttled(scene.answer(429), until: scene.now + .seconds(2)),
      from: FetchState(),
      of: scene.subscription(),
      at: scene.now
    )
    #expect(state.nextCheck == scene.now + .seconds(3600))
  }

  @Test("stops a feed that is gone until it answers again")
  func gone() throws {
    var (state, _) = try scene.schedule.state(
      after: .gone(scene.answer(410)),
      from: FetchState(),
      of: scene.subscription(),
      at: scene.now
    )
    #expect(state.isGone)
    let reason = scene.schedule.skip(state, at: scene.now + .seconds(900 * 86400))
    #expect(reason?.line.hasPrefix("gone (410)") == true && reason?.until == nil)
    (state, _) = try scene.schedule.state(
      after: scene.body(scene.answer()),
      from: state,
      of: scene.subscription(),
      at: scene.now
    )
    #expect(!state.isGone)
  }

  @Test("an outage of our own leaves the feed as it was, to be asked in the next run")
  func outage() throws {
    var before = FetchState()
    before.failures = 2
    before.nextCheck = Timestamp(5)
    let offline = FetchOutcome.failed(FetchFailure(line: "no network", looksLikeOurOutage: true))
    let (after, _) = try scene.schedule.state(
      after: offline,
      from: before,
      of: scene.subscription(),
      at: scene.now
    )
    #expect(after.wasUnreachable && after.failures == 3)
    let state = Schedule.outage(after, before: before, at: scene.now)
    #expect(state.failures == 2 && state.nextCheck == Timestamp(5))
    #expect(state.lastError == "no network")
  }

  @Test("giving up ourselves changes nothing")
  func cancelled() throws {
    var before = FetchState()
    before.failures = 2
    let (state, hold) = try scene.schedule.state(
      after: .cancelled,
      from: before,
      of: scene.subscription(),
      at: scene.now
    )
    #expect(state == before && hold == nil)
  }
}

@Suite("Schedule.skip")
struct ScheduleSkipTests {
  let scene = Scene()

  func state(_ change: (inout FetchState) -> Void) -> FetchState {
    var state = FetchState()
    change(&state)
    return state
  }

  @Test("asks a feed that was never asked, and one whose time has come")
  func due() {
    #expect(scene.schedule.skip(FetchState(), at: scene.now) == nil)
    #expect(scene.schedule.skip(state { $0.nextCheck = scene.now }, at: scene.now) == nil)
  }

  @Test("says until when and why a feed is left alone")
  func notDue() {
    let waiting = state {
      $0.nextCheck = scene.now + .seconds(1800)
      $0.nextCheckReason = "the server's cache time of 2 h"
    }
    let reason = scene.schedule.skip(waiting, at: scene.now)
    #expect(reason?.until == scene.now + .seconds(1800))
    #expect(
      reason?.line
        == "not due until 2026-11-22T20:30:00Z: the server's cache time of 2 h"
    )
  }

  @Test("leaves a feed alone while its whole host asked for it")
  func hold() {
    let hold = HostHold(host: "a", until: scene.now + .seconds(60), reason: "HTTP 429")
    #expect(
      scene.schedule.skip(FetchState(), hold: hold, at: scene.now)?.line
        == "a asked to wait until 2026-11-22T20:01:00Z: HTTP 429"
    )
    #expect(scene.schedule.skip(FetchState(), hold: hold, at: hold.until) == nil)
  }

  @Test("does not miss an hourly job by a second, except where a server or a failure set the time")
  func slack() {
    var waiting = state { $0.nextCheck = scene.now + .seconds(60) }
    #expect(scene.schedule.skip(waiting, at: scene.now) == nil)
    #expect(scene.schedule.skip(waiting, at: scene.now - .seconds(1)) != nil)
    waiting.serverFloor = waiting.nextCheck
    #expect(scene.schedule.skip(waiting, at: scene.now) != nil)
    waiting.serverFloor = nil
    waiting.failures = 1
    #expect(scene.schedule.skip(waiting, at: scene.now) != nil)
  }

  @Test("follows an interval that became shorter, but not below what the server asked for")
  func shorter() throws {
    var waiting = state {
      $0.lastAttempt = scene.now - .seconds(900)
      $0.nextCheck = scene.now + .seconds(40000)
    }
    let quick = try scene.subscription(every: .seconds(600))
    #expect(scene.schedule.skip(waiting, of: quick, at: scene.now) == nil)
    waiting.serverFloor = scene.now + .seconds(300)
    #expect(
      scene.schedule.skip(waiting, of: quick, at: scene.now)?.until == scene.now + .seconds(300)
    )
  }

  @Test("is not silenced for years by a clock that was wrong once")
  func clock() {
    let future = scene.now + .seconds(400 * 86400)
    let waiting = state { $0.nextCheck = future }
    let hold = HostHold(host: "a", until: future, reason: "HTTP 429")
    #expect(scene.schedule.skip(waiting, hold: hold, at: scene.now) == nil)
  }
}
