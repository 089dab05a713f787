import Foundation
import GRDB
import Storage
import Syndication
import Testing

@Suite struct UpkeepTests {
  private let year = Duration.seconds(365 * 86400)

  /// A feed of which `gone` left its document long ago, and what it has now.
  private func oldStore(_ store: Store) throws {
    let feed = try Sample.feed("a")
    let then = Sample.now - .seconds(500 * 86400)
    let items = [
      Sample.item("Plain and gone", id: "1", url: "https://a.example/1", text: "Unusualword."),
      Sample.item("Still in the feed", id: "2", url: "https://a.example/2"),
      Sample.item(
        "Tagged and gone",
        id: "3",
        url: "https://a.example/3",
        verdict: Sample.alliance(["Ford", "SK On"])
      ),
      Sample.item("Reviewed and gone", id: "4", url: "https://a.example/4"),
    ]
    _ = try store.record([Sample.harvest(feed, items)], at: then)
    let reviewed = try #require(
      try store.allItems().first { $0.title == "Reviewed and gone" }?.story
    )
    _ = try store.review(story: reviewed, .note("keep"), at: then)
    var state = FetchState()
    state.lastAttempt = Sample.now
    let new = Sample.item("New", id: "5", url: "https://a.example/5")
    _ = try store.record([Sample.harvest(feed, [items[1], new], state: state)], at: Sample.now)
  }

  @Test(
    "prunes what is old, untagged, unreviewed and gone, and nothing else",
    arguments: Home.allCases
  )
  func prunes(home: Home) throws {
    try home.store { store in
      try oldStore(store)
      let dry = try store.prune(retention: year, now: Sample.now, dryRun: true)
      #expect((dry.old, dry.pruned, dry.keptForStory, dry.keptInFeed) == (4, 1, 2, 1))
      #expect(try store.allItems().count == 5)
      let report = try store.prune(retention: year, now: Sample.now)
      #expect((report.old, report.pruned) == (4, 1))
      #expect(try !store.allItems().contains { $0.title == "Plain and gone" })
      #expect(try store.search("unusualword", limit: 3).isEmpty)
      #expect(try store.check().isSound)
    }
  }

  @Test("what stands in a subscribed feed stays, however long ago that was asked")
  func prunesAfterHoliday() throws {
    let store = try Store()
    try oldStore(store)
    let later = Sample.now + .seconds(500 * 86400)
    let feed = try Sample.feed("a")
    let dry = try store.prune(retention: year, now: later, subscribed: [feed], dryRun: true)
    #expect(dry.keptInFeed == 2)
    #expect(try store.prune(retention: year, now: later, dryRun: true).keptInFeed == 0)
  }

  @Test("what was pruned stays away when its feed brings it again, and ids are not used twice")
  func staysAway() throws {
    let store = try Store()
    try oldStore(store)
    _ = try store.prune(retention: year, now: Sample.now)
    let feed = try Sample.feed("a")
    let back = Sample.item("Plain and gone", id: "1", url: "https://a.example/1")
    #expect(try store.record([Sample.harvest(feed, [back])], at: Sample.now)[0].new == 0)
    let highest = try #require(try store.allItems().map(\.id).max())
    let next = Sample.item("Next", id: "6", url: "https://a.example/6")
    _ = try store.record([Sample.harvest(feed, [next])], at: Sample.now)
    #expect(try store.allItems().map(\.id).max() == highest + 1)
  }

  @Test("a pruned copy leaves the rest of its untagged story whole")
  func prunesStoryParts() throws {
    let store = try Store()
    let then = Sample.now - .seconds(500 * 86400)
    let text = (1...60).map { "word\($0)" }.joined(separator: " ")
    for name in ["a", "b", "c"] {
      var state = FetchState()
      state.lastAttempt = Sample.now
      let copy = Sample.item("Copy in \(name)", id: name, text: text)
      _ = try store.record([Sample.harvest(Sample.feed(name), [copy], state: state)], at: then)
    }
    #expect(try store.allStories().map(\.items) == [3])
    var state = FetchState()
    state.lastAttempt = Sample.now
    let other = Sample.item("Other", id: "x")
    _ = try store.record([Sample.harvest(Sample.feed("a"), [other], state: state)], at: Sample.now)
    _ = try store.prune(retention: year, now: Sample.now)
    #expect(try store.allStories().map(\.items).sorted() == [1, 2])
    #expect(try store.check().isSound)
  }

  @Test("a backup holds everything, is checked, and never writes over a file")
  func backup() throws {
    try Sample.withFolder { folder in
      let store = try Store(folder: folder, access: .readWrite)
      try oldStore(store)
      let path = folder + "/copy.db"
      let report = try store.backup(to: path)
      #expect((report.items, report.reviews) == (5, 1))
      #expect(!FileManager.default.fileExists(atPath: path + ".part"))
      let refusal = #expect(throws: StoreError.self) { try store.backup(to: path) }
      #expect(refusal?.exitStatus == 73 && refusal?.message.contains("name another file") == true)
      try FileManager.default.createDirectory(
        atPath: folder + "/new",
        withIntermediateDirectories: true
      )
      try FileManager.default.moveItem(atPath: path, toPath: folder + "/new/tieup.db")
      let copy = try Store(folder: folder + "/new", access: .readWrite)
      #expect(try copy.allItems() == store.allItems())
    }
  }

  @Test("a check says what is wrong, and what takes the room")
  func check() throws {
    try Sample.withFolder { folder in
      let store = try Store(folder: folder, access: .readWrite)
      try oldStore(store)
      let sound = try store.check()
      #expect(sound.isSound)
      #expect((sound.items, sound.feeds, sound.reviews) == (5, 1, 1))
      #expect(sound.shares.contains { $0.table == "item" && $0.bytes > 0 })
      try DatabaseQueue(path: folder + "/tieup.db").write {
        try $0.execute(sql: "UPDATE story SET size = 9")
      }
      #expect(try store.check().faults.count == 1)
    }
  }

  @Test("verdicts can be replaced in batches; stories follow")
  func retag() throws {
    let store = try Store()
    let feeds = ["a", "b", "c"]
    _ = try store.record(
      feeds.map { name in
        Sample.harvest(
          try Sample.feed(name),
          [Sample.item("Report in \(name)", id: name, text: "Text of \(name).")]
        )
      },
      at: Sample.now
    )
    var after: Int64 = 0
    var gained = 0
    while true {
      let batch = try store.itemsForRetagging(after: after, limit: 2)
      guard let last = batch.last else { break }
      after = last.id
      let verdict = Sample.alliance(["Honda", "Nissan"])
      let tally = try store.replaceVerdicts(batch.map { ($0.id, verdict) }, at: Sample.now)
      gained += tally.gained
    }
    #expect(gained == 3)
    #expect(try store.stories(StoryQuery()).map(\.items) == [3])
    let one = try #require(try store.itemsForRetagging(after: 0, limit: 1).first)
    #expect(one.content == "Text of a.")
    #expect(one.verdict.parties == ["Honda", "Nissan"])
    let tally = try store.replaceVerdicts([(one.id, Verdict(version: "lex-2"))], at: Sample.now)
    #expect(tally.lost == 1)
    #expect(try store.stories(StoryQuery()).map(\.items) == [2])
    #expect(try store.allStories().count == 2)
    #expect(try store.check().isSound)
  }

  @Test("an item that only moved to another address waits for its new verdict with its story")
  func movedBeforeRetag() throws {
    let store = try Store()
    let feed = try Sample.feed("a")
    let verdict = Sample.alliance(["Kia", "Uber"])
    for (address, verdict) in [("old", Verdict()), ("new", verdict)] {
      let item = Sample.item(
        "Kia and Uber sign",
        id: "1",
        url: "https://a.example/\(address)",
        text: "A van that was long in coming.",
        verdict: verdict
      )
      let tally = try store.record([Sample.harvest(feed, [item])], at: Sample.now)[0]
      #expect(tally.updated == 0)
    }
    let item = try #require(try store.itemsForRetagging(after: 0, limit: 5).first)
    #expect(item.verdict.tags.isEmpty)
    #expect(try store.replaceVerdicts([(item.id, verdict)], at: Sample.now).gained == 1)
    let story = try #require(try store.stories(StoryQuery()).first)
    #expect(story.parties == ["Kia", "Uber"])
    #expect(story.url == "https://a.example/new")
  }
}
