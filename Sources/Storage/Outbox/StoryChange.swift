import GRDB
package import Syndication

/// What became of a story between two digests.
package struct StoryChange: Sendable, Hashable {
  /// The story as it is now.
  package var story: StoryRow
  /// The stage it had before; nil when it had none or is new.
  package var before: AllianceStage?
  /// Whether the story itself is new; otherwise its stage is.
  package var isNew: Bool
  /// The article that told of the new stage first; nil where that is the one that leads the story.
  package var teller: StoryRow?

  /// Whether it has come to its end now.
  package var hasEnded: Bool { story.stage == .ended }
}

extension Store {
  /// The alliance stories that are new or at a further stage since the last digest was remembered,
  /// the latest first; rejected ones are left out.
  package func changesSinceDigest() throws(StoreError) -> [StoryChange] {
    try read(or: []) { db in
      let hasMemory = try db.tableExists("digested")
      // A store that no run of this version has opened has no such table yet.
      let told =
        hasMemory
        ? try db.makeStatement(
          sql: """
            SELECT stage FROM digested
            WHERE story = ?1 OR story IN (SELECT id FROM item WHERE story = ?1)
            """
        ) : nil
      return try changes(
        db,
        besides: """
          NOT EXISTS (SELECT 1 FROM digested d WHERE d.story = s.id AND d.stage = ifnull(s.stage, ''))
          """,
        hasMemory
      ) { story in
        guard let told else { return nil }
        let stages = try String.fetchAll(told, arguments: [story])
        return stages.isEmpty ? nil : .some(stages.compactMap { AllianceStage(rawValue: $0) }.max())
      }
    }
  }

  /// The alliance stories that are new or at a further stage since `since`, the latest first.
  package func changes(since: Timestamp) throws(StoreError) -> [StoryChange] {
    try read(or: []) { db in
      let terms = Terms(db)
      // An item's verdict at that time stands in its first edit after it, else with the item.
      let items = try db.makeStatement(
        sql: """
          SELECT t.verdict, (SELECT e.id FROM edit e WHERE e.item = t.id AND e.at >= ?2
            ORDER BY e.id LIMIT 1) AS later,
            (SELECT e.verdict FROM edit e WHERE e.item = t.id AND e.at >= ?2 ORDER BY e.id LIMIT 1)
          FROM item t WHERE t.story = ?1 AND t.firstSeen < ?2
          """
      )
      return try changes(db, besides: "1", true) { story in
        var stage: AllianceStage?
        var wasThere = false
        for row in try Row.fetchAll(items, arguments: [story, since.seconds]) {
          let verdict = try VerdictRecord.verdict(
            row.hasNull(atIndex: 1) ? row.bytes(0) : row.bytes(2),
            score: 0,
            texts: .notWanted,
            terms
          )
          guard verdict.isAlliance else { continue }
          wasThere = true
          if let told = verdict.stage { stage = stage.map { max($0, told) } ?? told }
        }
        return wasThere ? .some(stage) : nil
      }
    }
  }

  /// Remembers that a digest has told these changes.
  package func rememberDigest(_ changes: [StoryChange]) throws(StoreError) {
    guard !changes.isEmpty else { return }
    try write { db in
      let statement = try db.cachedStatement(
        sql: "INSERT OR REPLACE INTO digested(story, stage) VALUES (?, ?)"
      )
      for change in changes {
        try statement.execute(
          arguments: [change.story.story, change.story.stage?.rawValue ?? ""]
        )
      }
    }
  }

  /// Looks at each alliance story; `before` gives the stage it had, nil when it was not there.
  private func changes(
    _ db: Database,
    besides condition: String,
    _ usesCondition: Bool,
    before: (Int64) throws -> AllianceStage??
  ) throws -> [StoryChange] {
    let terms = Terms(db)
    guard let tag = try terms.known(Verdict.allianceTag) else { return [] }
    let reader = RowReader(db, terms)
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT s.id, s.lead, s.stage FROM storyTag g JOIN story s ON s.id = g.story
        WHERE g.tag = ? AND s.review <> 2 AND \(usesCondition ? condition : "1")
        ORDER BY s.latest DESC, s.id DESC
        """,
      arguments: [tag]
    )
    return try rows.compactMap { row in
      let stage = (row[2] as String?).flatMap(AllianceStage.init)
      let was = try before(row[0])
      if let was {
        guard let stage, was.map({ $0 < stage }) ?? true else { return nil }
      }
      guard let story = try reader.row(row[1], story: row[0], asStory: true) else { return nil }
      var change = StoryChange(story: story, before: was ?? nil, isNew: was == nil)
      if was != nil, let stage, let item = try teller(of: stage, in: row[0], db, terms),
        item != row[1]
      {
        change.teller = try reader.row(item, story: row[0], asStory: false)
      }
      return change
    }
  }

  /// The earliest article of a story that tells of `stage`.
  private func teller(
    of stage: AllianceStage,
    in story: Int64,
    _ db: Database,
    _ terms: Terms
  ) throws -> Int64? {
    let items = try Row.fetchCursor(
      db.cachedStatement(sql: "SELECT id, verdict FROM item WHERE story = ? ORDER BY date, id"),
      arguments: [story]
    )
    while let item = try items.next() {
      let verdict = try VerdictRecord.verdict(item.bytes(1), score: 0, texts: .notWanted, terms)
      if verdict.isAlliance, verdict.stage == stage { return item[0] }
    }
    return nil
  }
}
