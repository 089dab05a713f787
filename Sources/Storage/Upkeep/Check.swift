import GRDB

/// What a check of the store found.
package struct CheckReport: Sendable, Hashable {
  /// How much of the file a table and its indexes take.
  package struct Share: Sendable, Hashable {
    /// The table, how many bytes it takes, and how many rows it has where that is quick to say.
    package var table: String, bytes: Int64
  }

  /// What is wrong, one line each; empty when all is well.
  package var faults: [String] = []
  /// The file's size, and how much of it is free for reuse.
  package var bytes: Int64 = 0, freeBytes: Int64 = 0
  /// The tables, the largest first.
  package var shares: [Share] = []
  /// How many there are of each.
  package var feeds = 0, items = 0, stories = 0, reviews = 0, edits = 0

  /// Whether nothing is wrong.
  package var isSound: Bool { faults.isEmpty }

  /// A check that found nothing.
  package init() {}
}

extension Store {
  /// Checks the file's pages, its references and its own rules, and says what takes the room.
  package func check() throws(StoreError) -> CheckReport {
    try read(or: CheckReport()) { db in
      var report = CheckReport()
      report.faults = try String.fetchAll(db, sql: "PRAGMA integrity_check(20)").filter {
        $0 != "ok"
      }
      let missing = try Self.missing(db)
      guard missing.isEmpty else {
        // Nothing further can be asked of such a store.
        report.faults += missing.map { "\($0) is missing" }
        return report
      }
      for row in try Row.fetchAll(db, sql: "PRAGMA foreign_key_check") {
        report.faults.append(
          "a row of \(row[0] as String) refers to nothing in \(row[2] as String)"
        )
      }
      try Self.checkStories(db, &report)
      let pages = try Row.fetchOne(
        db,
        sql: """
          SELECT page_count * page_size, freelist_count * page_size
          FROM pragma_page_count, pragma_page_size, pragma_freelist_count
          """
      )
      if let pages { (report.bytes, report.freeBytes) = (pages[0], pages[1]) }
      report.shares = try Row.fetchAll(
        db,
        sql: """
          SELECT ifnull(m.tbl_name, d.name), sum(d.pgsize) FROM dbstat d
          LEFT JOIN sqlite_schema m ON m.name = d.name WHERE d.aggregate = TRUE
          GROUP BY 1 ORDER BY 2 DESC
          """
      ).map { CheckReport.Share(table: $0[0], bytes: $0[1]) }
      let counts = try Row.fetchOne(
        db,
        sql: """
          SELECT (SELECT count(*) FROM feed), (SELECT count(*) FROM item),
            (SELECT count(*) FROM story), (SELECT count(*) FROM review), (SELECT count(*) FROM edit)
          """
      )
      if let counts {
        (report.feeds, report.items, report.stories) = (counts[0], counts[1], counts[2])
        (report.reviews, report.edits) = (counts[3], counts[4])
      }
      return report
    }
  }

  /// What the migrations make and this store has lost; nothing where some are still to come.
  private static func missing(_ db: Database) throws -> [String] {
    guard try Schema.migrator.hasCompletedMigrations(db) else { return [] }
    let sql = "SELECT type || ' ' || name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'"
    let whole = try DatabaseQueue(configuration: configuration)
    try Schema.migrator.migrate(whole)
    let kept = try String.fetchSet(db, sql: sql)
    return try whole.read { try String.fetchAll($0, sql: sql) }.filter { !kept.contains($0) }
      .sorted()
  }

  /// The rules that no constraint of the schema can say.
  private static func checkStories(_ db: Database, _ report: inout CheckReport) throws {
    let rules = [
      (
        "stories whose size is not that of their items",
        """
        SELECT count(*) FROM story s
        WHERE s.size <> (SELECT count(*) FROM item t WHERE t.story = s.id)
        """
      ),
      (
        "items in a story that has no row",
        """
        SELECT count(*) FROM item t
        WHERE t.story IS NOT NULL AND NOT EXISTS (SELECT 1 FROM story s WHERE s.id = t.story)
        """
      ),
      (
        "entries of lists whose item or story is not there",
        """
        SELECT (SELECT count(*) FROM itemTag g
            WHERE NOT EXISTS (SELECT 1 FROM item t WHERE t.id = g.item))
          + (SELECT count(*) FROM itemParty g
            WHERE NOT EXISTS (SELECT 1 FROM item t WHERE t.id = g.item))
          + (SELECT count(*) FROM pairing g
            WHERE NOT EXISTS (SELECT 1 FROM item t WHERE t.id = g.item))
          + (SELECT count(*) FROM storyTag g
            WHERE NOT EXISTS (SELECT 1 FROM story s WHERE s.id = g.story))
          + (SELECT count(*) FROM story s
            WHERE NOT EXISTS (SELECT 1 FROM item t WHERE t.id = s.lead))
        """
      ),
      (
        "names of items that are not there",
        """
        SELECT count(*) FROM identity i WHERE i.item > 0
          AND NOT EXISTS (SELECT 1 FROM item t WHERE t.id = i.item)
        """
      ),
    ]
    for (what, sql) in rules {
      let count = try Int.fetchOne(db, sql: sql) ?? 0
      if count > 0 { report.faults.append("\(count) \(what)") }
    }
  }
}
