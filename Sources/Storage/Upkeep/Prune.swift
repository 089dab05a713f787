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
  /// Their names stay, so that an item that comes back later is not taken for a new one. What
  /// stands in a feed is known from its newest document, however old that is for those that are
  /// `subscribed`; of others it counts no longer than the retention.
  package func prune(
    retention: Duration,
    now: Timestamp,
    subscribed: Set<FeedURL> = [],
    dryRun: Bool = false
  ) throws(StoreError) -> PruneReport {
    var report = PruneReport()
    report.bytesBefore = try bytes()
    var after: Int64 = 0
    let cutoff = now - retention
    let documents = try read(or: [:]) { try Pruner.documents($0, since: cutoff, subscribed) }
    // In many small transactions, so that a run beside it never waits long.
    while true {
      let step: (last: Int64, counts: PruneReport)? =
        dryRun
        ? try read(or: nil) { try Pruner($0, cutoff, documents, isDry: true).step(after: after) }
        : try write { try Pruner($0, cutoff, documents, isDry: false).step(after: after) }
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
  /// The items in the newest document of each feed.
  private let documents: [Int64: Set<Int64>]
  private let isDry: Bool
  private static let stretch = 2000

  init(_ db: Database, _ cutoff: Timestamp, _ documents: [Int64: Set<Int64>], isDry: Bool) {
    (self.db, self.cutoff, self.documents, self.isDry) = (db, cutoff, documents, isDry)
  }

  /// The items in the newest documents of feeds that are subscribed or were asked since `cutoff`.
  static func documents(_ db: Database, since cutoff: Timestamp, _ subscribed: Set<FeedURL>) throws
    -> [Int64: Set<Int64>]
  {
    let named = try db.cachedStatement(
      sql: "SELECT item FROM identity WHERE feed = ? AND key = ? AND item > 0"
    )
    var documents: [Int64: Set<Int64>] = [:]
    let feeds = try Row.fetchAll(
      db,
      sql: "SELECT id, present, url, ifnull(lastAttempt, firstSeen) >= ? FROM feed",
      arguments: [cutoff.seconds]
    )
    for feed in feeds {
      let url: String = feed[2], isRecent: Bool = feed[3]
      let isSubscribed = FeedURL(url, allowingFiles: true).map(subscribed.contains) ?? false
      guard isRecent || isSubscribed else { continue }
      let id: Int64 = feed[0]
      for key in PackedNumbers.numbers(feed.bytes(1) ?? []) {
        guard let item = try Int64.fetchOne(named, arguments: [id, key]) else { continue }
        documents[id, default: []].insert(item)
      }
    }
    return documents
  }

  /// Looks at the next items after `after`; nil when there are none left.
  func step(after: Int64) throws -> (last: Int64, counts: PruneReport)? {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT id, feed, story IS NOT NULL AND EXISTS (
            SELECT 1 FROM story s WHERE s.id = story
              AND (s.tags IS NOT NULL OR s.review <> 0 OR s.starred <> 0
                OR EXISTS (SELECT 1 FROM review r JOIN item x ON x.id = r.item
                  WHERE x.story = s.id))),
          max(date, firstSeen) < ?, story
        FROM item WHERE id > ? ORDER BY id LIMIT ?
        """,
      arguments: [cutoff.seconds, after, Self.stretch]
    )
    guard let last = rows.last else { return nil }
    var counts = PruneReport()
    var gone: [Int64: [Int64]] = [:]
    var stories: Set<Int64> = []
    for row in rows where row[3] {
      counts.old += 1
      let id: Int64 = row[0]
      let feeds = try self.feeds(of: id, first: row[1])
      if row[2] {
        counts.keptForStory += 1
      } else if feeds.contains(where: { documents[$0]?.contains(id) == true }) {
        counts.keptInFeed += 1
      } else {
        counts.pruned += 1
        if let story: Int64 = row[4] { stories.insert(story) }
        for feed in feeds { gone[feed, default: []].append(id) }
      }
    }
    if !isDry, counts.pruned > 0 { try remove(gone, stories) }
    return (last[0], counts)
  }

  private func feeds(of item: Int64, first: Int64) throws -> [Int64] {
    let others = try db.cachedStatement(sql: "SELECT feed FROM outlet WHERE item = ?")
    return [first] + (try Int64.fetchAll(others, arguments: [item]))
  }

  /// Takes items away and leaves their names behind, given by feed.
  private func remove(_ gone: [Int64: [Int64]], _ stories: Set<Int64>) throws {
    try db.execute(sql: "CREATE TEMP TABLE IF NOT EXISTS gone (item INTEGER PRIMARY KEY)")
    let forget = try db.makeStatement(
      sql: """
        UPDATE identity SET item = NULL
        WHERE feed = ? AND item IN (SELECT item FROM temp.gone)
        """
    )
    let note = try db.makeStatement(sql: "INSERT OR IGNORE INTO temp.gone VALUES (?)")
    for (feed, items) in gone.sorted(by: { $0.key < $1.key }) {
      try db.execute(sql: "DELETE FROM temp.gone")
      for item in items { try note.execute(arguments: [item]) }
      try forget.execute(arguments: [feed])
    }
    var words = try ItemWords(db, after: ItemWriter.lastID(db))
    let texts = try db.cachedStatement(sql: "SELECT title, summary, content FROM item WHERE id = ?")
    for id in Set(gone.values.joined()).sorted() {
      if let row = try Row.fetchOne(texts, arguments: [id]) {
        words.remove(id, row[0], row[1], row[2])
      }
      for sql in [
        "DELETE FROM likeness WHERE item = ?1 OR other = ?1", "DELETE FROM item WHERE id = ?1",
        """
        INSERT INTO fact(name, value) VALUES ('lastItem', ?1)
        ON CONFLICT DO UPDATE SET value = max(value, ?1)
        """,
      ] {
        try db.cachedStatement(sql: sql).execute(arguments: [id])
      }
    }
    let records = StoryRecords(db, Terms(db))
    for story in stories.sorted() { try records.settle(story) }
    try words.write()
  }
}
