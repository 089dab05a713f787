import Storage
import Syndication
import Testing

@Suite struct IdentityTests {
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

  @Test("an item without id and address stays the same when its headline or its text is edited")
  func nameless() throws {
    let store = try Store()
    let feed = try Sample.feed("a")
    let date = Sample.now
    func news(_ items: [HarvestedItem]) throws -> (new: Int, updated: Int) {
      let tally = try store.record([Sample.harvest(feed, items)], at: Sample.now)[0]
      return (tally.new, tally.updated)
    }
    let beside = Sample.item("Beside it", text: "Other words.", published: date)
    _ = try news([Sample.item("A plant opens", text: "Soon.", published: date), beside])
    let edited = Sample.item("A plant opens", text: "In May.", published: date)
    #expect(try news([edited, beside]) == (0, 1))
    #expect(try news([edited, beside]) == (0, 0))
    let renamed = Sample.item("A plant opens, at last", text: "In May.", published: date)
    #expect(try news([beside, renamed]) == (0, 1))
    // The same headline on another day, or under another text and headline, is another article.
    let later = Sample.item(
      "A plant opens, at last",
      text: "In June.",
      published: date + .seconds(9)
    )
    let other = Sample.item("Another plant", text: "In July.", published: date)
    #expect(try news([beside, later, other]) == (2, 0))
    #expect(try store.allItems().count == 4)
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
    let before = items("http://a.example/?p=")
    _ = try store.record([Sample.harvest(feed, before)], at: Sample.now)
    // Two have left the document meanwhile, which the new system shows again.
    _ = try store.record([Sample.harvest(feed, Array(before.prefix(4)))], at: Sample.now)
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

  @Test("an item that left its feed and comes back is not new")
  func comesBack() throws {
    let store = try Store()
    let feed = try Sample.feed("a")
    let items = (1...3).map { Sample.item("Story \($0)", id: "g\($0)") }
    _ = try store.record([Sample.harvest(feed, items)], at: Sample.now)
    _ = try store.record([Sample.harvest(feed, [items[0]])], at: Sample.now)
    #expect(try store.record([Sample.harvest(feed, items)], at: Sample.now)[0].new == 0)
  }
}
