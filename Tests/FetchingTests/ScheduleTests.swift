import Fetching
import Syndication
import Testing

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
