import Aggregation
import Fetching
import Storage
import Syndication
import Testing

@Suite struct WakePlanTests {
  private static let start = Duration.seconds(1_795_500_000)

  private func schedule(interval: Duration = .seconds(3600)) -> Schedule {
    var policy = FetchPolicy(userAgent: "tieup/test")
    (policy.interval, policy.jitters) = (interval, true)
    return Schedule(policy: policy)
  }

  private func feed(_ name: String) throws -> Subscription {
    Subscription(url: try #require(FeedURL("https://\(name).example/feed")))
  }

  /// A plan in which the feed was asked at `last` and is due at `next`, in seconds from the start.
  private func plan(_ feed: Subscription, last: Int64, next: Int64) -> RunPlan {
    var state = FetchState()
    let zero = Timestamp(Self.start.components.seconds)
    state.lastAttempt = zero + .seconds(last)
    state.nextCheck = zero + .seconds(next)
    var plan = RunPlan()
    plan.states[feed.url] = state
    return plan
  }

  @Test("a feed never asked is due at once, a planned one to the second")
  func due() throws {
    let feed = try feed("a")
    let wakes = WakePlan()
    let new = wakes.turn(
      [feed],
      plan: RunPlan(),
      schedule: schedule(),
      wall: Self.start,
      ticks: .zero
    )
    #expect(new.due == [feed])

    let wall = Self.start + .milliseconds(250)
    let later = wakes.turn(
      [feed],
      plan: plan(feed, last: 0, next: 3600),
      schedule: schedule(),
      wall: wall,
      ticks: .zero
    )
    #expect(later.due.isEmpty)
    #expect(later.wait == .milliseconds(3_599_750))
  }

  @Test("a feed whose move met that of one that is due is asked with it")
  func companions() throws {
    let (first, second, other) = (try feed("a"), try feed("b"), try feed("c"))
    var plan = plan(first, last: 0, next: 0)
    plan.states[second.url] = self.plan(second, last: 0, next: 1800).states[second.url]
    plan.states[other.url] = self.plan(other, last: 0, next: 1800).states[other.url]
    plan.states[first.url]?.movedTo = "https://new.example/feed"
    plan.states[second.url]?.movedTo = "https://NEW.example/feed#top"
    let turn = WakePlan().turn(
      [first, second, other],
      plan: plan,
      schedule: schedule(),
      wall: Self.start,
      ticks: .zero
    )
    #expect(turn.due == [first, second])
  }

  @Test("a clock that is set back or ahead changes nothing for what was planned before it")
  func jumps() throws {
    let feed = try feed("a")
    for jump in [-7200, 7200, -86400 * 300, 86400 * 300] as [Int64] {
      var wakes = WakePlan()
      #expect(wakes.look(wall: Self.start, ticks: .zero) == nil)
      let wall = Self.start + .seconds(jump + 60)
      #expect(wakes.look(wall: wall, ticks: .seconds(60)) == .seconds(jump))
      let turn = wakes.turn(
        [feed],
        plan: plan(feed, last: 0, next: 3600),
        schedule: schedule(),
        wall: wall,
        ticks: .seconds(60)
      )
      #expect(turn.due.isEmpty)
      #expect(turn.wait == .seconds(3540))
    }
  }

  @Test("a machine that slept is no clock that was set: what is overdue is asked once, at once")
  func sleep() throws {
    let feed = try feed("a")
    var wakes = WakePlan()
    _ = wakes.look(wall: Self.start, ticks: .zero)
    let (wall, ticks) = (Self.start + .seconds(8 * 3600), Duration.seconds(8 * 3600))
    #expect(wakes.look(wall: wall, ticks: ticks) == nil)
    let plan = plan(feed, last: 0, next: 3600)
    let turn = wakes.turn([feed], plan: plan, schedule: schedule(), wall: wall, ticks: ticks)
    #expect(turn.due == [feed])
    _ = wakes.started([feed], ticks: ticks)
    let again = wakes.turn([feed], plan: plan, schedule: schedule(), wall: wall, ticks: ticks)
    #expect(again.due.isEmpty)
  }

  @Test("when nobody can be reached, tries come ever more seldom, and at once when somebody is")
  func outage() throws {
    let (dead, well) = (try feed("dead"), try feed("well"))
    var wakes = WakePlan()
    var ticks = Duration.zero
    var waits: [Duration] = []
    func turn() -> WakePlan.Turn {
      wakes.turn(
        [dead],
        plan: RunPlan(),
        schedule: schedule(),
        wall: Self.start + ticks,
        ticks: ticks
      )
    }
    var suspect = RunReport.Result(feed: dead.url.text, title: "", status: .failed)
    suspect.isSuspect = true
    let zero = Timestamp(0)
    for _ in 0..<8 {
      let number = wakes.started([dead], ticks: ticks)
      wakes.ended(
        [dead],
        pass: number,
        RunReport(started: zero, finished: zero, results: [suspect]),
        ticks: ticks
      )
      #expect(wakes.isOffline)
      let wait = try #require(turn().wait)
      waits.append(wait)
      ticks += wait
      #expect(turn().due == [dead])
    }
    #expect(waits == [5, 10, 20, 40, 80, 160, 300, 300].map { .seconds($0) })

    _ = wakes.started([dead], ticks: ticks)
    let number = wakes.started([well], ticks: ticks)
    var report = RunReport(
      started: zero,
      finished: zero,
      results: [.init(feed: well.url.text, title: "", status: .ok)]
    )
    report.reachedSomebody = true
    wakes.ended([well], pass: number, report, ticks: ticks)
    #expect(!wakes.isOffline)
    #expect(wakes.isOnline(ticks: ticks))
    #expect(!wakes.isOnline(ticks: ticks + .seconds(11)))
  }

  @Test("a feed that is through is asked again while others of its pass still hang")
  func overlap() throws {
    let (quick, slow) = (try feed("quick"), try feed("slow"))
    var wakes = WakePlan()
    let first = wakes.started([quick, slow], ticks: .zero)
    wakes.settled([quick.url], pass: first)
    let turn = wakes.turn(
      [quick, slow],
      plan: RunPlan(),
      schedule: schedule(),
      wall: Self.start + .seconds(1),
      ticks: .seconds(1)
    )
    #expect(turn.due == [quick])
    // The first pass's end must not take the feed out of the second's hands.
    _ = wakes.started([quick], ticks: .seconds(1))
    wakes.ended([quick, slow], pass: first, nil, ticks: .seconds(2))
    #expect(wakes.active == 1)
  }
}
