import GRDB
import Syndication
import Testing

@testable import Storage

@Suite struct StoryLinksTests {
  private func count(_ sql: String, _ store: Store) throws -> Int {
    try store.read(or: 0) { try Int.fetchOne($0, sql: sql) ?? 0 }
  }

  /// One item a feed, all within an hour.
  private func record(_ count: Int, in store: Store, _ item: (Int) -> HarvestedItem) throws {
    for start in stride(from: 0, to: count, by: 50) {
      let harvests = try (start..<min(start + 50, count)).map { number in
        Sample.harvest(try Sample.feed("outlet\(number)"), [item(number)])
      }
      _ = try store.record(harvests, at: Sample.now)
    }
  }

  @Test("hundreds of copies are one story with a few links each, and stay one when it is parted")
  func copies() throws {
    let store = try Store()
    let text = "A train with two hundred vans left the works at noon, said the port of Emden today."
    try record(300, in: store) { number in
      Sample.item(
        "Vans leave, says " + String(repeating: "x", count: number),
        id: "\(number)",
        text: text,
        published: Sample.now - .seconds(Int64(3600 - number))
      )
    }
    #expect(try store.allStories().map(\.items) == [300])
    #expect(try count("SELECT count(*) FROM likeness", store) <= 300 * StoryLinks.enough)
    let verdict = Sample.alliance(["Kia", "Uber"])
    _ = try store.replaceVerdicts([(150, verdict)], at: Sample.now)
    _ = try store.replaceVerdicts([(150, Verdict())], at: Sample.now)
    #expect(try store.allStories().map(\.items) == [300])
  }

  @Test("hundreds of reports that name one company have a few links each, and retag parts none")
  func parts() throws {
    let store = try Store()
    try record(300, in: store) { number in
      Sample.item(
        "Ford splits Kentucky battery venture, edition \(number)",
        id: "\(number)",
        published: Sample.now - .seconds(Int64(3600 - number)),
        verdict: Sample.alliance(number % 7 == 0 ? ["Ford", "SK On"] : ["Ford"])
      )
    }
    #expect(try store.stories(StoryQuery()).map(\.items) == [300])
    for start in stride(from: 1, through: 300, by: 50) {
      let verdicts = (start..<start + 50).map { number in
        let parties = (number - 1) % 7 == 0 ? ["Ford", "SK On"] : ["Ford"]
        return (item: Int64(number), verdict: Sample.alliance(parties, tags: ["vans"]))
      }
      _ = try store.replaceVerdicts(verdicts, at: Sample.now)
    }
    #expect(try store.stories(StoryQuery()).map(\.items) == [300])
    #expect(try count("SELECT count(*) FROM likeness", store) <= 300 * StoryLinks.enough)
  }
}
