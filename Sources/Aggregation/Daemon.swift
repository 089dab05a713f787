package import Storage
import Syndication

/// `run`, always on: the same passes of `Aggregator`, made when a feed is due.
///
/// Passes may overlap, so that a feed which hangs holds up no other; the store's one writer puts
/// their transactions in a row. Everything lives in one task group and ends with it.
package final class Daemon: Sendable {
  private enum Event: Sendable {
    case tick(at: Duration)
    case passEnded([Subscription], pass: Int, Result<RunReport, StoreError>)
    /// What came of some of a pass's feeds is stored, stories to tell of among it or not.
    case settled([FeedURL], pass: Int, isNews: Bool)
    case round(String, Result<Courier.Round, StoreError>)
    case reload
    case stop
  }

  /// feeds.yml, the clock and the watchdog are looked at this often at least.
  private static let longestSleep = Duration.seconds(2)
  /// The most passes at a time; each may have many feeds.
  private static let mostPasses = 64
  /// How long a store that is busy or full is left alone.
  private static let storePause = Duration.seconds(15)

  private let store: Store
  private let clock: any DaemonClock
  private let load: @Sendable (_ isAsked: Bool) -> DaemonLoad
  private let tell: @Sendable (DaemonNews) -> Void
  private let control = RunControl()
  private let events: AsyncStream<Event>
  private let post: AsyncStream<Event>.Continuation

  /// Creates a daemon; `load` reads feeds.yml when it was changed or when that is asked for.
  package init(
    store: Store,
    clock: any DaemonClock,
    load: @escaping @Sendable (_ isAsked: Bool) -> DaemonLoad,
    tell: @escaping @Sendable (DaemonNews) -> Void
  ) {
    (self.store, self.clock, self.load, self.tell) = (store, clock, load, tell)
    (events, post) = AsyncStream.makeStream()
  }

  /// Asks the daemon to finish what is in hand and end; any thread.
  package func stop() {
    control.stop()
    post.yield(.stop)
  }

  /// Asks the daemon to read feeds.yml again; any thread.
  package func reload() { post.yield(.reload) }

  /// Runs until `stop`, or until the task is cancelled, which also breaks off what is in hand.
  package func run(_ setup: DaemonSetup) async throws(StoreError) {
    var watch = Watch(setup: setup)
    watch.plan = try store.plan(for: setup.subscriptions.map(\.url))
    watch.wanted = Set(setup.courier.targets.map(\.key))
    tell(.ready(feeds: setup.subscriptions.count))
    var failure: StoreError?
    await withDiscardingTaskGroup { group in
      do throws(StoreError) {
        try turn(&watch, &group)
        for await event in events {
          try take(event, &watch)
          if watch.isStopping, watch.isIdle { break }
          try turn(&watch, &group)
        }
      } catch {
        failure = error
      }
      group.cancelAll()
    }
    if let failure { throw failure }
  }

  /// What the loop knows between two events.
  private struct Watch {
    var setup: DaemonSetup
    var plan = RunPlan()
    var wakes = WakePlan()
    var passes = 0
    /// The earliest tick that is already waited for.
    var alarm: Duration?
    var pausedUntil = Duration.zero
    var delivering: Set<String> = [], wanted: Set<String> = []
    var nextDelivery: [String: Duration] = [:]
    var isStopping = false

    var isIdle: Bool { passes == 0 && delivering.isEmpty }
  }

  private func take(_ event: Event, _ watch: inout Watch) throws(StoreError) {
    switch event {
    case .tick(let moment): if watch.alarm == moment { watch.alarm = nil }
    case .settled(let feeds, let pass, let isNews):
      watch.wakes.settled(feeds, pass: pass)
      watch.plan = try store.plan(for: watch.setup.subscriptions.map(\.url))
      if isNews { watch.wanted = Set(watch.setup.courier.targets.map(\.key)) }
    case .reload: try reload(&watch, isAsked: true)
    case .stop:
      if !watch.isStopping { tell(.stopping) }
      watch.isStopping = true
    case .passEnded(let feeds, let pass, let result):
      watch.passes -= 1
      switch result {
      case .success(let report):
        watch.wakes.ended(feeds, pass: pass, report, ticks: clock.ticks)
        watch.plan = try store.plan(for: watch.setup.subscriptions.map(\.url))
        tell(.passEnded(report))
      case .failure(let error):
        watch.wakes.ended(feeds, pass: pass, nil, ticks: clock.ticks)
        try pause(error, &watch)
      }
    case .round(let target, let result):
      watch.delivering.remove(target)
      switch result {
      case .success(let round):
        watch.nextDelivery[target] = round.nextTry.map { next in
          clock.ticks + max(.milliseconds(100), .seconds(next.seconds) - clock.wall)
        }
        if round != Courier.Round() { tell(.delivered(target: target, round)) }
      case .failure(let error):
        watch.nextDelivery[target] = clock.ticks + Self.storePause
        try pause(error, &watch)
      }
    }
  }

  /// Waits for a store that is busy or full; anything worse ends the daemon.
  private func pause(_ error: StoreError, _ watch: inout Watch) throws(StoreError) {
    switch error {
    case .busy, .full: tell(.storeFailed(error))
    default: throw error
    }
    watch.pausedUntil = clock.ticks + Self.storePause
  }

  private func reload(_ watch: inout Watch, isAsked: Bool) throws(StoreError) {
    let loaded = load(isAsked)
    if case .unchanged = loaded { return }
    tell(.reloading)
    switch loaded {
    case .unchanged: break
    case .mistake(let line): tell(.refused(line))
    case .setup(let setup):
      // Passes in hand end with the aggregator that they began with.
      watch.setup = setup
      watch.wakes.keep(setup.subscriptions)
      watch.plan = try store.plan(for: setup.subscriptions.map(\.url))
      watch.wanted = Set(setup.courier.targets.map(\.key))
      tell(.reloaded(feeds: setup.subscriptions.count))
    }
  }

  /// Starts what is due and sees to it that somebody wakes us for the next.
  private func turn(
    _ watch: inout Watch,
    _ group: inout DiscardingTaskGroup
  ) throws(StoreError) {
    guard !watch.isStopping else { return }
    try store.requireItsPlace()
    try reload(&watch, isAsked: false)
    let (wall, ticks) = (clock.wall, clock.ticks)
    if let jump = watch.wakes.look(wall: wall, ticks: ticks) { tell(.clockSet(jump)) }
    deliver(&watch, &group, ticks)

    let turn = watch.wakes.turn(
      watch.setup.subscriptions,
      plan: watch.plan,
      schedule: watch.setup.schedule,
      wall: wall,
      ticks: ticks
    )
    var wait = min(Self.longestSleep, turn.wait ?? Self.longestSleep)
    if !turn.due.isEmpty, watch.pausedUntil <= ticks, watch.passes < Self.mostPasses {
      start(turn.due, &watch, &group, ticks)
    }
    for (target, moment) in watch.nextDelivery where !watch.delivering.contains(target) {
      wait = min(wait, max(.milliseconds(1), moment - ticks))
    }
    tell(
      .turn(
        active: watch.wakes.active,
        next: turn.due.isEmpty ? turn.wait : .zero,
        isOffline: watch.wakes.isOffline
      )
    )
    let moment = ticks + wait
    guard watch.alarm.map({ moment < $0 }) ?? true else { return }
    watch.alarm = moment
    group.addTask { [clock, post] in
      await clock.sleep(for: wait)
      post.yield(.tick(at: moment))
    }
  }

  private func start(
    _ due: [Subscription],
    _ watch: inout Watch,
    _ group: inout DiscardingTaskGroup,
    _ ticks: Duration
  ) {
    let isOnline = watch.wakes.isOnline(ticks: ticks)
    let pass = watch.wakes.started(due, ticks: ticks)
    watch.passes += 1
    tell(.passStarted(feeds: due.count))
    group.addTask { [clock, post, control, aggregator = watch.setup.aggregator] in
      var told = 0
      do throws(StoreError) {
        let report = try await aggregator.run(
          due,
          force: true,
          isOnline: isOnline,
          control: control,
          clock: { Timestamp(clock.wall.components.seconds) },
          progress: { progress in
            // At once, not when the slowest feed of the pass is through.
            guard !progress.settled.isEmpty else { return }
            let isNews = progress.stories > told
            post.yield(.settled(progress.settled, pass: pass, isNews: isNews))
            told = progress.stories
          }
        )
        post.yield(.passEnded(due, pass: pass, .success(report)))
      } catch {
        post.yield(.passEnded(due, pass: pass, .failure(error)))
      }
    }
  }

  /// Starts a round to each target that something is owed to.
  private func deliver(
    _ watch: inout Watch,
    _ group: inout DiscardingTaskGroup,
    _ ticks: Duration
  ) {
    for target in watch.setup.courier.targets.map(\.key) where !watch.delivering.contains(target) {
      let isTime = watch.nextDelivery[target].map { $0 <= ticks } ?? false
      guard isTime || watch.wanted.contains(target) else { continue }
      watch.wanted.remove(target)
      watch.nextDelivery[target] = nil
      watch.delivering.insert(target)
      group.addTask { [clock, post, control, courier = watch.setup.courier] in
        do throws(StoreError) {
          let round = try await courier.deliver(
            to: target,
            clock: { Timestamp(clock.wall.components.seconds) },
            isOver: { control.isStopped }
          )
          post.yield(.round(target, .success(round)))
        } catch {
          post.yield(.round(target, .failure(error)))
        }
      }
    }
  }
}
