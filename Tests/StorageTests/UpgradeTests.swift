import Foundation
import GRDB
import Storage
import Syndication
import Testing

@testable import Storage

@Suite struct UpgradeTests {
  /// Makes the file of a store as the migration `name` left it, with what a run wrote at the time.
  private func write(upTo name: String, in folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let pool = try DatabasePool(path: folder + "/tieup.db")
    try Schema.migrator.migrate(pool, upTo: name)
    try pool.write { db in
      try db.execute(
        sql: """
          INSERT INTO feed(id, url, title, firstSeen, etag, present)
            VALUES (1, 'https://a.example/feed', 'A', 1795000000, '"v1"', x'0500000000000000');
          INSERT INTO feed(id, url, title, firstSeen) VALUES (2, 'https://b.example/feed', 'B', 1);
          INSERT INTO term(id, text) VALUES (1, 'lex-1'), (2, 'ev-alliance'), (3, 'Honda'),
            (4, 'Nissan'), (5, 'memorandum'), (6, 'announced');
          -- A verdict: scheme, version, tags, parties, themes, form, stage, no evidence.
          INSERT INTO item(id, feed, story, date, published, firstSeen, score, backlog, textHash,
              title, url, verdict, summary)
            VALUES (1, 1, 1, 1795000000, 1795000000, 1795000100, 9000, 0, 11,
              'Honda and Nissan sign', 'https://a.example/1', x'010101020203040005060000',
              'A memorandum on gearboxes.');
          INSERT INTO item(id, feed, story, date, firstSeen, textHash, title, url)
            VALUES (2, 1, NULL, 1795000000, 1795000100, 12, 'A plain day', 'https://a.example/2');
          INSERT INTO identity(feed, key, item) VALUES (1, 5, 1), (1, 6, 2), (1, 7, NULL);
          INSERT INTO outlet(item, feed, firstSeen) VALUES (1, 2, 1795000200);
          INSERT INTO edit(item, at, title) VALUES (1, 1795000300, 'Honda and Nissan to sign');
          INSERT INTO words(rowid, title, text) VALUES (1, 'Honda and Nissan sign',
            'A memorandum on gearboxes.'), (2, 'A plain day', '');
          UPDATE fact SET value = 2 WHERE name = 'wordsUpTo';
          INSERT INTO story(id, lead, date, latest, size, feeds, score, form, stage, tags, parties,
              review)
            VALUES (1, 1, 1795000000, 1795000000, 1, 2, 9000, 'memorandum', 'announced', x'02',
              x'0304', 1);
          INSERT INTO storyTag(tag, date, story) VALUES (2, 1795000000, 1);
          INSERT INTO itemTag(tag, date, item) VALUES (2, 1795000000, 1);
          INSERT INTO itemParty(party, date, item) VALUES (3, 1795000000, 1), (4, 1795000000, 1);
          INSERT INTO review(item, at, mark) VALUES (1, 1795000400, 'confirm');
          INSERT INTO run(at, report) VALUES (1795000100, '{}');
          """
      )
      let key = StoryLinks.pairingKeys(Sample.alliance(["Honda", "Nissan"]))
      for key in key {
        try db.execute(
          sql: "INSERT INTO pairing(key, date, item) VALUES (?, 1795000000, 1)",
          arguments: [key]
        )
      }
    }
    try pool.close()
  }

  @Test(
    "what an earlier version stored is all there, and goes on",
    arguments: Schema.migrator.migrations
  )
  func upgrades(from name: String) throws {
    try Sample.withFolder { folder in
      try write(upTo: name, in: folder)
      let old = try Store(folder: folder, access: .readOnly)
      #expect(try old.stories(StoryQuery()).map(\.parties) == [["Honda", "Nissan"]])
      #expect(try old.changesSinceDigest().count == 1)

      let store = try Store(folder: folder, access: .readWrite)
      let story = try #require(try store.stories(StoryQuery()).first)
      #expect(story.title == "Honda and Nissan sign")
      #expect(story.review == .confirmed)
      #expect(story.outlets.count == 2)
      #expect(try store.search("gearboxes", limit: 5).count == 1)
      let feed = try Sample.feed("a")
      #expect(try store.plan(for: [feed]).states[feed]?.validators?.etag == "\"v1\"")

      #expect(try store.read(or: 0) { try ItemWords.mark($0) } == 2)

      // The next report of the deal joins the story that was there, and its review holds for it.
      let report = try store.record(
        [
          Sample.harvest(
            feed,
            [
              Sample.item(
                "Nissan and Honda have signed",
                id: "new",
                url: "https://a.example/3",
                published: Timestamp(1_795_090_000),
                verdict: Sample.alliance(["Honda", "Nissan"], stage: .signed)
              )
            ]
          )
        ],
        telling: [OutboxTarget(key: "command a", minScore: nil)],
        at: Timestamp(1_795_100_000)
      )
      #expect(report.stories.furtherStage == [1])
      let joined = try #require(try store.stories(StoryQuery()).first)
      #expect(joined.items == 2 && joined.stage == .signed && joined.review == .confirmed)
      #expect(try store.search("nissan", limit: 5).map(\.row.id) == [3, 1])
      #expect(try store.check().faults.isEmpty)
    }
  }

  @Test("copies of what an earlier version stored are still found by their bands")
  func bands() throws {
    let queue = try DatabaseQueue()
    try Schema.migrator.migrate(queue, upTo: "3 words by the stretch")
    let keys: [Int64] = [.min, -5, -4, 0, 1, 1 << 52, .max]
    try queue.write { db in
      for (item, key) in keys.enumerated() {
        for item in [item, item + 100] {
          try db.execute(sql: "INSERT INTO band VALUES (?, ?)", arguments: [key, item])
        }
      }
    }
    try Schema.migrator.migrate(queue)
    try queue.write { db in
      for (item, key) in keys.enumerated() {
        let found = try Bands().items(with: [key], db)
        #expect(found == [Int64(item), Int64(item + 100)])
      }
    }
  }
}
