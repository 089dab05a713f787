import GRDB
package import Syndication

/// What an item was before one of its changes.
package struct EditEntry: Sendable, Hashable {
  /// When the change was seen.
  package var at: Timestamp
  /// The headline before and after it.
  package var titleBefore: String?, titleAfter: String?
  /// The text before it: kept for the first change only, so that the first text never is lost.
  package var summaryBefore: String?, contentBefore: String?
  /// The tags, the form and the stage before it.
  package var tagsBefore: [String], formBefore: AllianceForm?, stageBefore: AllianceStage?
  /// The same after it.
  package var tagsAfter: [String], formAfter: AllianceForm?, stageAfter: AllianceStage?
}

/// Everything kept of one item.
package struct ItemDetail: Sendable, Hashable {
  /// What a list shows of it.
  package var row: StoryRow
  /// The texts as they are now: plain, paragraphs as line breaks.
  package var summary: String?, content: String?
  /// Who wrote it, and in what language.
  package var authors: String?, language: String?
  /// What the classifier decided, with the evidence and its words.
  package var verdict: Verdict
  /// Its changes, the oldest first.
  package var edits: [EditEntry]
}

/// Everything kept of one story.
package struct StoryDetail: Sendable, Hashable {
  /// What a list shows of it.
  package var row: StoryRow
  /// Its items, the earliest first.
  package var items: [ItemDetail]
  /// What readers said of it, the oldest first.
  package var reviews: [ReviewEntry]
}

extension Store {
  /// The story with the id `id`, or the one that the item `id` is part of; nil when there is none.
  package func story(_ id: Int64) throws(StoreError) -> StoryDetail? {
    try read(or: nil) { db in
      guard let story = try Self.storyID(of: id, db) else { return nil }
      let reader = DetailReader(db)
      let lead =
        try Int64.fetchOne(db, sql: "SELECT lead FROM story WHERE id = ?", arguments: [story])
        ?? story
      guard let row = try reader.rows.row(lead, story: story, asStory: true) else { return nil }
      let members = try Int64.fetchAll(
        db,
        sql: "SELECT id FROM item WHERE story = ?1 OR id = ?1 ORDER BY date, id",
        arguments: [story]
      )
      return StoryDetail(
        row: row,
        items: try members.compactMap { try reader.item($0) },
        reviews: try reader.reviews(story)
      )
    }
  }

  /// The item with the id `id`; nil when there is none.
  package func item(_ id: Int64) throws(StoreError) -> ItemDetail? {
    try read(or: nil) { db in try DetailReader(db).item(id) }
  }

  /// The story that an item is part of; nil when there is no such item.
  static func storyID(of item: Int64, _ db: Database) throws -> Int64? {
    try Int64.fetchOne(
      db,
      sql: "SELECT ifnull(story, id) FROM item WHERE id = ?",
      arguments: [item]
    )
  }
}

/// Reads items and stories with all that belongs to them.
struct DetailReader {
  /// Reads what a list shows.
  let rows: RowReader
  private let db: Database
  private let terms: Terms

  /// Begins with a connection.
  init(_ db: Database) {
    self.db = db
    terms = Terms(db)
    rows = RowReader(db, terms)
  }

  /// All of item `id`.
  func item(_ id: Int64) throws -> ItemDetail? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT ifnull(story, id), title, summary, content, authors, language, verdict, score
        FROM item WHERE id = ?
        """
    )
    guard let row = try Row.fetchOne(statement, arguments: [id]),
      let line = try rows.row(id, story: row[0], asStory: false)
    else { return nil }
    let verdict = try VerdictRecord.verdict(
      row.bytes(6),
      score: Score.read(row[7]),
      texts: .fields(title: row[1], summary: row[2], content: row[3]),
      terms
    )
    return ItemDetail(
      row: line,
      summary: row[2],
      content: row[3],
      authors: row[4],
      language: row[5],
      verdict: verdict,
      edits: try edits(id, now: line.title, verdict)
    )
  }

  /// What was said of `story` and of what became part of it.
  func reviews(_ story: Int64) throws -> [ReviewEntry] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT at, mark, note FROM review
        WHERE item = ?1 OR item IN (SELECT id FROM item WHERE story = ?1) ORDER BY id
        """
    )
    return try Row.fetchAll(statement, arguments: [story]).map {
      ReviewEntry(at: Timestamp($0[0]), mark: $0[1], note: $0[2])
    }
  }

  private func edits(_ item: Int64, now title: String?, _ verdict: Verdict) throws -> [EditEntry] {
    let statement = try db.cachedStatement(
      sql: "SELECT at, title, summary, content, verdict FROM edit WHERE item = ? ORDER BY id DESC"
    )
    var (titleAfter, after) = (title, verdict)
    var edits: [EditEntry] = []
    for row in try Row.fetchAll(statement, arguments: [item]) {
      let before = try VerdictRecord.verdict(row.bytes(4), score: 0, texts: .notWanted, terms)
      edits.append(
        EditEntry(
          at: Timestamp(row[0]),
          titleBefore: row[1],
          titleAfter: titleAfter,
          summaryBefore: row[2],
          contentBefore: row[3],
          tagsBefore: before.tags,
          formBefore: before.form,
          stageBefore: before.stage,
          tagsAfter: after.tags,
          formAfter: after.form,
          stageAfter: after.stage
        )
      )
      (titleAfter, after) = (row[1], before)
    }
    return edits.reversed()
  }
}
