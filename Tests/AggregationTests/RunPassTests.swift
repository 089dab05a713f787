import Fetching
import Storage
import Syndication
import Testing

@testable import Aggregation

@Suite struct RunPassTests {
  private static let now = Timestamp(1_795_248_000)

  private func feeds(_ count: Int) throws -> [Subscription] {
    try (0..<count).map {
      Subscription(url: try #require(FeedURL("https://feed\($0).example/rss")))
    }
  }

  private func pass(over subscriptions: [Subscription]) -> RunPass {
    RunPass(
      subscriptions,
      plan: RunPlan(),
      force: true,
      isOnline: true,
      schedule: Schedule(policy: FetchPolicy(userAgent: "tieup-tests")),
      now: Self.now
    )
  }

  private func body(_ subscription: Subscription, bytes: Int) -> Harvest {
    Harvest(feed: subscription.url, status: .ok, state: FetchState(), bytes: bytes)
  }

  @Test(
    "a transaction is worth its while from a megabyte of bodies, or from 256 feeds, on",
    arguments: [
      (feeds: 3, bytes: 300_000, isEnough: false), (feeds: 4, bytes: 300_000, isEnough: true),
      (feeds: 1, bytes: 1 << 20, isEnough: true), (feeds: 255, bytes: 0, isEnough: false),
      (feeds: 256, bytes: 0, isEnough: true),
    ]
  )
  func enough(feeds count: Int, bytes: Int, isEnough: Bool) throws {
    let subscriptions = try feeds(count)
    var pass = pass(over: subscriptions)
    #expect(!pass.hasPending)
    for (index, subscription) in subscriptions.enumerated() {
      _ = pass.journeys(index)
      pass.take(index, body(subscription, bytes: bytes))
    }
    #expect(pass.hasPending)
    let batch = pass.batch(ofAnySize: false)
    #expect((batch != nil) == isEnough)
    #expect(pass.hasPending != isEnough)
    if isEnough { #expect(batch?.indices == Array(0..<count)) }
  }

  @Test("a little is handed out when any size will do, and nothing never")
  func little() throws {
    let subscriptions = try feeds(2)
    var pass = pass(over: subscriptions)
    let nothing = pass.batch(ofAnySize: true)
    #expect(nothing?.indices == nil)
    _ = pass.journeys(1)
    pass.take(1, body(subscriptions[1], bytes: 10))
    let taken = pass.batch(ofAnySize: true)
    let batch = try #require(taken)
    #expect(batch.indices == [1] && batch.bytes == 10)
    #expect(batch.harvests.map(\.feed) == [subscriptions[1].url])
    let rest = pass.batch(ofAnySize: true)
    #expect(rest?.indices == nil)
  }

  @Test("with so much unread or unrecorded nothing more is fetched, until it is recorded")
  func full() throws {
    let subscriptions = try feeds(4)
    var pass = pass(over: subscriptions)
    for (index, subscription) in subscriptions.enumerated() {
      #expect(!pass.isFull(besides: 0))
      _ = pass.journeys(index)
      pass.take(index, body(subscription, bytes: 600_000))
    }
    #expect(pass.isFull(besides: 0))
    let taken = pass.batch(ofAnySize: false)
    let batch = try #require(taken)
    #expect(pass.isFull(besides: 0))
    pass.recorded(batch, try Store().recordWithStories(batch.harvests, at: Self.now))
    #expect(!pass.isFull(besides: 2_000_000))
    #expect(pass.isFull(besides: 2_200_000))
  }

  @Test("what a batch came to is counted under the feeds that were in it")
  func counts() throws {
    let subscriptions = try feeds(3)
    var pass = pass(over: subscriptions)
    for index in [2, 0] {
      _ = pass.journeys(index)
      pass.take(index, body(subscriptions[index], bytes: 1))
    }
    let taken = pass.batch(ofAnySize: true)
    let batch = try #require(taken)
    let store = try Store()
    var tallies = try store.recordWithStories(batch.harvests, at: Self.now)
    for (place, new) in [5, 7].enumerated() {
      tallies.tallies[place].new = new
      tallies.tallies[place].tagged = 1
    }
    pass.recorded(batch, tallies)
    let report = pass.report(finished: Self.now)
    #expect(report.results.map(\.itemsNew) == [7, 0, 5])
    #expect(pass.progress.itemsNew == 12)
    #expect(pass.progress.tagged == 2)
    #expect(pass.progress.done == 2)
    #expect(report.results[1].error == "stopped before its turn")
  }

  @Test("a feed that our own stop broke off is neither recorded nor blamed")
  func brokenOff() throws {
    let subscriptions = try feeds(1)
    var pass = pass(over: subscriptions)
    _ = pass.journeys(0)
    var harvest = body(subscriptions[0], bytes: 0)
    harvest.status = .skipped
    pass.take(0, harvest)
    #expect(!pass.hasPending)
    #expect(pass.report(finished: Self.now).results[0].error == "stopped before it was through")
  }
}
