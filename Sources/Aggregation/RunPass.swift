import Fetching
import Storage
import Syndication

/// The book-keeping of one run: which feeds are due, what came of each, what is to be recorded.
///
/// A value in the writer's hands; it does no fetching.
struct RunPass {
  private let subscriptions: [Subscription]
  private let plan: RunPlan
  private let now: Timestamp
  private var results: [RunReport.Result]
  private var pending = Batch()
  /// The bytes of the bodies that were handed out and are being recorded.
  private var recording = 0
  /// Failures that an outage of our own network would explain: they count against a feed only
  /// when some other transfer of this run did reach a server.
  private var deferred: [(index: Int, harvest: Harvest)] = []
  private var reachedSomebody: Bool
  private var reachedNow = false
  private var news = StoryNews()
  private var settled: [FeedURL] = []
  private var active: Set<Int> = []
  private var done = 0, itemsNew = 0, tagged = 0, failed = 0
  /// The feeds to fetch, as indices into the subscriptions, in their order.
  let due: [Int]
  /// Feeds that are asked at the same address as one of `due`, and take its answer.
  private let companions: [Int: [Int]]

  /// What one transaction records.
  struct Batch: Sendable {
    /// The subscriptions' indices and, as many, what came of them.
    fileprivate(set) var indices: [Int] = [], harvests: [Harvest] = []
    /// The size of the bodies that it was read from.
    fileprivate(set) var bytes = 0

    fileprivate mutating func add(_ index: Int, _ harvest: Harvest) {
      indices.append(index)
      harvests.append(harvest)
      bytes += harvest.bytes
    }
  }

  /// A transaction is worth its while from so many bytes of bodies, or so many feeds, on.
  private static let enough = (bytes: 1 << 20, feeds: 256)
  /// With so many bytes of bodies unread or not through recording, nothing new is fetched.
  private static let most = 2 << 20

  init(
    _ subscriptions: [Subscription],
    plan: RunPlan,
    force: Bool,
    isOnline: Bool,
    schedule: Schedule,
    now: Timestamp
  ) {
    (self.subscriptions, self.plan, self.now) = (subscriptions, plan, now)
    reachedSomebody = isOnline
    let holds = Dictionary(plan.holds.map { ($0.host, $0) }, uniquingKeysWith: { $1 })
    var results: [RunReport.Result] = []
    results.reserveCapacity(subscriptions.count)
    var due: [Int] = []
    var waiting: [Int] = []
    for (index, subscription) in subscriptions.enumerated() {
      let state = plan.state(of: subscription.url)
      let address = state.movedTo ?? subscription.url.text
      let hold = HostGate.host(of: address).flatMap { holds[$0] }
      var result = RunReport.Result(
        feed: subscription.url.text,
        title: subscription.title ?? WebAddress.withoutCredentials(subscription.url.text),
        status: .skipped
      )
      result.failuresBefore = state.failures
      result.failures = state.failures
      result.nextCheck = state.nextCheck
      if !force, let reason = schedule.skip(state, hold: hold, of: subscription, at: now) {
        result.error = reason.line
        result.nextCheck = reason.until ?? state.nextCheck
        if hold == nil, !state.isGone { waiting.append(index) }
      } else {
        result.error = "stopped before its turn"
        due.append(index)
      }
      results.append(result)
    }
    (self.due, companions) = SharedPlace.sharing(due, waiting: waiting, of: subscriptions, plan)
    self.results = results
  }

  /// The address that the feed is fetched from.
  func address(of index: Int) -> String {
    let url = subscriptions[index].url
    return plan.states[url]?.movedTo ?? url.text
  }

  /// What the journey of the feed starts from, and of those that take its answer.
  mutating func journeys(_ index: Int) -> [Journey] {
    ([index] + (companions[index] ?? [])).map { index in
      active.insert(index)
      let subscription = subscriptions[index]
      return Journey(
        index: index,
        subscription: subscription,
        state: plan.state(of: subscription.url),
        recentPosts: plan.recentPosts[subscription.url] ?? []
      )
    }
  }

  /// Takes what one request brought for the feeds that take its answer; where its host asked to be
  /// left alone, those that the gate drops for it are answered, too.
  mutating func take(_ harvests: [(index: Int, harvest: Harvest)], from gate: inout HostGate) {
    for (number, (index, harvest)) in harvests.enumerated() {
      var harvest = harvest
      // The others have the very same answer: it is one word of the host, not several.
      if number == 0, let hold = harvest.hold, let dropped = gate.hold(hold.host) {
        for position in dropped { self.hold(due[position], by: hold) }
      } else {
        // Meant for this feed alone: its own state says when to come back.
        harvest.hold = nil
      }
      take(index, harvest)
    }
  }

