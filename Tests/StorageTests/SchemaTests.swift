import Foundation
import GRDB
import Storage
import Syndication
import Testing

@testable import Storage

@Suite struct SchemaTests {
  @Test("the migrations have the names that are in the world, in their order")
  func names() {
    #expect(
      Schema.migrator.migrations == [
        "1 feeds, items, stories", "2 outbox, digests, counts", "3 words by the stretch",
        "4 bands by the bucket",
      ]
    )
  }

  @Test("every table has the columns that earlier versions wrote")
  func columns() throws {
    let queue = try DatabaseQueue()
    try Schema.migrator.migrate(queue)
    let expected = [
      "bandBucket": "bucket entries",
      "counter": "name value",
      "digested": "story stage",
      "edit": "id item at title summary content verdict",
      "fact": "name value",
      "feed": """
      id url title homePage summary language format firstSeen etag lastModified validatorsURL \
      lastBody bodyHash lastAttempt lastSuccess nextCheck nextCheckReason serverFloor freshness \
      wasUnreachable failures lastError httpStatus movedTo isGone hintInterval skipHours skipDays \
      idPolicy repeatedIDs renames recent present
      """,
      "hostHold": "host until reason",
      "identity": "feed key item",
      "item": """
      id feed story date published firstSeen score backlog twin textHash title url canonical \
      language authors sketch verdict summary content
      """,
      "itemParty": "party date item",
      "itemTag": "tag date item",
      "likeness": "item other byPart",
      "outbox": "id target story stage previous isNew at attempts nextTry delivered",
      "outlet": "item feed firstSeen published url",
      "pairing": "key date item",
      "receiver": "target failures lastError lastDelivery",
      "review": "id item at mark note",
      "run": "at report",
      "story": """
      id lead date latest size feeds score form stage tags parties themes review starred
      """,
      "storyTag": "tag date story",
      "term": "id text",
      "waitingBand": "id entries",
      "words": "title text",
    ]
    try queue.read { db in
      let tables = try String.fetchAll(
        db,
        sql: """
          SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'words\\_%' ESCAPE '\\'
            AND name NOT IN ('grdb_migrations', 'sqlite_sequence') ORDER BY name
          """
      )
      #expect(tables == expected.keys.sorted())
      for (table, columns) in expected {
        let found = try db.columns(in: table).map(\.name)
        #expect(found == columns.split(separator: " ").map(String.init), "\(table)")
      }
      let indexes = try String.fetchAll(
        db,
        sql: "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"
      )
      #expect(
        indexes == [
          "editByItem", "itemByDate", "itemByFeed", "itemByStory", "itemByTwin", "likenessByOther",
          "outboxPending", "outletByFeed", "reviewByItem", "storyByForm", "storyByReview",
          "storyByStage",
          "storyByStar", "storyInFeed",
        ]
      )
      #expect(try Int.fetchOne(db, sql: "PRAGMA user_version") == Schema.version)
      #expect(try Int32.fetchOne(db, sql: "PRAGMA application_id") == Schema.applicationID)
    }
  }

  @Test(
    "a store that an ended first run left without a schema is taken up",
    arguments: [true, false]
  )
  func begun(isEmptyFile: Bool) throws {
    try Sample.withFolder { folder in
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let path = folder + "/tieup.db"
      if isEmptyFile {
        _ = FileManager.default.createFile(atPath: path, contents: nil)
      } else {
        let pool = try DatabasePool(path: path)
        try pool.write { db in
          try db.execute(sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
        }
        try pool.close()
      }
      #expect(try Store(folder: folder, access: .readOnly).allItems().isEmpty)
      let store = try Store(folder: folder, access: .readWrite)
      #expect(try store.check().isSound)
    }
  }

  @Test("names of items and of their likeness must never change: stored history hangs on them")
  func frozenHashes() {
    let key = ItemKey(
      Sample.item("A Title  of NOTE", id: "urn:1", url: "http://news.example/a?b=1#c")
    )
    #expect(key.byID == -917_611_324_497_288_090)
    #expect(key.detailed == 3_828_573_915_928_059_409)
    #expect(key.twin == 8_750_367_471_203_712_763)
    #expect(key.title == "a title of note")
    let pair = StoryLinks.pairingKeys(Sample.alliance(["Nissan", "Honda"]))
    #expect(pair == [-2_674_771_642_584_559_037])
    #expect(
      SketchRecord.bands(Sample.sketch("one two three four five six seven eight nine")).count == 6
    )
  }

  @Test("the word index is fed the same for ever, or it could not forget")
  func frozenCutting() {
    #expect(SearchText.indexed("EV電池、ＥＶ と battery") == "EV 電池 池 、EV  と  battery")
    #expect(SearchText.indexed("배터리") == " 배터 터리 리 ")
    #expect(SearchText.indexed("Škoda — plain") == "Škoda — plain")
  }
}
