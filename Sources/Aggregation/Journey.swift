import Fetching
import Syndication

/// What the journey of one feed starts from.
struct Journey: Sendable {
  /// Which of the run's subscriptions it is.
  let index: Int
  let subscription: Subscription
  /// What the last fetch left behind.
  let state: FetchState
  /// The dates of the feed's newest items.
  let recentPosts: [Timestamp]
}

/// What one request brought, for the feeds that take its answer.
struct Fetched: Sendable {
  /// The feed's place among those of the run that are due.
  let position: Int
  /// As many as there are feeds.
  let journeys: [Journey], outcomes: [FetchOutcome]
  /// How long it took, all in all.
  let took: Duration

  init(_ position: Int, _ journeys: [Journey], _ outcomes: [FetchOutcome], took: Duration) {
    (self.position, self.journeys) = (position, journeys)
    (self.outcomes, self.took) = (outcomes, took)
  }

  /// Asks for the feeds of these journeys, the second and further ones only where the first answer
  /// says nothing of them.
  init(_ position: Int, _ journeys: [Journey], by fetcher: Fetcher, now: Timestamp) async {
    var outcomes: [FetchOutcome] = []
    let start = ContinuousClock.now
    for journey in journeys {
      if let first = outcomes.first, first.tells(of: journey.state, asked: journeys[0].state) {
        outcomes.append(first)
      } else {
        let request = FetchRequest(feed: journey.subscription.url, state: journey.state)
        outcomes.append(await fetcher.outcome(for: request, now: now))
      }
    }
    self.init(position, journeys, outcomes, took: ContinuousClock.now - start)
  }

  /// The size of the bodies that are to be read; nil when none came.
  var bytes: Int? {
    var bytes: Int?
    for case .fetched(let body) in outcomes { bytes = (bytes ?? 0) + body.bytes.count }
    return bytes
  }

  /// What the answers come to, for each feed.
  func harvests(by harvester: Harvester, now: Timestamp) -> [(index: Int, harvest: Harvest)] {
    zip(journeys, outcomes).map { journey, outcome in
      var harvest = harvester.harvest(
        outcome,
        of: journey.subscription,
        from: journey.state,
        recentPosts: journey.recentPosts,
        at: now
      )
      // A failure has no answer that would say how long it took.
      if harvest.status == .failed { harvest.took = took }
      return (journey.index, harvest)
    }
  }
}