  /// Takes what a journey brought, to be recorded with the next transaction.
  mutating func take(_ index: Int, _ harvest: Harvest) {
    active.remove(index)
    done += 1
    if harvest.status == .failed { failed += 1 }
    results[index].took = harvest.took
    results[index].bytes = harvest.bytes
    results[index].status = harvest.status
    results[index].httpStatus = harvest.state.httpStatus
    results[index].error = harvest.status == .failed ? harvest.state.lastError : nil
    results[index].nextCheck = harvest.state.nextCheck
    results[index].failures = harvest.state.failures
    if harvest.status == .skipped {
      // Broken off by our own stop: nothing is known that was not known before.
      results[index].error = "stopped before it was through"
    } else if harvest.looksLikeOurOutage, !reachedSomebody {
      deferred.append((index, harvest))
    } else {
      // A local file tells nothing of the network.
      if !harvest.looksLikeOurOutage, !subscriptions[index].url.isFile { reachedNow = true }
      if reachedNow, !reachedSomebody {
        reachedSomebody = true
        for (index, harvest) in deferred { pending.add(index, harvest) }
        deferred = []
      }
      pending.add(index, harvest)
    }
  }

  /// Answers a queued feed whose host asked, during this run, to be left alone.
  mutating func hold(_ index: Int, by hold: HostHold) {
    for index in [index] + (companions[index] ?? []) {
      done += 1
      results[index].status = .skipped
      results[index].error = "host asked to wait: \(hold.reason)"
      results[index].nextCheck = max(hold.until, results[index].nextCheck ?? hold.until)
    }
  }

  /// Whether anything waits to be recorded.
  var hasPending: Bool { !pending.indices.isEmpty }

  /// Whether so much is or waits to be recorded, beside so many bytes that wait to be read, that
  /// nothing more should be fetched.
  func isFull(besides unread: Int) -> Bool { pending.bytes + recording + unread >= Self.most }

  /// Takes what waits, where it is enough for a transaction, or anything at all will do.
  mutating func batch(ofAnySize: Bool) -> Batch? {
    guard hasPending,
      ofAnySize || pending.bytes >= Self.enough.bytes || pending.indices.count >= Self.enough.feeds
    else { return nil }
    defer { pending = Batch() }
    recording += pending.bytes
    return pending
  }

  /// Notes what recording a batch came to.
  mutating func recorded(_ batch: Batch, _ report: RecordReport) {
    recording -= batch.bytes
    settled = batch.harvests.map(\.feed)
    news.new += report.stories.new
    news.furtherStage += report.stories.furtherStage
    for (index, tally) in zip(batch.indices, report.tallies) {
      results[index].itemsSeen = tally.seen
      results[index].itemsNew = tally.new
      results[index].itemsUpdated = tally.updated
      results[index].tagged = tally.tagged
      itemsNew += tally.new
      tagged += tally.tagged
    }
  }

  /// Records what was held back: nobody was reached, so it counts against no feed.
  mutating func recordDeferred(in store: Store, at now: Timestamp) throws(StoreError) {
    for (index, harvest) in deferred {
      let before = plan.state(of: harvest.feed)
      var harvest = harvest
      harvest.state = Schedule.outage(harvest.state, before: before, at: now)
      results[index].failures = harvest.state.failures
      results[index].nextCheck = harvest.state.nextCheck
      results[index].isSuspect = true
      pending.add(index, harvest)
    }
    deferred = []
    guard let batch = batch(ofAnySize: true) else { return }
    recorded(batch, try store.record(batch.harvests, telling: [], at: now))
  }

  /// How far the run is.
  var progress: RunProgress {
    RunProgress(
      done: done,
      total: due.count + companions.values.reduce(0) { $0 + $1.count },
      active: active.sorted().map { subscriptions[$0].url },
      itemsNew: itemsNew,
      tagged: tagged,
      failed: failed,
      stories: news.new.count + news.furtherStage.count,
      settled: settled
    )
  }

  /// The report of the run as it stands.
  func report(finished: Timestamp) -> RunReport {
    var report = RunReport(started: now, finished: finished, results: results)
    (report.storiesNew, report.storiesFurther) = (news.new.count, news.furtherStage.count)
    report.reachedSomebody = reachedNow
    return report
  }
}
