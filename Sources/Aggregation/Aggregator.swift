import Fetching
import JSONText
import Synchronization
package import Storage
package import Syndication

/// One run: plan, fetch side by side, read, classify, record, report.
///
/// The body of the task group is the single writer. A child is the whole journey of one feed; what
/// it brings is laid down under a lock, and whatever lies there when the writer comes is recorded
/// in one transaction. So a busy run writes many feeds at a time, and a quiet one writes each feed
/// as it arrives; a kill loses only feeds that were not reported done.
package struct Aggregator: Sendable {
  private let store: Store
  private let fetcher: Fetcher
  private let harvester: Harvester
  private let policy: FetchPolicy
  private let outbox: [OutboxTarget]

  /// Creates an aggregator over an open store.
  package init(store: Store, settings: RunSettings) throws(SetupError) {
    self.store = store
    harvester = try settings.harvester()
    policy = settings.policy
    outbox = settings.outbox
    fetcher = Fetcher(policy: settings.policy)
  }

  /// Ends the fetching thread; the aggregator is not used after it.
  package func close() { fetcher.stop() }

  /// Makes one pass over `subscriptions`; with `force` the schedule is ignored.
  ///
  /// The wall `clock` is asked at the beginning, which is the run's `now`, and at the end;
  /// `progress` is called on the writer's turn after each feed. With `isOnline` the network is known
  /// to be there, so that a failure to reach anybody counts against the feed.
  package func run(
    _ subscriptions: [Subscription],
    force: Bool = false,
    isOnline: Bool = false,
    control: RunControl = RunControl(),
    clock: @Sendable () -> Timestamp,
    progress: (RunProgress) -> Void = { _ in }
  ) async throws(StoreError) -> RunReport {
    let now = clock()
    let plan = try store.plan(for: subscriptions.map(\.url))
    var pass = RunPass(
      subscriptions,
      plan: plan,
      force: force,
      isOnline: isOnline,
      schedule: Schedule(policy: policy),
      now: now
    )
    var gate = HostGate(
      pass.due.map { pass.address(of: $0) },
      perHost: policy.perHost,
      concurrency: policy.concurrency
    )
    let arrivals = Arrivals()
    let (fetcher, harvester) = (self.fetcher, self.harvester)
    var failure: StoreError? = nil

    await withTaskGroup(of: Void.self) { group in
      while failure == nil {
        if control.isStopped { gate.stop() }
        switch gate.next() {
        case .start(let position):
          let index = pass.due[position]
          let (subscription, state, posts) = pass.journey(index)
          group.addTask {
            let start = ContinuousClock.now
            let outcome = await fetcher.outcome(
              for: FetchRequest(feed: subscription.url, state: state),
              now: now
            )
            var harvest = harvester.harvest(
              outcome,
              of: subscription,
              from: state,
              recentPosts: posts,
              at: now
            )
            // A failure has no answer that would say how long it took.
            if harvest.status == .failed { harvest.took = ContinuousClock.now - start }
            arrivals.add(position, harvest)
          }
        case .wait:
          await group.next()
          for (position, harvest) in arrivals.taken() {
            gate.ended(position)
            var harvest = harvest
            if let hold = harvest.hold, let dropped = gate.hold(hold.host) {
              for position in dropped { pass.hold(pass.due[position], by: hold) }
            } else {
              // Meant for this feed alone: its own state says when to come back.
              harvest.hold = nil
            }
            pass.take(pass.due[position], harvest)
          }
          do throws(StoreError) {
            try pass.record(in: store, telling: outbox, at: now)
          } catch {
            failure = error
          }
          progress(pass.progress)
        case .done:
          return
        }
      }
      group.cancelAll()
    }
    if let failure { throw failure }
    try pass.recordDeferred(in: store, at: now)
    var report = pass.report(finished: clock())
    report.wasStopped = control.isStopped
    try store.recordRun(JSONWriter().string(report.json), at: report.finished)
    return report
  }
}

/// What the journeys brought and the writer has not yet taken.
private final class Arrivals: Sendable {
  private let lying = Mutex<[(position: Int, harvest: Harvest)]>([])

  /// Lays down what a journey brought; any thread.
  func add(_ position: Int, _ harvest: Harvest) {
    lying.withLock { $0.append((position, harvest)) }
  }

  /// Everything that lies there, which is then gone.
  func taken() -> [(position: Int, harvest: Harvest)] {
    lying.withLock { lying in
      defer { lying.removeAll(keepingCapacity: true) }
      return lying
    }
  }
}
