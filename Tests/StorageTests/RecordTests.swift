import Storage
import Syndication
import Testing

@Suite struct RecordTests {
  @Test("keeps an item once, however often its feed is read", arguments: Home.allCases)
  func once(home: Home) throws {
    try home.store { store in
      let feed = try Sample.feed("a")
      let items = (1...3).map {
        Sample.item("Story number \($0)", id: "g\($0)", url: "https://a.example/\($0)")
      }
      let first = try store.record([Sample.harvest(feed, items)], at: Sample.now)
      #expect(first.first?.new == 3)
      #expect(first.first?.isFirstBody == true)
      let second = try store.record(
        [Sample.harvest(feed, items.reversed())],
        at: Sample.now + .seconds(60)
      )
      #expect(second.first?.new == 0)
      #expect(second.first?.seen == 3)
      #expect(second.first?.isFirstBody == false)
      #expect(try store.allItems().count == 3)
    }
  }

  @Test("keeps the politeness and hands it out again with the plan", arguments: Home.allCases)
  func politeness(home: Home) throws {
    try home.store { store in
      let feed = try Sample.feed("a")
      let fresh = try Sample.feed("b")
      var state = FetchState()
      state.validators = Validators(etag: "W/\"x y\"", lastModified: nil)
      state.lastBody = Sample.now
      state.bodyHash = UInt64.max - 7
      state.lastAttempt = Sample.now
      state.lastSuccess = Sample.now
      state.nextCheck = Sample.now + .seconds(900)
      state.nextCheckReason = "max-age of 15 min"
      state.failures = 2
      state.lastError = "a line"
      state.httpStatus = 503
      state.movedTo = "https://new.example/feed"
      state.isGone = true
      state.validatorsURL = "https://new.example/feed"
      state.serverFloor = Sample.now + .seconds(300)
      state.freshness = 600
      state.wasUnreachable = true
      state.hints.interval = 3600
      state.hints.skipHours = [0, 5, 23]
      state.hints.skipDays = [0, 6]
      let hold = HostHold(
        host: "a.example:443",
        until: Sample.now + .seconds(99),
        reason: "Retry-After of 99 s"
      )
      let harvest = Harvest(
        feed: feed,
        status: .failed,
        state: state,
        head: nil,
        items: [],
        hold: hold
      )
      _ = try store.record([harvest], at: Sample.now)
      let plan = try store.plan(for: [feed, fresh])
      #expect(plan.states[feed] == state)
      #expect(plan.state(of: fresh) == FetchState())
      #expect(plan.holds == [hold])
    }
  }

  @Test("the first body of a feed is history, the next ones are news")
  func backlog() throws {
    let store = try Store()
    let feed = try Sample.feed("a")
    let old = Sample.item("Old deal", id: "1", verdict: Sample.alliance(["Ford", "CATL"]))
    let new = Sample.item("New deal", id: "2", verdict: Sample.alliance(["GM", "LG"]))
    let first = try store.recordWithStories([Sample.harvest(feed, [old])], at: Sample.now)
    #expect((first.stories.backlog.count, first.stories.new.count) == (1, 0))
    let second = try store.recordWithStories([Sample.harvest(feed, [old, new])], at: Sample.now)
    #expect((second.stories.backlog.count, second.stories.new.count) == (0, 1))
  }

  @Test("a changed title or text is an update that keeps the first text")
  func edits() throws {
    let store = try Store()
    let feed = try Sample.feed("a")
    let first = Sample.item(
      "Two makers in talks",
      id: "g",
      url: "https://a.example/1",
      text: "They talk.",
      verdict: Sample.alliance(["Honda", "Nissan"], stage: .talks)
    )
    let second = Sample.item(
      "Two makers sign a deal",
      id: "g",
      url: "https://a.example/1",
      text: "They signed.",
      verdict: Sample.alliance(["Honda", "Nissan"], stage: .signed)
    )
    _ = try store.record([Sample.harvest(feed, [first])], at: Sample.now)
    let report = try store.recordWithStories(
      [Sample.harvest(feed, [second])],
      at: Sample.now + .seconds(60)
    )
    #expect(report.tallies.map(\.updated) == [1])
    #expect(report.tallies.map(\.new) == [0])
    let row = try #require(try store.allItems().first)
    #expect(row.title == "Two makers sign a deal")
    #expect(report.stories.furtherStage == [row.story])
    let edit = try #require(try store.item(row.id)?.edits.first)
    #expect(edit.titleBefore == "Two makers in talks")
    #expect(edit.contentBefore == "They talk.")
    #expect((edit.stageBefore, edit.stageAfter) == (.talks, .signed))
    #expect(try store.search("signed", limit: 5).count == 1)
    #expect(try store.search("talk", limit: 5).isEmpty)
  }

  @Test("dates that are missing, to come or absurd sort by when the item was first seen")
  func dates() throws {
    let store = try Store()
    let feed = try Sample.feed("a")
    let items = [
      Sample.item("No date", id: "1"),
      Sample.item("To come", id: "2", published: Sample.now + .seconds(86400 * 9000)),
      Sample.item("Absurd", id: "3", published: Timestamp(0)),
      Sample.item("Yesterday", id: "4", published: Sample.now - .seconds(86400)),
    ]
    _ = try store.record([Sample.harvest(feed, items)], at: Sample.now)
    let rows = try store.allItems()
    #expect(rows.map(\.title) == ["Absurd", "To come", "No date", "Yesterday"])
    #expect(rows[1].published == items[1].item.published)
    #expect(rows[1].date == Sample.now)
  }
}
