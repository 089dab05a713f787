import GRDB
package import Syndication

/// What a prune took away, or would.
package struct PruneReport: Sendable, Hashable {
  /// Items that were older than the retention.
  package var old = 0
  /// Of these, kept because they are tagged, reviewed or part of a story that is.
  package var keptForStory = 0
  /// Of these, kept because they still stand in their feed.
  package var keptInFeed = 0
  /// Of these, taken away.
  package var pruned = 0
  /// The file's size before and after, in bytes; the same for a dry run.
  package var bytesBefore: Int64 = 0, bytesAfter: Int64 = 0

  /// Nothing pruned.
  package init() {}
}

extension Store {
  /// Takes away items older than `retention` that are untagged, unreviewed and gone from their feed.
  ///
  /// Their names stay, so that an item that comes back later is not taken for a new one.
  package func prune(
    retention: Duration,
    now: Timestamp,
    dryRun: Bool = false
  ) throws(StoreError) -> PruneReport {
    var report = PruneReport()
    report.bytesBefore = try bytes()
    var after: Int64 = 0
    let cutoff = now - retention
    // In many small transactions, so that a run beside it never waits long.
    while true {
      let step: (last: Int64, counts: PruneReport)? =
        dryRun
        ? try read(or: nil) { try Pruner($0, cutoff, isDry: true).step(after: after) }
        : try write { try Pruner($0, cutoff, isDry: false).step(after: after) }
      guard let step else { break }
      after = step.last
      report.old += step.counts.old
      report.keptForStory += step.counts.keptForStory
      report.keptInFeed += step.counts.keptInFeed
      report.pruned += step.counts.pruned
    }
    if report.pruned > 0, !dryRun {
      try writeOutsideTransaction { db in
        try db.execute(sql: "INSERT INTO words(words) VALUES ('optimize')")
        try db.execute(sql: "VACUUM")
        _ = try Row.fetchAll(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      }
    }
    report.bytesAfter = dryRun ? report.bytesBefore : try bytes()
    return report
  }

  /// The size of the database in bytes, as SQLite counts its pages.
  func bytes() throws(StoreError) -> Int64 {
    try read(or: 0) { db in
      try Int64.fetchOne(
        db,
        sql: "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
      ) ?? 0
    }
  }
}

/// Prunes a stretch of items at a time.
private struct Pruner {
  private let db: Database
  private let cutoff: Timestamp
  private let isDry: Bool
  private static let stretch = 2000

  init(_ db: Database, _ cutoff: Timestamp, isDry: Bool) {
    (self.db, self.cutoff, self.isDry) = (db, cutoff, isDry)
  }

  /// Looks at the next items after `after`; nil when there are none left.
  func step(after: Int64) throws -> (last: Int64, counts: PruneReport)? {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT id, feed, story IS NOT NULL AND EXISTS (
            SELECT 1 FROM story s WHERE s.id = story
              AND (s.tags IS NOT NULL OR s.review <> 0 OR s.starred <> 0
                OR EXISTS (SELECT 1 FROM review r WHERE r.item = item.id OR r.item = s.id))),
          date, firstSeen, title, summary, content, story
        FROM item WHERE id > ? ORDER BY id LIMIT ?
        """,
      arguments: [after, Self.stretch]
    )
    guard let last = rows.last else { return nil }
    var counts = PruneReport()
    var present: [Int64: Set<Int64>] = [:]
    var stories: Set<Int64> = []
    var words = ItemWords()
    for row in rows where max(row[3] as Int64, row[4] as Int64) < cutoff.seconds {
      counts.old += 1
      let id: Int64 = row[0]
      if row[2] {
        counts.keptForStory += 1
      } else if try isPresent(id, &present) {
        counts.keptInFeed += 1
      } else {
        counts.pruned += 1
        if let story: Int64 = row[8] { stories.insert(story) }
        if !isDry { try remove(row, &words) }
      }
    }
    try settle(stories)
    try words.write(db)
    return (last[0], counts)
  }

  /// Whether the newest document of a feed that carries the item still has it.
  private func isPresent(_ item: Int64, _ present: inout [Int64: Set<Int64>]) throws -> Bool {
    let names = try db.cachedStatement(
      sql: """
        SELECT i.feed, i.key FROM identity i WHERE i.item = ?1 AND i.feed IN
          (SELECT feed FROM item WHERE id = ?1 UNION SELECT feed FROM outlet WHERE item = ?1)
        """
    )
    for row in try Row.fetchAll(names, arguments: [item]) {
      let feed: Int64 = row[0]
      if present[feed] == nil { present[feed] = try document(of: feed) }
      if present[feed]?.contains(row[1]) == true { return true }
    }
    return false
  }

  /// The names in the newest document of `feed`; none when it was not asked for since the cut-off.
  private func document(of feed: Int64) throws -> Set<Int64> {
    let row = try Row.fetchOne(
      db,
      sql: "SELECT present FROM feed WHERE id = ? AND ifnull(lastAttempt, firstSeen) >= ?",
      arguments: [feed, cutoff.seconds]
    )
    return Set(PackedNumbers.numbers(row?.bytes(0) ?? []))
  }

  private func remove(_ row: Row, _ words: inout ItemWords) throws {
    let id: Int64 = row[0]
    try db.execute(
      sql: """
        INSERT INTO fact(name, value) VALUES ('lastItem', ?1)
        ON CONFLICT DO UPDATE SET value = max(value, ?1)
        """,
      arguments: [id]
    )
    words.remove(id, row[5], row[6], row[7])
    for sql in [
      "UPDATE identity SET item = NULL WHERE item = ?", "DELETE FROM band WHERE item = ?",
      "DELETE FROM likeness WHERE item = ?1 OR other = ?1", "DELETE FROM item WHERE id = ?",
    ] {
      try db.cachedStatement(sql: sql).execute(arguments: [id])
    }
  }

  /// Writes the rows of stories anew that lost an item; untagged, they may keep one or none.
  private func settle(_ stories: Set<Int64>) throws {
    guard !isDry else { return }
    let records = StoryRecords(db, Terms(db))
    for story in stories.sorted() { try records.settle(story) }
  }
}
