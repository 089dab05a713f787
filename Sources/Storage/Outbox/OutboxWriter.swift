import GRDB
package import Syndication

extension Store {
  /// Records like `recordWithStories(_:at:)` and writes, in the same transaction, what the targets
  /// are to be told of it.
  package func record(
    _ harvests: [Harvest],
    telling targets: [OutboxTarget],
    at now: Timestamp
  ) throws(StoreError) -> RecordReport {
    try recording(at: now) { db, recorder in
      let tallies = try harvests.map { try recorder.record($0) }
      let stories = try recorder.finish()
      try OutboxWriter(db: db, now: now).write(stories, to: targets)
      return RecordReport(tallies: tallies, stories: stories)
    }
  }
}

/// Writes what is owed to whom, within the transaction that stored the stories.
struct OutboxWriter {
  let db: Database
  let now: Timestamp

  /// Writes a row for each story and target that has not heard of it, or not of this stage.
  func write(_ news: StoryNews, to targets: [OutboxTarget]) throws {
    guard !targets.isEmpty else { return }
    for story in news.new { try write(story, isNew: true, to: targets) }
    for story in news.furtherStage { try write(story, isNew: false, to: targets) }
  }

  private func write(_ story: Int64, isNew: Bool, to targets: [OutboxTarget]) throws {
    let statement = try db.cachedStatement(
      sql: "SELECT score, stage, review FROM story WHERE id = ?"
    )
    guard let row = try Row.fetchOne(statement, arguments: [story]), try isNewsNow(story),
      row[2] as Int != ReviewState.rejected.rawValue
    else { return }
    let score = Score.read(row[0])
    let stage = (row[1] as String?).flatMap(AllianceStage.init)
    for target in targets where target.minScore.map({ score >= $0 }) ?? true {
      let told = try self.told(story, to: target.key)
      let furthest = told.compactMap { AllianceStage(rawValue: $0) }.max()
      if !told.isEmpty {
        guard let stage, furthest.map({ $0 < stage }) ?? true else { continue }
      }
      try db.cachedStatement(
        sql: """
          INSERT OR IGNORE INTO outbox(target, story, stage, previous, isNew, at, nextTry)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """
      ).execute(
        arguments: [
          target.key, story, stage?.rawValue ?? "", furthest?.rawValue, isNew && told.isEmpty,
          now.seconds, now.seconds,
        ])
    }
  }

  /// The stages that a target has heard, or is to hear, of a story: under this id or under that of
  /// any story which has become part of it.
  private func told(_ story: Int64, to target: String) throws -> [String] {
    try String.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT stage FROM outbox
          WHERE target = ? AND story IN (SELECT id FROM item WHERE story = ?)
          """
      ),
      arguments: [target, story]
    )
  }

  /// Whether an article of this very batch makes the news: one that came after its feed's first
  /// body, or one whose text changed.
  private func isNewsNow(_ story: Int64) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT EXISTS(SELECT 1 FROM item t WHERE t.story = ?1
            AND (t.backlog = 0 AND t.firstSeen = ?2
              OR EXISTS(SELECT 1 FROM edit e WHERE e.item = t.id AND e.at = ?2)))
          """
      ),
      arguments: [story, now.seconds]
    ) ?? false
  }
}
