import Storage
import Syndication
import Testing

@Suite struct StoryTests {
  private func deal(
    _ feed: String,
    _ title: String,
    _ parties: [String],
    day: Double = 0,
    form: AllianceForm = .memorandum,
    stage: AllianceStage = .announced,
    text: String? = nil
  ) throws -> Harvest {
    let published = Sample.now - .seconds(Int64(86400 * (20 - day)))
    return Sample.harvest(
      try Sample.feed(feed),
      [
        Sample.item(
          title,
          id: "\(feed) \(title)",
          url: "https://\(feed).example/\(title.hashValue)",
          text: text,
          published: published,
          verdict: Sample.alliance(parties, form: form, stage: stage)
        )
      ]
    )
  }

  @Test(
    "reports of one pair of companies are one story in whatever language",
    arguments: Home.allCases
  )
  func pair(home: Home) throws {
    try home.store { store in
      _ = try store.record(
        [
          deal("a", "Honda and Nissan to share EV software", ["Honda", "Nissan"], day: 0.2),
          deal("b", "ホンダと日産、ソフト共通化で合意", ["Nissan", "Honda"], day: 0.1),
          deal("c", "Honda und Nissan teilen sich Technik", ["Honda", "Nissan"], day: 1),
          deal("d", "Ford and SK On end battery venture", ["Ford", "SK On"], stage: .ended),
        ],
        at: Sample.now
      )
      let stories = try store.stories(StoryQuery())
      #expect(stories.map(\.items) == [3, 1])
      #expect(stories[0].outlets.map(\.feed).first == "https://b.example/feed")
      #expect(
        stories[0].parties == ["Nissan", "Honda"] || stories[0].parties == ["Honda", "Nissan"]
      )
      #expect(stories[0].feeds == 3)
      #expect(stories[1].stage == .ended)
    }
  }

  @Test("the same pair weeks later is another story, days later the same one at a further stage")
  func window() throws {
    let store = try Store()
    _ = try store.record(
      [deal("a", "Two in talks", ["Honda", "Nissan"], day: 0, stage: .talks)],
      at: Sample.now
    )
    let further = try store.recordWithStories(
      [deal("a", "Two have signed", ["Honda", "Nissan"], day: 3, stage: .signed)],
      at: Sample.now
    )
    #expect(further.stories.new.isEmpty)
    #expect(further.stories.furtherStage.count == 1)
    let later = try store.recordWithStories(
      [deal("a", "Two call it off", ["Honda", "Nissan"], day: 15, stage: .ended)],
      at: Sample.now
    )
    #expect(later.stories.new.count == 1)
    #expect(try store.stories(StoryQuery()).map(\.stage) == [.ended, .signed])
  }

  @Test("a third name in a report ties no deal of its own to that of the first two")
  func bystander() throws {
    let store = try Store()
    _ = try store.record(
      [
        deal("a", "Honda and Nissan end their talks", ["Honda", "Nissan"], day: 1, stage: .ended),
        deal("b", "Talks of two end, a third is named", ["Honda", "Nissan", "Foxconn"], day: 1),
        deal("c", "Foxconn would work with Nissan", ["Foxconn", "Nissan"], day: 2),
        deal("d", "Three makers end talks", ["Nissan", "Honda", "Mitsubishi"], day: 1),
      ],
      at: Sample.now
    )
    let stories = try store.stories(StoryQuery())
    #expect(stories.map(\.items).sorted() == [1, 3])
    #expect(stories.first { $0.items == 1 }?.title == "Foxconn would work with Nissan")
  }

  @Test("a round-up of the week's deals does not make one story of them")
  func roundUp() throws {
    let store = try Store()
    _ = try store.record(
      [
        deal("a", "Honda and Nissan agree", ["Honda", "Nissan"]),
        deal("b", "Ford and SK On part", ["Ford", "SK On"]),
        deal("c", "The week in deals", ["Honda", "Nissan", "Ford", "SK On"]),
      ],
      at: Sample.now
    )
    #expect(try store.stories(StoryQuery()).count == 3)
  }

  @Test("a report of fewer of the companies joins where the headlines say the same")
  func part() throws {
    let store = try Store()
    _ = try store.record(
      [
        deal("a", "Rivian opens joint software lab in Palo Alto", ["Rivian"]),
        deal("b", "Rivian and VW open software lab in Palo Alto", ["Rivian", "Volkswagen"]),
        deal("c", "Rivian raises money for charging posts", ["Rivian"]),
      ],
      at: Sample.now
    )
    #expect(try store.stories(StoryQuery()).map(\.items).sorted() == [1, 2])
  }

  @Test("a deal on charging is not the same pair's deal on something else")
  func charging() throws {
    let store = try Store()
    _ = try store.record(
      [
        deal("a", "Ford opens to Tesla's chargers", ["Ford", "Tesla"], form: .charging),
        deal("b", "Ford to build with Tesla", ["Ford", "Tesla"], form: .jointVenture),
      ],
      at: Sample.now
    )
    #expect(try store.stories(StoryQuery()).count == 2)
  }

  @Test("an agency's text in several outlets is one story, a similar one of the same feed is not")
  func copies() throws {
    let text = """
      The city council decided on Tuesday evening to buy forty electric buses for the lines in the \
      north of the town, the first of which are to run in spring. The depot gets new chargers and \
      a second substation, for which the utility has promised a connection by the end of the year.
      """
    let store = try Store()
    func wire(_ feed: String, _ title: String, _ text: String) throws -> Harvest {
      Sample.harvest(
        try Sample.feed(feed),
        [Sample.item(title, id: title, url: "https://\(feed).example/\(title.count)", text: text)]
      )
    }
    _ = try store.record(
      [
        wire("a", "City buys electric buses", text),
        wire("b", "Forty electric buses for the north", text + " (agency)"),
        wire("c", "Other news", "A quite different text that has nothing at all to do with buses."),
        wire("a", "Forty more buses", text),
      ],
      at: Sample.now
    )
    let sizes = try store.allStories().map(\.items).sorted()
    // The third of the four stands for itself; the fourth joins through the copy in the other feed.
    #expect(sizes == [1, 3])
    #expect(try store.stories(StoryQuery()).isEmpty)
  }

  @Test("any order and any batches give the same stories", arguments: 0..<12)
  func order(seed: UInt64) throws {
    var random = Seeded(seed: 7)
    let harvests = try Self.situations(&random)
    let expected = try Self.partition(harvests, batch: harvests.count)
    #expect(expected.count > 20)
    var shuffling = Seeded(seed: seed &+ 100)
    let shuffled = harvests.shuffled(using: &shuffling)
    let batch = Int.random(in: 1...40, using: &shuffling)
    #expect(try Self.partition(shuffled, batch: batch) == expected)
  }

  @Test("an edit that changes the companies parts a story and joins another")
  func editParts() throws {
    let store = try Store()
    _ = try store.record(
      [
        deal("a", "Alpha", ["Honda", "Nissan"]), deal("b", "Beta", ["Honda", "Nissan"]),
        deal("c", "Gamma", ["Honda", "GM"]),
      ],
      at: Sample.now
    )
    #expect(try store.stories(StoryQuery()).map(\.items).sorted() == [1, 2])
    let change = try deal("b", "Beta", ["Honda", "GM"], text: "It was the other one after all.")
    _ = try store.record([change], at: Sample.now + .seconds(60))
    let stories = try store.stories(StoryQuery())
    #expect(stories.map(\.items).sorted() == [1, 2])
    #expect(stories.first { $0.items == 2 }?.parties.contains("GM") == true)
    #expect(try store.check().isSound)
  }

  /// Invented reports of few companies, so that many meet, in some 80 feeds' documents.
  private static func situations(_ random: inout Seeded) throws -> [Harvest] {
    let companies = ["Honda", "Nissan", "Ford", "SK On", "Tesla", "BYD", "Toyota"]
    let words = ["battery", "plant", "talks", "stake", "software", "cells", "Ohio", "lab", "deal"]
    return try (0..<120).map { index in
      let count = [1, 2, 2, 2, 3, 4].randomElement(using: &random) ?? 2
      let parties = Array(companies.shuffled(using: &random).prefix(count))
      let title = words.shuffled(using: &random).prefix(5).joined(separator: " ")
      let day = Int64.random(in: 0...(40 * 86400), using: &random)
      let form: AllianceForm = Int.random(in: 0..<6, using: &random) == 0 ? .charging : .supply
      return Sample.harvest(
        try Sample.feed("f\(index)"),
        [
          Sample.item(
            title,
            id: "i\(index)",
            url: "https://f\(index).example/\(index)",
            published: Sample.now - .seconds(day),
            verdict: Sample.alliance(parties, form: form)
          )
        ]
      )
    }
  }

  private static func partition(_ harvests: [Harvest], batch: Int) throws -> Set<Set<String>> {
    let store = try Store()
    for start in stride(from: 0, to: harvests.count, by: batch) {
      let end = min(start + batch, harvests.count)
      _ = try store.record(Array(harvests[start..<end]), at: Sample.now)
    }
    #expect(try store.check().isSound)
    var stories: [Int64: Set<String>] = [:]
    for row in try store.allItems() { stories[row.story, default: []].insert(row.feed) }
    return Set(stories.values)
  }

  @Test(
    "a story of many reports is the same whether they came one by one or at once",
    arguments: [1, 7, 30]
  )
  func grows(perBatch: Int) throws {
    let pair = ["Nissan", "Honda"]
    let text = "what two makers said of their cells on a wet day in the port was no news to anybody"
    let third = ["Mitsubishi", "Renault", "CATL"]
    let stages: [AllianceStage] = [.talks, .announced, .signed]
    let forms: [AllianceForm] = [.memorandum, .technologySharing, .supply]
    let reports = try (0..<90).map { number -> Harvest in
      let parties = number % 4 == 0 ? pair + [third[number / 4 % 3]] : pair
      var report = try deal(
        "feed\(number % 11)",
        "Report number \(number) of what Honda and Nissan do",
        parties,
        day: Double(number * 7 % 40) / 10,
        form: forms[number / 2 % 3],
        stage: stages[number / 30]
      )
      report.items[0].verdict.score = 0.6 + Double(number * 13 % 40) / 100
      if number % 9 == 5 { report.items[0].verdict.tags.append("rule\(number % 2)") }
      if number == 66 { report.items[0].fingerprint = Sample.sketch(text) }
      return report
    }
    // The second feed of an article, which comes after it.
    var copy = reports[33]
    copy.feed = try Sample.feed("copier")
    // One that is no story by itself, with two feeds, until a report comes in its very words.
    var plain = try deal("plain", reports[66].items[0].item.title ?? "", [], day: 2.3)
    (plain.items[0].verdict, plain.items[0].fingerprint) = (Verdict(), Sample.sketch(text))
    var again = plain
    again.feed = try Sample.feed("again")
    let all = reports[..<40] + [plain] + reports[40..<60] + [copy, again] + reports[60...]

    let (atOnce, oneByOne) = (try Store(), try Store())
    _ = try atOnce.record(Array(all), at: Sample.now)
    for start in stride(from: 0, to: all.count, by: perBatch) {
      let batch = all[start..<min(start + perBatch, all.count)]
      _ = try oneByOne.record(Array(batch), at: Sample.now)
      if (70..<70 + perBatch).contains(start) {
        _ = try oneByOne.review(story: 1, .star, at: Sample.now)
      }
    }
    _ = try atOnce.review(story: 1, .star, at: Sample.now)
    let story = try #require(try atOnce.stories(StoryQuery()).first)
    #expect(story.items == 91 && story.feeds == 14 && story.isStarred && !story.isBacklog)
    #expect(Set(story.outlets.map(\.feed)).count == story.feeds)
    #expect(try oneByOne.stories(StoryQuery()) == atOnce.stories(StoryQuery()))
    var counting = StoryQuery()
    counting.namesOutlets = false
    let counted = try #require(try atOnce.stories(counting).first)
    #expect(counted.items == 91 && counted.feeds == 14 && counted.outlets.isEmpty)
    #expect(try oneByOne.check().faults.isEmpty)
  }
}

/// A generator that gives the same numbers for the same seed (SplitMix64).
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
