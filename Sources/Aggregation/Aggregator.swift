import Fetching
import JSONText
import Synchronization
package import Storage
package import Syndication

/// One run: plan, fetch side by side, read, classify, record, report.
///
/// A child of the task group is the whole journey of one feed; what it brings is laid down under a
/// lock. The body decides who starts and what is recorded: one transaction at a time, in a child of
/// its own, so that the network is never kept waiting by the disk. A busy run writes many feeds at a
/// time, and a quiet one writes each feed a moment after it arrived. When writing falls behind,
/// nothing new starts, so that what waits in memory stays small.
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
  /// `progress` is called after each transaction. With `isOnline` the network is known
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

    await withTaskGroup(of: Event.self) { group in
      var isWriting = false
      var isResting = false
      var hasRested = false
      while failure == nil {
        if control.isStopped { gate.stop() }
        let step = pass.isFull ? .wait : gate.next()
        if case .start(let position) = step {
          let journeys = pass.journeys(pass.due[position])
          group.addTask {
            let start = ContinuousClock.now
            var harvests: [(index: Int, harvest: Harvest)] = []
            var answered: (outcome: FetchOutcome, state: FetchState)?
            for journey in journeys {
              let request = FetchRequest(feed: journey.subscription.url, state: journey.state)
              let outcome: FetchOutcome
              if let answered, answered.outcome.tells(of: journey.state, asked: answered.state) {
                outcome = answered.outcome
              } else {
                outcome = await fetcher.outcome(for: request, now: now)
              }
              answered = answered ?? (outcome, journey.state)
              var harvest = harvester.harvest(
                outcome,
                of: journey.subscription,
                from: journey.state,
                recentPosts: journey.recentPosts,
                at: now
              )
              // A failure has no answer that would say how long it took.
              if harvest.status == .failed { harvest.took = ContinuousClock.now - start }
              harvests.append((journey.index, harvest))
            }
            arrivals.add(position, harvests)
            return .arrived
          }
          continue
        }
        if !isWriting, let batch = pass.batch(ofAnySize: hasRested || step == .done) {
          (isWriting, hasRested) = (true, false)
          group.addTask { [store, outbox] in
            do throws(StoreError) {
              return .recorded(
                batch,
                try store.record(batch.harvests, telling: outbox, at: now)
              )
            } catch {
              return .failed(error)
            }
          }
        }
        if step == .done, !isWriting { break }
        if !isWriting, !isResting, pass.hasPending {
          isResting = true
          group.addTask {
            try? await Task.sleep(for: Self.rest)
            return .rested
          }
        }
        switch await group.next() {
        case .arrived:
          for (position, harvests) in arrivals.taken() {
            gate.ended(position)
            for (number, (index, harvest)) in harvests.enumerated() {
              var harvest = harvest
              // The others have the very same answer: it is one word of the host, not several.
              if number == 0, let hold = harvest.hold, let dropped = gate.hold(hold.host) {
                for position in dropped { pass.hold(pass.due[position], by: hold) }
              } else {
                // Meant for this feed alone: its own state says when to come back.
                harvest.hold = nil
              }
              pass.take(index, harvest)
            }
          }
        case .rested:
          (isResting, hasRested) = (false, true)
        case .recorded(let batch, let report):
          isWriting = false
          pass.recorded(batch, report)
          progress(pass.progress)
        case .failed(let error):
          failure = error
        case nil:
          break
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

  /// How long a little waits for more before it is recorded.
  private static let rest = Duration.milliseconds(50)
}

/// What the body of a run waits for.
private enum Event: Sendable {
  /// Something was laid down by a journey.
  case arrived
  /// The moment for which a little waits for more is over.
  case rested
  /// A transaction is through, or broke off.
  case recorded(RunPass.Batch, RecordReport), failed(StoreError)
}

/// What the journeys brought and the writer has not yet taken.
private final class Arrivals: Sendable {
  /// What one request brought for the feeds that take its answer.
  typealias Arrival = (position: Int, harvests: [(index: Int, harvest: Harvest)])

  private let lying = Mutex<[Arrival]>([])

  /// Lays down what a journey brought; any thread.
  func add(_ position: Int, _ harvests: [(index: Int, harvest: Harvest)]) {
    lying.withLock { $0.append((position, harvests)) }
  }

  /// Everything that lies there, which is then gone.
  func taken() -> [Arrival] {
    lying.withLock { lying in
      defer { lying.removeAll(keepingCapacity: true) }
      return lying
    }
  }
}
