import GRDB
import Storage
import Syndication
import Testing

@testable import Storage

@Suite struct QueryTests {
  private func store() throws -> Store {
    let store = try Store()
    let day = Duration.seconds(86400)
    let items: [(String, [String], AllianceForm, AllianceStage, Int)] = [
      ("a", ["Honda", "Nissan"], .memorandum, .talks, 1),
      ("a", ["Ford", "SK On"], .jointVenture, .ended, 9),
      ("b", ["Ford", "CATL"], .supply, .announced, 20),
    ]
    for (index, item) in items.enumerated() {
      _ = try store.record(
        [
          Sample.harvest(
            try Sample.feed(item.0),
            [
              Sample.item(
                "Deal \(index)",
                id: "\(index)",
                url: "https://\(item.0).example/\(index)",
                published: Sample.now - day * item.4,
                verdict: Sample.alliance(
                  item.1,
                  form: item.2,
                  stage: item.3,
                  tags: index == 0 ? ["solid-state"] : []
                )
              ),
              Sample.item("Plain \(index)", id: "p\(index)", published: Sample.now - day * item.4),
            ]
          )
        ],
        at: Sample.now
      )
    }
    return store
  }

  @Test("an item that a second feed carries is found under either")
  func secondFeed() throws {
    let store = try Store()
    let feeds = ["a", "b"]
    for tagged in [false, true] {
      for name in feeds {
        let item = Sample.item(
          tagged ? "Tagged" : "Plain",
          url: "https://n.example/\(tagged)",
          verdict: tagged ? Sample.alliance(["Ford", "CATL"]) : Verdict()
        )
        _ = try store.record([Sample.harvest(Sample.feed(name), [item])], at: Sample.now)
      }
    }
    for name in feeds {
      var query = StoryQuery()
      query.feeds = [try Sample.feed(name)]
      #expect(try store.stories(query).map(\.title) == ["Tagged"])
      #expect(try store.items(query).map(\.title) == ["Tagged"])
      query.tag = nil
      #expect(try store.stories(query).map(\.title) == ["Tagged", "Plain"])
      #expect(try store.items(query).map(\.title) == ["Tagged", "Plain"])
    }
  }

  /// A query that was changed from the default one.
  private static func query(_ change: (inout StoryQuery) -> Void) -> StoryQuery {
    var query = StoryQuery()
    change(&query)
    return query
  }

  private static let wanted: [(StoryQuery, [Int])] = [
    (query { _ in }, [0, 1, 2]), (query { $0.parties = ["Ford"] }, [1, 2]),
    (query { $0.parties = ["Ford", "CATL"] }, [2]), (query { $0.parties = ["Nobody"] }, []),
    (query { $0.form = .jointVenture }, [1]), (query { $0.stage = .talks }, [0]),
    (query { $0.since = Sample.now - .seconds(10 * 86400) }, [0, 1]),
    (query { $0.until = Sample.now - .seconds(5 * 86400) }, [1, 2]),
    (query { $0.limit = 2 }, [0, 1]),
    (query { $0.tag = "solid-state" }, [0]), (query { $0.tag = "never-given" }, []),
    (query { $0.feeds = [FeedURL("https://b.example/feed")].compactMap(\.self) }, [2]),
    (query { $0.feeds = [] }, []),
    (query { $0.feeds = [FeedURL("https://no.example/")].compactMap(\.self) }, []),
    (query { $0.review = .unreviewed }, [0, 1, 2]), (query { $0.review = .starred }, []),
    (query { ($0.tag, $0.form) = (nil, .supply) }, [2]),
  ]

  @Test("each filter finds what it names", arguments: wanted)
  func filters(query: StoryQuery, expected: [Int]) throws {
    let store = try store()
    #expect(try store.stories(query).map(\.title) == expected.map { "Deal \($0)" })
    #expect(try store.items(query).map(\.title) == expected.map { "Deal \($0)" })
  }

