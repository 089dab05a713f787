import GRDB
package import Syndication

extension Store {
  /// The longest that a receiver's failures put the next attempt off, in seconds, and the longest
  /// that its own word does.
  private static let longestWait: Int64 = 3600, longestAsked: Int64 = 86400

  /// How long after so many failures in a row the next attempt is made: 5 s, doubled up to an hour.
  package static func outboxWait(failures: Int) -> Duration {
    .seconds(min(longestWait, 5 << Int64(min(max(0, failures - 1), 20))))
  }

  /// What is owed to `target` now: what was tried least first, then the oldest.
  package func outboxDue(
    _ target: String,
    at now: Timestamp,
    limit: Int = 100
  ) throws(StoreError) -> [OutboxEntry] {
    try readOutbox(or: []) { db in
      // A clock that was set back must not silence anybody: no wait is longer than the longest.
      try Row.fetchAll(
        db,
        sql: """
          SELECT id, target, story, isNew, stage, previous, at, attempts FROM outbox
          WHERE target = ?1 AND delivered IS NULL AND (nextTry <= ?2 OR nextTry > ?3)
          ORDER BY attempts, id LIMIT ?4
          """,
        arguments: [target, now.seconds, now.seconds + Self.longestAsked, limit]
      ).map { row in
        OutboxEntry(
          id: row[0],
          target: row[1],
          story: row[2],
          isNew: row[3],
          stage: AllianceStage(rawValue: row[4]),
          previous: (row[5] as String?).flatMap(AllianceStage.init),
          at: Timestamp(row[6]),
          attempts: row[7]
        )
      }
    }
  }

  /// The story that an entry tells of, as it is now; nil when nothing is left of it.
  package func outboxStory(_ entry: OutboxEntry) throws(StoreError) -> StoryRow? {
    try read(or: nil) { db in
      guard let story = try Self.storyID(of: entry.story, db) else { return nil }
      let lead =
        try Int64.fetchOne(db, sql: "SELECT lead FROM story WHERE id = ?", arguments: [story])
        ?? story
      return try RowReader(db, Terms(db)).row(lead, story: story, asStory: true)
    }
  }

  /// Notes that the receiver has answered: the entry is never sent again.
  package func outboxDelivered(_ entry: OutboxEntry, at now: Timestamp) throws(StoreError) {
    try write { db in
      try db.execute(
        sql: "UPDATE outbox SET delivered = ?, attempts = attempts + 1 WHERE id = ?",
        arguments: [now.seconds, entry.id]
      )
      try db.execute(
        sql: """
          INSERT INTO receiver(target, lastDelivery) VALUES (?1, ?2)
          ON CONFLICT DO UPDATE SET failures = 0, lastError = NULL, lastDelivery = ?2
          """,
        arguments: [entry.target, now.seconds]
      )
    }
  }

  /// Notes that an attempt failed, and puts all that is owed to that target off, as long as it
  /// `asked` to be left alone at least; says until when.
  package func outboxFailed(
    _ entry: OutboxEntry,
    why: String,
    asked: Duration? = nil,
    at now: Timestamp
  ) throws(StoreError) -> Timestamp {
    try write { db in
      try db.execute(
        sql: """
          INSERT INTO receiver(target, failures, lastError) VALUES (?1, 1, ?2)
          ON CONFLICT DO UPDATE SET failures = failures + 1, lastError = ?2
          """,
        arguments: [entry.target, why]
      )
      let failures =
        try Int.fetchOne(
          db,
          sql: "SELECT failures FROM receiver WHERE target = ?",
          arguments: [entry.target]
        ) ?? 1
      let wait = Self.outboxWait(failures: max(failures, entry.attempts + 1))
      let next = now + max(wait, min(asked ?? .zero, .seconds(Self.longestAsked)))
      try db.execute(
        sql: "UPDATE outbox SET attempts = attempts + 1 WHERE id = ?",
        arguments: [entry.id]
      )
      try db.execute(
        sql: "UPDATE outbox SET nextTry = ? WHERE target = ? AND delivered IS NULL",
        arguments: [next.seconds, entry.target]
      )
      return next
    }
  }

  /// Makes all that is owed to `target` due at once, whatever its back-off says.
  package func outboxRetry(_ target: String, at now: Timestamp) throws(StoreError) {
    try write { db in
      try db.execute(
        sql: "UPDATE outbox SET nextTry = ? WHERE target = ? AND delivered IS NULL",
        arguments: [now.seconds, target]
      )
    }
  }

  /// How each target is doing that was ever told something or is owed something, by name.
  package func outboxHealth() throws(StoreError) -> [OutboxHealth] {
    try readOutbox(or: []) { db in
      var targets: [String: OutboxHealth] = [:]
      for row in try Row.fetchAll(
        db,
        sql: "SELECT target, failures, lastError, lastDelivery FROM receiver"
      ) {
        var health = OutboxHealth(target: row[0])
        (health.failures, health.lastError) = (row[1], row[2])
        health.lastDelivery = (row[3] as Int64?).map { Timestamp($0) }
        targets[health.target] = health
      }
      for row in try Row.fetchAll(
        db,
        sql: """
          SELECT target, count(*), min(nextTry) FROM outbox WHERE delivered IS NULL GROUP BY target
          """
      ) {
        let target: String = row[0]
        targets[target, default: OutboxHealth(target: target)].pending = row[1]
        targets[target]?.nextTry = Timestamp(row[2])
      }
      return targets.values.sorted { $0.target < $1.target }
    }
  }

  /// Reads tables that a store has only since its second shape; an older one has nothing in them.
  func readOutbox<Value>(
    or empty: Value,
    _ body: (Database) throws -> Value
  ) throws(StoreError) -> Value {
    try read(or: empty) { db in try db.tableExists("outbox") ? body(db) : empty }
  }
}
