import GRDB
package import Syndication

/// What the store alone can tell of the runs.
package struct StoreStatus: Sendable, Hashable {
  /// The last run's report as it was given, JSON; nil before the first.
  package var lastRun: String?
  /// When it was recorded.
  package var lastRunAt: Timestamp?
  /// The earliest next check of a feed that is not gone, and which feed.
  package var nextDue: Timestamp?, nextFeed: String?
  /// How many feeds are known, how many failed at their last attempt, how many are gone for good.
  package var feeds = 0, failing = 0, gone = 0
  /// How many items and how many alliance stories are kept.
  package var items = 0, stories = 0
  /// Alliance stories whose first item was seen in the last 24 hours.
  package var storiesToday = 0

  /// The status of a store in which nothing is.
  package init() {}
}

extension Store {
  /// Keeps the report of a run; the newest thousand are kept.
  ///
  /// The end of a run is when the words that its busy part left waiting go into the index.
  package func recordRun(_ json: String, at now: Timestamp) throws(StoreError) {
    try write { db in
      try indexWaitingWords(db)
      // What a clock that was ahead left behind would stay the last run for ever.
      try db.execute(sql: "DELETE FROM run WHERE at > ?", arguments: [now.seconds])
      try db.execute(
        sql: "INSERT OR REPLACE INTO run(at, report) VALUES (?, ?)",
        arguments: [now.seconds, json]
      )
      try db.execute(
        sql: """
          DELETE FROM run WHERE at < (SELECT at FROM run ORDER BY at DESC LIMIT 1 OFFSET 999)
          """
      )
    }
  }

  /// What a run last did, what is due next, and how much is kept.
  package func status(at now: Timestamp) throws(StoreError) -> StoreStatus {
    try read(or: StoreStatus()) { db in
      var status = StoreStatus()
      if let row = try Row.fetchOne(db, sql: "SELECT at, report FROM run ORDER BY at DESC LIMIT 1")
      {
        status.lastRunAt = Timestamp(row[0])
        status.lastRun = row[1]
      }
      if let row = try Row.fetchOne(
        db,
        sql: """
          SELECT nextCheck, url FROM feed WHERE nextCheck IS NOT NULL AND NOT isGone
          ORDER BY nextCheck, url LIMIT 1
          """
      ) {
        status.nextDue = Timestamp(row[0])
        status.nextFeed = row[1]
      }
      if let row = try Row.fetchOne(
        db,
        sql: """
          SELECT count(*), total(lastError IS NOT NULL AND NOT isGone), total(isGone) FROM feed
          """
      ) {
        (status.feeds, status.failing, status.gone) = (row[0], row[1], row[2])
      }
      status.items = try Int.fetchOne(db, sql: "SELECT count(*) FROM item") ?? 0
      let tag = try Terms(db).known(Verdict.allianceTag) ?? 0
      status.stories =
        try Int.fetchOne(db, sql: "SELECT count(*) FROM storyTag WHERE tag = ?", arguments: [tag])
        ?? 0
      status.storiesToday =
        try Int.fetchOne(
          db,
          sql: """
            SELECT count(*) FROM storyTag g JOIN story s ON s.id = g.story JOIN item t ON t.id = s.id
            WHERE g.tag = ? AND g.date > ? AND t.firstSeen > ?
            """,
          arguments: [tag, now.seconds - 30 * 86400, now.seconds - 86400]
        ) ?? 0
      return status
    }
  }
}
