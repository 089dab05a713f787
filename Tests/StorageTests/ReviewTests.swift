import Storage
import Syndication
import Testing

@Suite struct ReviewTests {
  private func report(_ feed: String, hours: Int64) throws -> Harvest {
    Sample.harvest(
      try Sample.feed(feed),
      [
        Sample.item(
          "News of the pair in \(feed)",
          id: "1",
          published: Sample.now - .seconds(3600 * hours),
          verdict: Sample.alliance(["Honda", "Nissan"])
        )
      ]
    )
  }

  @Test("a verdict goes with the story to later items, and to earlier ones that turn up late")
  func carries() throws {
    let store = try Store()
    _ = try store.record([report("a", hours: 20)], at: Sample.now)
    let story = try #require(try store.stories(StoryQuery()).first?.story)
    #expect(try store.review(story: story, .confirm, at: Sample.now))
    #expect(try store.review(story: story, .star, at: Sample.now))
    #expect(try store.review(story: story, .note("watch this"), at: Sample.now))
    _ = try store.record([report("b", hours: 2), report("c", hours: 40)], at: Sample.now)
    let row = try #require(try store.stories(StoryQuery()).first)
    #expect(row.items == 3)
    #expect(row.review == .confirmed)
    #expect(row.isStarred)
    #expect(try store.items(StoryQuery()).allSatisfy { $0.review == .confirmed })
    let detail = try #require(try store.story(story))
    #expect(detail.reviews.map(\.mark) == ["confirm", "star", "note"])
    #expect(detail.reviews.last?.note == "watch this")
    #expect(row.notes == ["watch this"])
  }

  @Test("a confirmed story stays an alliance when its text is edited, until that is taken back")
  func outlivesEdits() throws {
    let store = try Store()
    _ = try store.record([report("a", hours: 20)], at: Sample.now)
    let story = try #require(try store.stories(StoryQuery()).first?.story)
    #expect(try store.review(story: story, .confirm, at: Sample.now))
    let edited = Sample.item(
      "Quite another headline",
      id: "1",
      published: Sample.now - .seconds(3600 * 20)
    )
    _ = try store.record([Sample.harvest(try Sample.feed("a"), [edited])], at: Sample.now)
    let row = try #require(try store.stories(StoryQuery()).first)
    #expect(row.title == "Quite another headline" && row.review == .confirmed)
    #expect(row.parties == ["Honda", "Nissan"] && row.tags == [Verdict.allianceTag])
    #expect(try store.review(story: story, .clear, at: Sample.now))
    #expect(try store.stories(StoryQuery()).isEmpty)
  }

  @Test("the last word counts, and can be taken back")
  func lastWord() throws {
    let store = try Store()
    _ = try store.record([report("a", hours: 20)], at: Sample.now)
    let story = try #require(try store.stories(StoryQuery()).first?.story)
    for (mark, state) in [
      (ReviewMark.confirm, ReviewState.confirmed), (.reject, .rejected), (.clear, .unreviewed),
    ] {
      #expect(try store.review(story: story, mark, at: Sample.now))
      #expect(try store.stories(StoryQuery()).map(\.review) == [state])
    }
  }

  @Test("filters tell unreviewed, confirmed, rejected and starred stories apart")
  func filters() throws {
    let store = try Store()
    _ = try store.record(
      ["Ford", "GM", "BMW"].map { name in
        Sample.harvest(
          try Sample.feed(name.lowercased()),
          [
            Sample.item(
              "\(name) and CATL",
              id: name,
              verdict: Sample.alliance([name, "CATL"])
            )
          ]
        )
      },
      at: Sample.now
    )
    let ids = try store.stories(StoryQuery()).map(\.story).sorted()
    #expect(try store.review(story: ids[0], .confirm, at: Sample.now))
    #expect(try store.review(story: ids[1], .reject, at: Sample.now))
    #expect(try store.review(story: ids[1], .star, at: Sample.now))
    func found(_ filter: StoryQuery.ReviewFilter) throws -> [Int64] {
      var query = StoryQuery()
      query.review = filter
      #expect(try store.items(query).map(\.story) == store.stories(query).map(\.story))
      return try store.stories(query).map(\.story)
    }
    #expect(try found(.confirmed) == [ids[0]])
    #expect(try found(.rejected) == [ids[1]])
    #expect(try found(.starred) == [ids[1]])
    #expect(try found(.unreviewed) == [ids[2]])
  }

  @Test("an untagged item can be reviewed, and a story that is not there cannot")
  func untagged() throws {
    let store = try Store()
    _ = try store.record(
      [Sample.harvest(Sample.feed("a"), [Sample.item("Plain", id: "1")])],
      at: Sample.now
    )
    let id = try #require(try store.allItems().first?.id)
    #expect(try store.review(story: id, .confirm, at: Sample.now))
    #expect(try store.allStories().map(\.review) == [.confirmed])
    #expect(try !store.review(story: 999, .confirm, at: Sample.now))
  }
}
