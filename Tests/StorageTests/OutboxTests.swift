import GRDB
import Storage
import Syndication
import Testing

@Suite struct OutboxTests {
  private static let desk = OutboxTarget(key: "command desk")
  private static let hook = OutboxTarget(key: "webhook hook", minScore: 0.8)

  /// A store whose feed `wire` has had its first body.
  private func begun(_ store: Store) throws -> FeedURL {
    let feed = try Sample.feed("wire")
    let old = Sample.item("Old news", id: "old", verdict: Sample.alliance(["Audi", "BMW"]))
    _ = try store.record([Sample.harvest(feed, [old])], telling: [Self.desk], at: Sample.now)
    return feed
  }

  private func deal(
    _ id: String,
    _ stage: AllianceStage,
    _ parties: [String] = ["Honda", "Nissan"],
    score: Double = 0.9
  ) -> HarvestedItem {
    Sample.item(
      "\(parties.joined(separator: " and ")) \(stage.rawValue) a memorandum, report \(id)",
      id: id,
      published: Sample.now,
      verdict: Sample.alliance(parties, stage: stage, score: score)
    )
  }

  private func record(
    _ store: Store,
    _ feed: FeedURL,
    _ items: [HarvestedItem],
    after seconds: Int64,
    to targets: [OutboxTarget] = [desk]
  ) throws {
    let now = Sample.now + .seconds(seconds)
    _ = try store.record([Sample.harvest(feed, items)], telling: targets, at: now)
  }

  private func due(_ store: Store, _ target: OutboxTarget = desk, after: Int64 = 9999) throws
    -> [OutboxEntry]
  {
    try store.outboxDue(target.key, at: Sample.now + .seconds(after))
  }

  @Test("a feed's first body is history: nobody is told", arguments: Home.allCases)
  func backlog(home: Home) throws {
    try home.store { store in
      _ = try begun(store)
      #expect(try due(store).isEmpty)
      #expect(try store.outboxHealth().isEmpty)
    }
  }

  @Test("a new story is owed once, however many outlets carry it", arguments: Home.allCases)
  func once(home: Home) throws {
    try home.store { store in
      let feed = try begun(store)
      try record(store, feed, [deal("1", .announced)], after: 10)
      try record(store, feed, [deal("1", .announced), deal("2", .announced)], after: 20)
      let entries = try due(store)
      #expect(entries.map(\.stage) == [.announced])
      #expect(entries.map(\.isNew) == [true])
      let story = try #require(try store.outboxStory(entries[0]))
      #expect(story.parties == ["Honda", "Nissan"])
      #expect(story.items == 2)
    }
  }

  @Test("a further stage is owed once more, with the stage before; an earlier one is not")
  func stages() throws {
    let store = try Store()
    let feed = try begun(store)
    try record(store, feed, [deal("1", .talks)], after: 10)
    try record(store, feed, [deal("2", .signed)], after: 20)
    try record(store, feed, [deal("3", .announced)], after: 30)
    try record(store, feed, [deal("4", .signed)], after: 40)
    let entries = try due(store)
    #expect(entries.map(\.stage) == [.talks, .signed])
    #expect(entries.map(\.isNew) == [true, false])
    #expect(entries.map(\.previous) == [nil, .talks])
  }

  @Test("a target hears only of what reaches its score")
  func score() throws {
    let store = try Store()
    let feed = try begun(store)
    let (weak, sure) = (
      deal("1", .announced, score: 0.5), deal("2", .announced, ["Ford", "SK On"])
    )
    try record(store, feed, [weak, sure], after: 10, to: [Self.desk, Self.hook])
    #expect(try due(store).count == 2)
    #expect(try due(store, Self.hook).count == 1)
  }

  @Test("stories that turn out to be one are not told again")
  func joined() throws {
    let store = try Store()
    let feed = try begun(store)
    let text = "one two three four five six seven eight nine ten eleven twelve"
    let plain = Sample.item("A headline", id: "p", text: text, published: Sample.now)
    try record(store, feed, [plain], after: 5)
    var tagged = deal("1", .announced)
    tagged.item.title = "A headline"
    tagged.fingerprint = Sample.sketch(text)
    let other = try Sample.feed("other")
    _ = try store.record([Sample.harvest(other, [])], at: Sample.now)
    try record(store, feed, [deal("2", .announced)], after: 10)
    try record(store, other, [tagged], after: 20)
    try record(store, feed, [tagged], after: 30)
    #expect(try due(store).count == 1)
  }

  @Test("what was delivered is never due again, not even after the store was opened anew")
  func delivered() throws {
    try Sample.withFolder { folder in
      let feed: FeedURL
      do {
        let store = try Store(folder: folder, access: .readWrite)
        feed = try begun(store)
        try record(store, feed, [deal("1", .announced)], after: 10)
        let entry = try #require(try due(store).first)
        try store.outboxDelivered(entry, at: Sample.now + .seconds(11))
      }
      let store = try Store(folder: folder, access: .readWrite)
      #expect(try due(store).isEmpty)
      try record(store, feed, [deal("1", .announced), deal("9", .announced)], after: 20)
      #expect(try due(store).isEmpty)
      #expect(try store.outboxHealth().first?.lastDelivery == Sample.now + .seconds(11))
    }
  }

