package import Fetching
package import Storage
package import Syndication

/// When the daemon asks which feeds: a value without I/O; times are arguments.
///
/// Wall time (`wall`, since 1970) is what schedules are written in; ticks (`ticks`, since any
/// start) never jump and count sleep. Where the two disagree somebody has set the clock, and what
/// was planned by the old one is read by the old one.
package struct WakePlan: Sendable {
  /// What to do now, and how long to wait after that.
  package struct Turn: Sendable {
    /// The feeds to ask now.
    package var due: [Subscription] = []
    /// How long until the next feed is due; nil when none will ever be.
    package var wait: Duration?
  }

  /// A difference between the clocks below this is drift, which schedules do not notice.
  private static let leastJump = Duration.seconds(5)
  /// How long a reached server proves that the network is there.
  private static let proofHolds = Duration.seconds(10)
  /// The longest wait between two tries when nobody can be reached.
  private static let longestOutageWait: Int64 = 300

  private var last: (wall: Duration, ticks: Duration)?
  /// How many seconds the clock was set back in all.
  private var setBack: Int64 = 0
  private var marks: [FeedURL: Mark] = [:]
  /// How many passes were begun.
  private var passes = 0
  /// How many feeds are being asked.
  package private(set) var active = 0
  /// Until when feeds that could not be reached when nobody could are left alone.
  private var suspectsUntil = Duration.zero
  private var outages = 0
  private var reachedAt: Duration?

  /// What is known of a feed that was asked.
  private struct Mark {
    /// The pass that is asking it; nil when none is.
    var pass: Int?
    /// What `setBack` was when it was last asked.
    var setBack: Int64 = 0
    /// It could not be reached when nobody could.
    var isSuspect = false
    /// Before this tick it is not asked again, whatever its plan says.
    var notBefore = Duration.zero
  }

  /// Begins with nothing known.
  package init() {}

  /// Whether the last tries reached nobody at all.
  package var isOffline: Bool { outages > 0 }

  /// Looks at both clocks; answers by how much the wall clock was set ahead (or back, negative)
  /// since the last look, nil when it was not.
  package mutating func look(wall: Duration, ticks: Duration) -> Duration? {
    defer { last = (wall, ticks) }
    guard let last else { return nil }
    let jump = (wall - last.wall) - (ticks - last.ticks)
    guard jump >= Self.leastJump || jump <= .zero - Self.leastJump else { return nil }
    setBack -= jump.components.seconds
    return jump
  }

  /// Which of `subscriptions` are due, by what the store knows of them.
  package func turn(
    _ subscriptions: [Subscription],
    plan: RunPlan,
    schedule: Schedule,
    wall: Duration,
    ticks: Duration
  ) -> Turn {
    var turn = Turn()
    var waiting: [Subscription] = []
    let holds = Dictionary(plan.holds.map { ($0.host, $0) }, uniquingKeysWith: { $1 })
    let fraction = wall - .seconds(wall.components.seconds)
    func wait(_ duration: Duration) { turn.wait = min(turn.wait ?? duration, duration) }
    for subscription in subscriptions {
      let url = subscription.url
      let mark = marks[url] ?? Mark()
      guard mark.pass == nil else { continue }
      let earliest = max(mark.notBefore, mark.isSuspect ? suspectsUntil : .zero)
      if earliest > ticks {
        wait(earliest - ticks)
        continue
      }
      let state = plan.state(of: url)
      // The moment by the clock that the feed's plan was made with.
      let now = Timestamp(wall.components.seconds + setBack - mark.setBack)
      let hold =
        holds.isEmpty ? nil : HostGate.host(of: state.movedTo ?? url.text).flatMap { holds[$0] }
      switch schedule.turn(state, hold: hold, of: subscription, at: now) {
      case .now: turn.due.append(subscription)
      case .never: break
      case .held(let until): wait(max(.milliseconds(1), (until - now) - fraction))
      case .planned(let until):
        wait(max(.milliseconds(1), (until - now) - fraction))
        if hold == nil { waiting.append(subscription) }
      }
    }
    if !turn.due.isEmpty { turn.due += Self.companions(of: turn.due, among: waiting, plan) }
    return turn
  }

  /// Those of `waiting` that are asked at the same address as one of `due`, and are asked with it.
  private static func companions(
    of due: [Subscription],
    among waiting: [Subscription],
    _ plan: RunPlan
  ) -> [Subscription] {
    let all = due + waiting
    let sharing = SharedPlace.sharing(
      Array(due.indices),
      waiting: Array(all.indices[due.count...]),
      of: all,
      plan
    )
    return sharing.companions.values.joined().filter { $0 >= due.count }.sorted().map { all[$0] }
  }

  /// Whether the network is known to be there, so that a failure is the feed's own.
  package func isOnline(ticks: Duration) -> Bool {
    reachedAt.map { ticks - $0 <= Self.proofHolds } ?? false
  }

  /// These feeds are being asked from now on; answers the number of the pass.
  package mutating func started(_ feeds: [Subscription], ticks: Duration) -> Int {
    passes += 1
    for feed in feeds {
      var mark = marks[feed.url] ?? Mark()
      if mark.pass == nil { active += 1 }
      (mark.pass, mark.setBack) = (passes, setBack)
      // Whatever comes of it, no feed is asked twice within a second.
      mark.notBefore = ticks + .seconds(1)
      marks[feed.url] = mark
    }
    return passes
  }

  /// What came of these feeds is stored, while others of their pass are still being asked.
  package mutating func settled(_ feeds: [FeedURL], pass: Int) {
    for feed in feeds where marks[feed]?.pass == pass {
      marks[feed]?.pass = nil
      marks[feed]?.isSuspect = false
      active -= 1
    }
  }

  /// What came of a pass over `feeds`; nil when the store failed, which the caller waits for.
  package mutating func ended(
    _ feeds: [Subscription],
    pass: Int,
    _ report: RunReport?,
    ticks: Duration
  ) {
    for (index, feed) in feeds.enumerated() where marks[feed.url]?.pass == pass {
      marks[feed.url]?.pass = nil
      active -= 1
      guard let result = report?.results[index] else { continue }
      if result.status == .skipped { marks[feed.url]?.notBefore = ticks + .seconds(5) }
      marks[feed.url]?.isSuspect = result.isSuspect
    }
    guard let report else { return }
    if report.reachedSomebody {
      (outages, reachedAt) = (0, ticks)
      // Now it can be told whose fault it was.
      suspectsUntil = ticks
    } else if report.results.contains(where: \.isSuspect), suspectsUntil <= ticks {
      outages += 1
      suspectsUntil =
        ticks + .seconds(min(Self.longestOutageWait, 5 << Int64(min(outages - 1, 10))))
    }
  }

  /// Forgets feeds that are no longer subscribed.
  package mutating func keep(_ subscriptions: [Subscription]) {
    let urls = Set(subscriptions.map(\.url))
    marks = marks.filter { urls.contains($0.key) || $0.value.pass != nil }
  }
}
