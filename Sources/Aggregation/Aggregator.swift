import Fetching
import Synchronization
package import Storage
package import Syndication

/// One run: plan, fetch side by side, read, classify, record, report.
///
/// A child of the task group fetches, another reads what came, and what they bring is laid down under
/// a lock. The body decides who starts, what is read and what is recorded: one transaction at a time,
/// in a child of its own. So the network is kept waiting neither by the disk nor by the reading. A
/// busy run writes many feeds at a time, and a quiet one writes each feed a moment after it arrived.
/// When reading or writing falls behind, nothing new starts, so that what waits in memory stays small.
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
      var unread = ReadingQueue()
      while failure == nil {
        if control.isStopped { gate.stop() }
        let step = pass.isFull(besides: unread.bytes) ? .wait : gate.next()
        if case .start(let position) = step {
          let journeys = pass.journeys(pass.due[position])
          group.addTask {
            let fetched = await Fetched(position, journeys, by: fetcher, now: now)
            if fetched.bytes != nil {
              arrivals.add(.fetched(fetched))
            } else {
              arrivals.add(.answered(position, fetched.harvests(by: harvester, now: now)))
            }
            return .arrived
          }
          continue
        }
        if let fetched = unread.next() {
          group.addTask {
            let harvests = fetched.harvests(by: harvester, now: now)
            arrivals.add(.read(fetched.bytes ?? 0, harvests))
            return .arrived
          }
          continue
        }
        let isDone = step == .done && unread.isEmpty
        if !isWriting, let batch = pass.batch(ofAnySize: hasRested || isDone) {
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
        if isDone, !isWriting { break }
        if !isWriting, !isResting, pass.hasPending {
          isResting = true
          group.addTask {
            try? await Task.sleep(for: Self.rest)
            return .rested
          }
        }
        switch await group.next() {
        case .arrived:
          for arrival in arrivals.taken() {
            switch arrival {
            case .fetched(let fetched):
              gate.ended(fetched.position)
              unread.add(fetched)
            case .read(let bytes, let harvests):
              unread.ended(bytes)
              pass.take(harvests, from: &gate)
            case .answered(let position, let harvests):
              gate.ended(position)
              pass.take(harvests, from: &gate)
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
    try store.recordRun(report.line, at: report.finished)
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

/// What a child of the group brought.
private enum Arrival: Sendable {
  /// A body, to be read when its turn has come.
  case fetched(Fetched)
  /// What was in the bodies of so many bytes.
  case read(Int, [(index: Int, harvest: Harvest)])
  /// An answer with nothing to read.
  case answered(Int, [(index: Int, harvest: Harvest)])
}

/// What the children brought and the body has not yet taken.
private final class Arrivals: Sendable {
  private let lying = Mutex<[Arrival]>([])

  /// Lays down what a child brought; any thread.
  func add(_ arrival: Arrival) { lying.withLock { $0.append(arrival) } }

  /// Everything that lies there, which is then gone.
  func taken() -> [Arrival] {
    lying.withLock { lying in
      defer { lying.removeAll(keepingCapacity: true) }
      return lying
    }
  }
}
