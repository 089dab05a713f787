import Foundation
import Syndication
import Testing

@testable import Storage

@Suite struct WaitingWordsTests {
  /// So much text that what stands beside it in a batch waits for more.
  private static let much = String(repeating: "filling ", count: 20_000)

  private func busy(_ items: [HarvestedItem], at feed: String = "a") throws -> Harvest {
    Sample.harvest(
      try Sample.feed(feed),
      [Sample.item("Much", id: "much", text: Self.much)] + items
    )
  }

  private let some = [
    Sample.item("Solid-state cells for Škoda", id: "1", text: "The pack is solid. State aid."),
    Sample.item("トヨタとEV電池", id: "2", text: "出光興産と全固体電池を量産する。"),
    Sample.item("Plain day", id: "3", text: "Nothing of note."),
  ]

  private func mark(_ store: Store) throws -> Int64? {
    try store.read(or: nil) { try ItemWords.mark($0) }
  }

  private func found(_ words: String, _ store: Store) throws -> [Int64] {
    try store.search(words, limit: 10).map(\.row.id)
  }

  @Test(
    "words wait while a run is busy and are found as later in the index",
    arguments: Home.allCases
  )
  func found(home: Home) throws {
    try home.store { store in
      _ = try store.record([busy(some)], at: Sample.now)
      #expect(try mark(store) == 0)
      let questions = [
        "solid", "\"state aid\"", "\"aid state\"", "skoda", "全固体電池", "電", "not*", "filling -solid",
        "title : plain",
      ]
      let before = try questions.map { try found($0, store) }
      #expect(before.prefix(8) == [[2], [2], [], [2], [3], [3], [4], [1]])
      try store.recordRun("{}", at: Sample.now)
      #expect(try mark(store) == 4)
      #expect(try questions.map { try found($0, store) } == before)
    }
  }

  @Test("what waits goes in with a batch that is not busy, or when the store is let go")
  func ends() throws {
    try Sample.withFolder { folder in
      let store = try Store(folder: folder, access: .readWrite)
      _ = try store.record([busy([])], at: Sample.now)
      _ = try store.record([busy([], at: "b")], at: Sample.now)
      #expect(try mark(store) == 0)
      _ = try store.record([Sample.harvest(Sample.feed("c"), some)], at: Sample.now)
      #expect(try mark(store) == 5)
      #expect(try found("filling", store) == [2, 1])
      #expect(try found("出光興産", store) == [4])
      _ = try store.record([busy([], at: "d")], at: Sample.now)
      try Store(folder: folder, access: .readWrite).close()
      #expect(try mark(store) == 5)
      store.close()
      let next = try Store(folder: folder, access: .readOnly)
      #expect(try mark(next) == 6)
      #expect(try found("filling", next) == [6, 2, 1])
    }
  }

  @Test("the newest are found first, whether they wait or not")
  func order() throws {
    let store = try Store()
    _ = try store.record([Sample.harvest(Sample.feed("b"), some)], at: Sample.now)
    _ = try store.record([busy(some)], at: Sample.now)
    #expect(try mark(store) == 3)
    #expect(try store.search("solid", limit: 0).map(\.row.id) == [5, 1])
    #expect(try store.search("solid", limit: 1).map(\.row.id) == [5])
    #expect(try store.search("solid", limit: 2).map(\.row.id) == [5, 1])
  }

  @Test("an item that is edited is found by its new words only, in the index or before it")
  func edited() throws {
    let store = try Store()
    let feed = try Sample.feed("a")
    _ = try store.record([busy(some)], at: Sample.now)
    func edit(_ text: String) throws {
      let item = Sample.item("Plain day", id: "3", text: text)
      _ = try store.record([Sample.harvest(feed, [item])], at: Sample.now)
    }
    try edit("量産 news")
    #expect(try mark(store) == 4)
    #expect(try found("note", store) == [])
    #expect(try found("量産", store) == [4, 3])
    try edit("Something else")
    #expect(try found("量産", store) == [3])
    #expect(try found("else", store) == [4])
  }

  @Test("after a kill the next writer goes on from the mark, and the killed one's memory is void")
  func killed() throws {
    try Sample.withFolder { folder in
      let killed = try Store(folder: folder, access: .readWrite)
      _ = try killed.record([busy(some)], at: Sample.now)
      #expect(try found("solid", Store(folder: folder, access: .readOnly)) == [2])
      let next = try Store(folder: folder, access: .readWrite)
      #expect(try mark(next) == 0)
      _ = try next.record([busy(some, at: "b")], at: Sample.now)
      #expect(try mark(next) == 8)
      #expect(try found("固体", next) == [7, 3])
      _ = try killed.record([busy(some, at: "c")], at: Sample.now)
      try killed.recordRun("{}", at: Sample.now)
      #expect(try found("固体", next) == [11, 7, 3])
      #expect(try found("note", next) == [12, 8, 4])
      #expect(try next.check().isSound)
    }
  }

  @Test("a batch that fails leaves nothing to wait")
  func failed() throws {
    try Sample.withFolder { folder in
      let store = try Store(folder: folder, access: .readWrite)
      _ = try store.record([busy(some)], at: Sample.now)
      try Sample.refuseItems(titled: "Bad", in: folder)
      let bad = try busy([Sample.item("Bad", id: "9")], at: "b")
      #expect(throws: StoreError.self) { try store.record([bad], at: Sample.now) }
      _ = try store.record([Sample.harvest(Sample.feed("c"), some)], at: Sample.now)
      #expect(try mark(store) == 7)
      #expect(try found("filling", store) == [1])
      #expect(try found("solid", store) == [5, 2])
    }
  }

  @Test("an item that is pruned while it waits was never in the index")
  func pruned() throws {
    let store = try Store()
    let then = Sample.now - .seconds(9 * 86400)
    _ = try store.record([busy(some)], at: then)
    _ = try store.record([Sample.harvest(Sample.feed("a"), [])], at: then)
    _ = try store.record([busy(some, at: "b")], at: Sample.now)
    let report = try store.prune(retention: .seconds(86400), now: Sample.now)
    #expect(report.pruned == 4)
    try store.recordRun("{}", at: Sample.now)
    #expect(try found("solid", store) == [6])
    #expect(try store.check().isSound)
  }
}
