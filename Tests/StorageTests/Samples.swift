import Foundation
import GRDB
import Syndication
import Testing

@testable import Storage

/// Moments, feeds and items to record, each with what a test leaves out filled in.
enum Sample {
  /// A Tuesday morning in November 2026.
  static let now = Timestamp(1_795_500_000)

  static func feed(_ name: String) throws -> FeedURL {
    try #require(FeedURL("https://\(name).example/feed"))
  }

  /// An item; its sketch is made of the words of `text`, as a classifier would, only simpler.
  static func item(
    _ title: String?,
    id: String? = nil,
    url: String? = nil,
    text: String? = nil,
    published: Timestamp? = nil,
    verdict: Verdict = Verdict()
  ) -> HarvestedItem {
    var item = Item()
    (item.title, item.id, item.url) = (title, id, url)
    (item.contentText, item.published) = (text, published)
    let canonical = url.map { String($0.prefix { $0 != "#" }) }
    return HarvestedItem(
      item: item,
      verdict: verdict,
      fingerprint: sketch(text ?? ""),
      canonicalURL: canonical
    )
  }

  static func alliance(
    _ parties: [String],
    form: AllianceForm = .memorandum,
    stage: AllianceStage = .announced,
    score: Double = 0.9,
    tags: [String] = []
  ) -> Verdict {
    Verdict(
      tags: [Verdict.allianceTag] + tags,
      score: score,
      parties: parties,
      form: form,
      stage: stage,
      themes: ["software"],
      version: "lex-1"
    )
  }

  static func harvest(
    _ feed: FeedURL,
    _ items: [HarvestedItem],
    title: String? = nil,
    state: FetchState = FetchState()
  ) -> Harvest {
    var head = Feed(format: .rss20)
    head.title = title ?? "Title of \(feed.text)"
    return Harvest(feed: feed, status: .ok, state: state, head: FeedHead(head), items: items)
  }

  static func sketch(_ text: String) -> Fingerprint {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    guard words.count >= 8 else { return Fingerprint(minima: [], shingles: words.count) }
    let shingles = (0..<words.count - 2).map { words[$0..<$0 + 3].joined(separator: " ") }
    var minima = [UInt32](repeating: .max, count: 32)
    for shingle in Set(shingles) {
      for index in minima.indices {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 &+ UInt64(index) &* 0x9E37_79B9_7F4A_7C15
        for byte in shingle.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        hash ^= hash >> 29
        hash &*= 0xBF58_476D_1CE4_E5B9
        minima[index] = min(minima[index], UInt32(truncatingIfNeeded: hash >> 32))
      }
    }
    return Fingerprint(minima: minima, shingles: shingles.count)
  }

  /// A folder that is removed again when the test is over.
  static func withFolder<Value>(_ body: (String) throws -> Value) throws -> Value {
    let folder =
      FileManager.default.temporaryDirectory.path
      + "/tieup-store-\(UInt64.random(in: 0...UInt64.max))"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
  }

  /// The tables of a store in which nothing is, for what works within a transaction.
  static func withTables<Value>(_ body: (Database) throws -> Value) throws -> Value {
    let queue = try DatabaseQueue()
    try Schema.migrator.migrate(queue)
    return try queue.write(body)
  }

  /// Makes the store in `folder` break off a transaction that inserts an item of that title.
  static func refuseItems(titled title: String, in folder: String) throws {
    try DatabaseQueue(path: folder + "/tieup.db").write {
      try $0.execute(
        sql: """
          CREATE TRIGGER stop BEFORE INSERT ON item WHEN new.title = '\(title)'
          BEGIN SELECT RAISE(ABORT, 'stopped'); END
          """
      )
    }
  }
}

/// Where a store lives that a test is run on.
enum Home: CaseIterable {
  case memory, file

  /// Runs `body` on an empty store that lives here.
  func store<Value>(_ body: (Store) throws -> Value) throws -> Value {
    switch self {
    case .memory: try body(Store())
    case .file: try Sample.withFolder { try body(Store(folder: $0, access: .readWrite)) }
    }
  }
}

extension Store {
  /// Every item kept, tagged or not.
  func allItems() throws -> [StoryRow] {
    var query = StoryQuery()
    query.tag = nil
    return try items(query)
  }

  /// Every story kept, tagged or not.
  func allStories() throws -> [StoryRow] {
    var query = StoryQuery()
    query.tag = nil
    return try stories(query)
  }
}
