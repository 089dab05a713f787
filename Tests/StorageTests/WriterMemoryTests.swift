import GRDB
import Storage
import Syndication
import Testing

@testable import Storage

@Suite struct WriterMemoryTests {
  private let text = """
    The two makers have agreed to build small cars together from next spring, said both boards \
    after a meeting in Lyon on Monday, and the unions were told before noon.
    """

  private func copy(_ feed: String, at moment: Timestamp) throws -> Harvest {
    Sample.harvest(
      try Sample.feed(feed),
      [
        Sample.item(
          "Small cars to be built together from spring, say \(feed)",
          id: feed,
          url: "https://\(feed).example/1",
          text: text,
          published: moment
        )
      ]
    )
  }

  @Test("what another connection pruned is not remembered as a copy")
  func pruned() throws {
    try Sample.withFolder { folder in
      let store = try Store(folder: folder, access: .readWrite)
      let then = Sample.now - .seconds(2 * 86400)
      _ = try store.record([copy("a", at: then)], at: then)
      let gone = Harvest(
        feed: try Sample.feed("a"),
        status: .ok,
        state: FetchState(),
        head: FeedHead(Feed(format: .rss20)),
        items: []
      )
      _ = try store.record([gone], at: then)
      let other = try Store(folder: folder, access: .readWrite)
      #expect(try other.prune(retention: .seconds(86400), now: Sample.now).pruned == 1)
      other.close()
      _ = try store.record([copy("b", at: Sample.now - .seconds(90_000))], at: Sample.now)
      #expect(try store.allStories().map(\.items) == [1])
      #expect(try store.check().isSound)
    }
  }

  @Test("a batch that fails takes the numbers of its new words with it")
  func rolledBack() throws {
    try Sample.withFolder { folder in
      let store = try Store(folder: folder, access: .readWrite)
      try Sample.refuseItems(titled: "Bad", in: folder)
      let feed = try Sample.feed("a")
      let good = Sample.item("Good", id: "1", verdict: Sample.alliance(["Kia", "Uber"]))
      let bad = Sample.harvest(feed, [good, Sample.item("Bad", id: "2")])
      #expect(throws: StoreError.self) { try store.record([bad], at: Sample.now) }
      let other = Sample.item("Other", id: "3", verdict: Sample.alliance(["Saab", "Volvo"]))
      _ = try store.record([Sample.harvest(feed, [other])], at: Sample.now)
      _ = try store.record([Sample.harvest(feed, [good])], at: Sample.now)
      let parties = try store.stories(StoryQuery()).map { Set($0.parties) }
      #expect(parties == [["Kia", "Uber"], ["Saab", "Volvo"]])
    }
  }

  @Test("forgets everything rather than grow past its bound")
  func bound() {
    let memory = Remembered<Int>(atMost: 3)
    for item in 1...4 { memory.remember(0, of: Int64(item)) }
    #expect(memory.value(of: 4) { nil } == 0)
    #expect(memory.value(of: 1) { nil } == nil)
  }
}

@Suite struct DealReportTests {
  @Test(
    "a headline has the same words whether or not all of it is ASCII",
    arguments: [
      "The Honda-Nissan pact of 2026: 5 EVs", "x-ray", "", "and the de", "EV EV ev's\r\nEV",
    ]
  )
  func words(headline: String) {
    // A lone letter is no word.
    #expect(Headline.words(headline) == Headline.words(headline + " é"))
    #expect(Headline.words(headline) == Headline.words(headline.uppercased()))
  }

  @Test(
    "fewer of the same names under a headline of the same words tell the same deal",
    arguments: [
      (
        ["Ford", "SK On"], "Ford and SK On split their Kentucky battery venture",
        ["Ford"], "Ford splits Kentucky battery venture", true
      ),
      (
        ["Ford"], "Ford splits Kentucky battery venture",
        ["Ford", "SK On"], "Ford and SK On split their Kentucky battery venture", true
      ),
      (
        ["Ford"], "Ford splits Kentucky battery venture",
        ["SK On"], "SK On splits Kentucky battery venture", false
      ),
      (["Ford", "Kia"], "Ford and Kia", ["Ford"], "Ford Kia Ford", false),
      (["Ford"], "Ford shows a van", ["Ford"], "Ford builds a plant for the new van", false),
      (["Honda", "Nissan"], "ホンダと日産、電池とソフトを共通化へ", ["Honda"], "ホンダ、電池とソフトを共通化へ", true),
    ] as [([String], String, [String], String, Bool)]
  )
  func part(ours: [String], title: String, theirs: [String], other: String, same: Bool) throws {
    try Sample.withTables { db in
      let terms = Terms(db)
      let one = try DealReport(parties: ours, form: .memorandum, title: title, terms)
      let two = try DealReport(parties: theirs, form: .jointVenture, title: other, terms)
      let charging = try DealReport(parties: theirs, form: .charging, title: other, terms)
      #expect(one.tellsTheSame(as: two) == same)
      #expect(two.tellsTheSame(as: one) == same)
      #expect(!one.tellsTheSame(as: charging))
    }
  }
}
