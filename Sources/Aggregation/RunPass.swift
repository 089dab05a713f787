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
  private var pending: [(index: Int, harvest: Harvest)] = []
  /// Failures that an outage of our own network would explain: they count against a feed only
  /// when some other transfer of this run did reach a server.
  private var deferred: [(index: Int, harvest: Harvest)] = []
  private var reachedSomebody: Bool
  private var reachedNow = false
  private var news = StoryNews()
  private var settled: [FeedURL] = []
  private var finished: Set<Int> = []
  private var started: Set<Int> = []
  /// The feeds to fetch, as indices into the subscriptions, in their order.
  let due: [Int]

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
    var due: [Int] = []
    for (index, subscription) in subscriptions.enumerated() {
      let state = plan.states[subscription.url] ?? FetchState()
      let address = state.movedTo ?? subscription.url.text
      let hold = HostGate.host(of: address).flatMap { holds[$0] }
      var result = RunReport.Result(
        feed: subscription.url.text,
        title: subscription.title ?? subscription.url.text,
        status: .skipped
      )
      result.failuresBefore = state.failures
      result.failures = state.failures
      result.nextCheck = state.nextCheck
      if !force, let reason = schedule.skip(state, hold: hold, of: subscription, at: now) {
        result.error = reason.line
        result.nextCheck = reason.until ?? state.nextCheck
      } else {
        result.error = "stopped before its turn"
        due.append(index)
      }
      results.append(result)
    }
    (self.results, self.due) = (results, due)
  }

  /// The address that the feed is fetched from.
  func address(of index: Int) -> String {
    let url = subscriptions[index].url
    return plan.states[url]?.movedTo ?? url.text
  }

  /// What the feed's journey starts from.
  mutating func journey(_ index: Int) -> (Subscription, FetchState, [Timestamp]) {
    started.insert(index)
    let subscription = subscriptions[index]
    return (
      subscription, plan.states[subscription.url] ?? FetchState(),
      plan.recentPosts[subscription.url] ?? []
    )
  }

  /// Takes what a journey brought, to be recorded with the next transaction.
  mutating func take(_ index: Int, _ harvest: Harvest) {
    finished.insert(index)
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
        pending += deferred
        deferred = []
      }
      pending.append((index, harvest))
    }
  }

  /// Answers a queued feed whose host asked, during this run, to be left alone.
  mutating func hold(_ index: Int, by hold: HostHold) {
    finished.insert(index)
    results[index].status = .skipped
    results[index].error = "host asked to wait: \(hold.reason)"
    results[index].nextCheck = max(hold.until, results[index].nextCheck ?? hold.until)
  }

  /// Records all that is pending in one transaction.
  mutating func record(
    in store: Store,
    telling targets: [OutboxTarget],
    at now: Timestamp
  ) throws(StoreError) {
    settled = pending.map(\.harvest.feed)
    guard !pending.isEmpty else { return }
    let recorded = try store.record(pending.map(\.harvest), telling: targets, at: now)
    news.new += recorded.stories.new
    news.furtherStage += recorded.stories.furtherStage
    for ((index, _), tally) in zip(pending, recorded.tallies) {
      results[index].itemsSeen = tally.seen
      results[index].itemsNew = tally.new
      results[index].itemsUpdated = tally.updated
      results[index].tagged = tally.tagged
    }
    pending.removeAll(keepingCapacity: true)
  }

  /// Records what was held back: nobody was reached, so it counts against no feed.
  mutating func recordDeferred(in store: Store, at now: Timestamp) throws(StoreError) {
    for (index, harvest) in deferred {
      let before = plan.states[harvest.feed] ?? FetchState()
      var harvest = harvest
      harvest.state = Schedule.outage(harvest.state, before: before, at: now)
      results[index].failures = harvest.state.failures
      results[index].nextCheck = harvest.state.nextCheck
      results[index].isSuspect = true
      pending.append((index, harvest))
    }
    deferred = []
    try record(in: store, telling: [], at: now)
  }

  /// How far the run is.
  var progress: RunProgress {
    RunProgress(
      done: finished.count,
      total: due.count,
      active: started.subtracting(finished).sorted().map { subscriptions[$0].url },
      itemsNew: results.reduce(0) { $0 + $1.itemsNew },
      tagged: results.reduce(0) { $0 + $1.tagged },
      failed: finished.reduce(0) { $0 + (results[$1].status == .failed ? 1 : 0) },
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