  @Test("a kill between storing and delivering loses nothing: both are one transaction")
  func kill() throws {
    try Sample.withFolder { folder in
      do {
        let store = try Store(folder: folder, access: .readWrite)
        let feed = try begun(store)
        try record(store, feed, [deal("1", .announced)], after: 10)
      }
      // The process that stored it is gone; the next one finds what is owed.
      let next = try Store(folder: folder, access: .readWrite)
      #expect(try due(next).count == 1)
      // One that was killed after sending and before noting it sends again: at least once.
      let again = try Store(folder: folder, access: .readWrite)
      #expect(try due(again).map(\.id) == due(next).map(\.id))
    }
  }

  @Test("a failure puts off all that is owed to that target, and only to that one")
  func backoff() throws {
    let store = try Store()
    let feed = try begun(store)
    let both = [Self.desk, Self.hook]
    try record(store, feed, [deal("1", .announced)], after: 10, to: both)
    try record(store, feed, [deal("2", .announced, ["Ford", "SK On"])], after: 10, to: both)
    let entry = try #require(try due(store, after: 10).first)
    let next = try store.outboxFailed(entry, why: "HTTP 500", at: Sample.now + .seconds(10))
    #expect(next == Sample.now + .seconds(15))
    #expect(try due(store, after: 14).isEmpty)
    #expect(try due(store, Self.hook, after: 14).count == 2)
    // What was tried least goes first, so that one bad entry holds up no other.
    #expect(try due(store, after: 15).map(\.attempts) == [0, 1])
    let health = try #require(try store.outboxHealth().first)
    #expect(health.pending == 2)
    #expect(health.lastError == "HTTP 500")
    // A story that comes meanwhile is tried at once.
    try record(store, feed, [deal("3", .announced, ["GM", "LG"])], after: 12, to: both)
    #expect(try due(store, after: 12).count == 1)
  }

  @Test(
    "leaves a receiver alone as long as it asked, a day at the most, and never shorter than usual",
    arguments: [(3600, 3600), (1, 5), (1_000_000, 86400)]
  )
  func asked(asked: Int64, waits: Int64) throws {
    let store = try Store()
    let feed = try begun(store)
    try record(store, feed, [deal("1", .announced)], after: 10)
    let entry = try #require(try due(store, after: 10).first)
    let next = try store.outboxFailed(
      entry,
      why: "HTTP 429",
      asked: .seconds(asked),
      at: Sample.now
    )
    #expect(next == Sample.now + .seconds(waits))
    #expect(try due(store, after: waits - 1).isEmpty)
    #expect(try due(store, after: waits).count == 1)
  }

  @Test(
    "waits double from 5 s up to an hour",
    arguments: [(1, 5), (2, 10), (3, 20), (10, 2560), (11, 3600), (400, 3600)]
  )
  func waits(failures: Int, seconds: Int64) {
    #expect(Store.outboxWait(failures: failures) == .seconds(seconds))
  }

  @Test("a clock that was set back by a year silences nobody")
  func clock() throws {
    let store = try Store()
    let feed = try begun(store)
    try record(store, feed, [deal("1", .announced)], after: 10)
    #expect(try due(store, after: -365 * 86400).count == 1)
  }

  @Test("a digest tells a story once, then only its further stages")
  func digest() throws {
    let store = try Store()
    let feed = try begun(store)
    try record(store, feed, [deal("1", .talks)], after: 10)
    let first = try store.changesSinceDigest()
    #expect(first.map(\.isNew) == [true, true])
    try store.rememberDigest(first)
    #expect(try store.changesSinceDigest().isEmpty)

    try record(store, feed, [deal("2", .ended)], after: 20)
    let second = try store.changesSinceDigest()
    #expect(first.allSatisfy { $0.teller == nil })
    #expect(second.first?.teller?.stage == second.first?.story.stage)
    #expect(second.first?.teller.map(\.id) != second.first?.story.id)
    #expect(second.map(\.before) == [.talks])
    #expect(second.map(\.hasEnded) == [true])
    try store.rememberDigest(second)
    #expect(try store.changesSinceDigest().isEmpty)
  }

  @Test("what changed since a moment is told by what was known before it")
  func since() throws {
    let store = try Store()
    let feed = try begun(store)
    try record(store, feed, [deal("1", .talks)], after: 100)
    try record(store, feed, [deal("2", .signed)], after: 200)
    let late = try store.changes(since: Sample.now + .seconds(150))
    #expect(late.map(\.before) == [.talks])
    #expect(late.map(\.story.stage) == [.signed])
    let early = try store.changes(since: Sample.now + .seconds(50))
    #expect(early.map(\.isNew) == [true])
    #expect(try store.changes(since: Sample.now + .seconds(250)).isEmpty)
  }

  @Test("a rejected story stands in no digest")
  func rejected() throws {
    let store = try Store()
    _ = try begun(store)
    let story = try #require(try store.changesSinceDigest().first?.story.story)
    _ = try store.review(story: story, .reject, at: Sample.now)
    #expect(try store.changesSinceDigest().isEmpty)
  }

  @Test("counts add up and words are left and taken away")
  func counts() throws {
    let store = try Store()
    try store.count(["runs": 1, "seconds": 0.5])
    try store.count(["runs": 2])
    #expect(try store.counts() == ["runs": 3, "seconds": 0.5])
    try store.leaveWord("daemon", "asleep")
    #expect(try store.word("daemon") == "asleep")
    try store.leaveWord("daemon", nil)
    #expect(try store.word("daemon") == nil)
  }
}