  @Test("all stories come newest first, tagged or not")
  func all() throws {
    let store = try store()
    #expect(
      try store.allStories().map(\.title) == [
        "Plain 0", "Deal 0", "Plain 1", "Deal 1", "Plain 2", "Deal 2",
      ]
    )
    var query = StoryQuery()
    query.tag = nil
    query.feeds = [try Sample.feed("a")]
    #expect(try store.stories(query).count == 4)
  }

  private static let lists: [StoryQuery] = [
    query { _ in }, query { $0.tag = nil }, query { $0.since = Sample.now },
    query { $0.review = .unreviewed }, query { ($0.tag, $0.since) = (nil, Sample.now) },
    query { $0.form = .supply }, query { $0.stage = .ended },
    query { ($0.tag, $0.review) = (nil, .unreviewed) },
    query { ($0.tag, $0.form) = (nil, .supply) }, query { ($0.tag, $0.stage) = (nil, .ended) },
    query { ($0.tag, $0.review) = (nil, .confirmed) },
    query { ($0.tag, $0.review) = (nil, .starred) },
  ]

  @Test("a list walks an index and sorts nothing", arguments: lists)
  func walksAnIndex(query: StoryQuery) throws {
    let store = try store()
    var query = query
    query.limit = 20
    try store.read(or: ()) { db in
      let steps = { (plan: QueryPlan) in
        try Row.fetchAll(
          db,
          sql: "EXPLAIN QUERY PLAN " + plan.sql,
          arguments: StatementArguments(plan.arguments)
        ).map { $0["detail"] as String }
      }
      let stories = try steps(QueryPlan.stories(query, db, Terms(db)))
      #expect(!stories.contains { $0.contains("USE TEMP B-TREE") }, "\(stories)")
      for step in try stories + steps(QueryPlan.items(query, db, Terms(db))) {
        #expect(!step.hasPrefix("SCAN") || step.contains("INDEX"), "\(step)")
      }
    }
  }

  @Test("a row tells the outlets, who had it first, and what the verdict was")
  func rows() throws {
    let store = try store()
    let row = try #require(try store.stories(StoryQuery()).first)
    #expect(row.outlets.first?.feed == "https://a.example/feed")
    #expect(row.outlets.first?.url == "https://a.example/0")
    #expect(row.feedTitle == "Title of https://a.example/feed")
    #expect(row.tags == ["ev-alliance", "solid-state"])
    #expect(row.score == 0.9)
    #expect((row.form, row.stage, row.themes) == (.memorandum, .talks, ["software"]))
    #expect(row.isBacklog)
  }

  @Test("evidence comes back word for word, and features to four places")
  func evidence() throws {
    let store = try Store()
    let title = "日産とホンダ 👍 agree"
    let verdict = Verdict(
      tags: [Verdict.allianceTag],
      score: 0.12345,
      parties: ["Honda", "Nissan"],
      evidence: [
        Evidence(field: .title, start: 3, end: 6, text: "ホンダ", role: "party", meaning: "Honda"),
        Evidence(field: .content, start: 4, end: 8, text: "pact", role: "relation"),
      ],
      features: [FeatureWeight(name: "pair", value: 1, weight: -2.71828)],
      version: "lex·1"
    )
    _ = try store.record(
      [
        Sample.harvest(
          Sample.feed("a"),
          [Sample.item(title, id: "1", text: "The pact.", verdict: verdict)]
        )
      ],
      at: Sample.now
    )
    let stored = try #require(try store.item(1)).verdict
    #expect(stored.evidence == verdict.evidence)
    #expect(stored.version == "lex·1")
    #expect(stored.score == 0.1235 || stored.score == 0.1234)
    #expect(stored.features.map(\.weight) == [-2.7183])
  }

  @Test("the health of a feed counts what came, what was tagged and when")
  func health() throws {
    let store = try store()
    let health = try store.feedHealth(at: Sample.now)
    #expect(health.map(\.feed) == ["https://a.example/feed", "https://b.example/feed"])
    #expect((health[0].items, health[0].tagged, health[0].shareTagged) == (4, 2, 0.5))
    #expect(health[0].itemsAWeek > 2)
    let status = try store.status(at: Sample.now)
    #expect((status.feeds, status.items, status.stories, status.storiesToday) == (2, 6, 3, 3))
  }

  @Test("the dates of the newest posts go out with the plan")
  func recent() throws {
    let store = try store()
    let feed = try Sample.feed("a")
    #expect(try store.plan(for: [feed]).recentPosts[feed]?.count == 4)
    #expect(try store.plan(for: [feed]).recentPosts[feed]?.first == Sample.now - .seconds(86400))
  }
}
