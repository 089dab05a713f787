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
      #expect(plan.states[fresh] == FetchState())
      #expect(plan.holds == [hold])
    }
  }

  @Test("one id under several articles: each is kept, now and in later documents")
  func repeatedID() throws {
    let store = try Store()
    let feed = try Sample.feed("a")
    let items = (1...3).map {
      Sample.item("Article \($0)", id: "same", url: "https://a.example/\($0)")
    }
    #expect(try store.record([Sample.harvest(feed, items)], at: Sample.now)[0].new == 3)
    #expect(try store.record([Sample.harvest(feed, [items[1]])], at: Sample.now)[0].new == 0)
    let another = Sample.item("Article 4", id: "same", url: "https://a.example/4")
    #expect(try store.record([Sample.harvest(feed, [another])], at: Sample.now)[0].new == 1)
    #expect(try store.allItems().count == 4)
  }

  @Test("an id is known after one article of it was stored and then others come under it")
  func idRepeatedLater() throws {
    let store = try Store()
    let feed = try Sample.feed("a")
    let items = (1...3).map {
      Sample.item("Article \($0)", id: "same", url: "https://a.example/\($0)")
    }
    #expect(try store.record([Sample.harvest(feed, [items[0]])], at: Sample.now)[0].new == 1)
    #expect(try store.record([Sample.harvest(feed, items)], at: Sample.now)[0].new == 2)
    #expect(try store.allItems().count == 3)
  }

  @Test("two entries that are the same in all are one")
  func twiceInOne() throws {
    let store = try Store()
    let feed = try Sample.feed("a")
    let item = Sample.item("First", id: "g1", url: "https://a.example/1")
    let tally = try store.record([Sample.harvest(feed, [item, item])], at: Sample.now)[0]
    #expect((tally.seen, tally.new) == (2, 1))
  }

  @Test("without ids, a fragment keeps articles of one page apart")
  func fragments() throws {
    let store = try Store()
    let feed = try Sample.feed("a")
    let items = (1...3).map {
      Sample.item("Post \($0)", url: "https://a.example/live#post-\($0)")
    }
    #expect(try store.record([Sample.harvest(feed, items)], at: Sample.now)[0].new == 3)
    #expect(try store.record([Sample.harvest(feed, items)], at: Sample.now)[0].new == 0)
  }

  @Test("the same address and title in another feed is the same item, with both outlets")
  func acrossFeeds() throws {
    let store = try Store()
    let (one, other) = (try Sample.feed("a"), try Sample.feed("b"))
    let item = Sample.item("Big news", id: "1", url: "https://news.example/big")
    let copy = Sample.item("Big  News", id: "77", url: "https://news.example/big#top")
    let tallies = try store.record(
      [Sample.harvest(one, [item]), Sample.harvest(other, [copy])],
      at: Sample.now
    )
    #expect(tallies.map(\.new) == [1, 0])
    let row = try #require(try store.allItems().first)
    #expect(row.outlets.map(\.feed) == [one.text, other.text])
    #expect(row.feeds == 2)
  }

  @Test("sharing only an address, or only an id, across feeds does not make one item")
  func apart() throws {
    let store = try Store()
    let (one, other) = (try Sample.feed("a"), try Sample.feed("b"))
    _ = try store.record(
      [
        Sample.harvest(
          one,
          [
            Sample.item("One", id: "1", url: "https://news.example/"),
            Sample.item("Alpha", id: "2", url: "https://a.example/2"),
          ]
        ),
        Sample.harvest(
          other,
          [
            Sample.item("Two", id: "3", url: "https://news.example/"),
            Sample.item("Beta", id: "2", url: "https://b.example/2"),
          ]
        ),
      ],
      at: Sample.now
    )
    #expect(try store.allItems().count == 4)
  }

  @Test("new ids for all items at once, address and title the same: nothing is new")
  func newIDs() throws {
    let store = try Store()
    let feed = try Sample.feed("a")
    func items(_ round: Int) -> [HarvestedItem] {
      (1...4).map {
        Sample.item("Story \($0)", id: "r\(round)-\($0)", url: "https://a.example/\($0)")
      }
    }
    #expect(try store.record([Sample.harvest(feed, items(1))], at: Sample.now)[0].new == 4)
    #expect(try store.record([Sample.harvest(feed, items(2))], at: Sample.now)[0].new == 0)
    #expect(try store.record([Sample.harvest(feed, items(1))], at: Sample.now)[0].new == 0)
  }

  @Test("a new publishing system with new ids and new addresses does not flood")
  func newAddresses() throws {
    let store = try Store()
    let feed = try Sample.feed("a")
    func items(_ place: String) -> [HarvestedItem] {
      (1...6).map {
        Sample.item(
          "A headline of some length, number \($0)",
          id: "\(place)/\($0)",
          url: "\(place)/\($0)",
          published: Sample.now - .seconds(3600 * Int64($0))
        )
      }
    }
    let news = Sample.item("Something new today", id: "n", url: "https://new.example/blog/n")
    _ = try store.record([Sample.harvest(feed, items("http://a.example/?p="))], at: Sample.now)
    let moved = items("https://new.example/blog") + [news]
    let tally = try store.record([Sample.harvest(feed, moved)], at: Sample.now)[0]
    #expect(tally.new == 1)
    #expect(try store.record([Sample.harvest(feed, moved)], at: Sample.now)[0].new == 0)
    #expect(try store.allItems().count == 7)
  }

  @Test("a feed that makes up new ids each time is not believed in its ids for long")
  func rotatingIDs() throws {
    let store = try Store()
    let feed = try Sample.feed("a")
    func items(_ round: Int, _ title: String) -> [HarvestedItem] {
      (1...4).map {
        Sample.item("\(title) \($0)", id: "r\(round)-\($0)", url: "https://a.example/\($0)")
      }
    }
    for round in 0..<8 {
      let tally = try store.record([Sample.harvest(feed, items(round, "Story"))], at: Sample.now)[0]
      #expect(tally.new == (round == 0 ? 4 : 0))
    }
    #expect(try store.feedHealth(at: Sample.now).map(\.trustsIDs) == [false])
    let edited = try store.record([Sample.harvest(feed, items(9, "Edited"))], at: Sample.now)[0]
    #expect((edited.new, edited.updated) == (0, 4))
  }

  @Test("ids that name places in a list and not articles are seen through")
  func positionalIDs() throws {
    let store = try Store()
    let feed = try Sample.feed("a")
    func day(_ day: Int) -> [HarvestedItem] {
      (1...6).map {
        Sample.item("Day \(day) story \($0)", id: "\($0)", url: "https://a.example/\(day)/\($0)")
      }
    }
    for round in 1...3 {
      #expect(try store.record([Sample.harvest(feed, day(round))], at: Sample.now)[0].new == 6)
      #expect(try store.record([Sample.harvest(feed, day(round))], at: Sample.now)[0].new == 0)
    }
    #expect(try store.allItems().count == 18)
  }

  @Test("with neither id nor address, the words tell items apart, whatever their dates")
  func wordsOnly() throws {
    let store = try Store()
    let feed = try Sample.feed("a")
    func items(_ minute: Int64) -> [HarvestedItem] {
      [
        Sample.item("Note", text: "One.", published: Sample.now + .seconds(60 * minute)),
        Sample.item("Note", text: "Two.", published: Sample.now + .seconds(60 * minute)),
        Sample.item(nil, text: "Three."), Sample.item(nil, text: "Four."),
      ]
    }
    #expect(try store.record([Sample.harvest(feed, items(0))], at: Sample.now)[0].new == 4)
    #expect(try store.record([Sample.harvest(feed, items(1))], at: Sample.now)[0].new == 0)
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

  @Test("an item that left its feed and comes back is not new")
  func comesBack() throws {
    let store = try Store()
    let feed = try Sample.feed("a")
    let items = (1...3).map { Sample.item("Story \($0)", id: "g\($0)") }
    _ = try store.record([Sample.harvest(feed, items)], at: Sample.now)
    _ = try store.record([Sample.harvest(feed, [items[0]])], at: Sample.now)
    #expect(try store.record([Sample.harvest(feed, items)], at: Sample.now)[0].new == 0)
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
