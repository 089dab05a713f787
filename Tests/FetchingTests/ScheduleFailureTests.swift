import Fetching
import Syndication
import Testing

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

  @Test("waits as long as a failing server asked, and never shorter than after any failure")
  func asked() throws {
    for (asked, wait) in [(Int64(7200), Int64(7200)), (60, 3600)] {
      let outcome = FetchOutcome.failed(
        FetchFailure(line: "HTTP 502", status: 502, retryAfter: .seconds(asked))
      )
      let (state, _) = try scene.schedule.state(
        after: outcome,
        from: FetchState(),
        of: scene.subscription(),
        at: scene.now
      )
      #expect(state.nextCheck == scene.now + .seconds(wait))
      #expect(state.serverFloor == scene.now + .seconds(asked) && state.failures == 1)
    }
  }

  @Test(
    "asks without a condition where a server takes offence at one",
    arguments: [(400, true), (412, true), (431, true), (404, false), (500, false)]
  )
  func offence(_ status: Int, _ forgets: Bool) throws {
    var before = FetchState()
    before.validators = Validators(etag: "\"1\"", lastModified: nil)
    let (state, _) = try scene.schedule.state(
      after: .failed(FetchFailure(line: "no", status: status)),
      from: before,
      of: scene.subscription(),
      at: scene.now
    )
    #expect((state.validators == nil) == forgets)
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

  @Test("a host that puts off again and again is asked ever more rarely, once a day at the least")
  func putOffAgain() throws {
    var state = FetchState()
    var now = scene.now
    var waits: [Int64] = []
    for _ in 0..<20 {
      (state, _) = try scene.schedule.state(
        after: .throttled(scene.answer(429), until: now + .seconds(1)),
        from: state,
        of: scene.subscription(every: .seconds(1)),
        at: now
      )
      let next = try #require(state.nextCheck)
      waits.append((next - now).components.seconds)
      now = next
    }
    #expect(waits.prefix(5) == [1, 2, 4, 8, 16] && waits.last == 86400)
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
