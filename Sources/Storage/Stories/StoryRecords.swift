import Foundation
import GRDB
internal import Syndication

/// Writes a story's row from its items, so that a list reads one row a story.
struct StoryRecords {
  private let db: Database
  private let terms: Terms

  /// Begins with the transaction's connection.
  init(_ db: Database, _ terms: Terms) { (self.db, self.terms) = (db, terms) }

  /// What the alliance of a stored story is; nil when it has no row or not the tag.
  func alliance(_ story: Int64) throws -> (form: AllianceForm?, stage: AllianceStage?)? {
    let statement = try db.cachedStatement(sql: "SELECT form, stage, tags FROM story WHERE id = ?")
    guard let row = try Row.fetchOne(statement, arguments: [story]),
      try terms.unpacked(row.bytes(2)).contains(Verdict.allianceTag)
    else { return nil }
    return (
      (row[0] as String?).flatMap(AllianceForm.init),
      (row[1] as String?).flatMap(AllianceStage.init)
    )
  }

  /// Writes the row of `story` anew; nil when nothing is left of it.
  func refresh(_ story: Int64) throws -> KnownStory? {
    let confirmed = try confirmedAlliance(story)
    try forgetTags(story)
    let statement = try db.cachedStatement(
      sql: "SELECT id, date, feed, score, verdict, backlog FROM item WHERE story = ?"
    )
    var summary = StorySummary()
    for row in try Row.fetchAll(statement, arguments: [story]) { try add(row, to: &summary) }
    let outlets = try db.cachedStatement(
      sql: """
        SELECT DISTINCT o.feed FROM item t JOIN outlet o ON o.item = t.id WHERE t.story = ?
        """
    )
    for feed in try Int64.fetchAll(outlets, arguments: [story]) { summary.feeds.insert(feed) }
    let review = try StoryReview.of(story, db)
    guard summary.size > 1 || !summary.tags.isEmpty || review.exists else {
      try db.cachedStatement(sql: "UPDATE item SET story = NULL WHERE story = ?")
        .execute(arguments: [story])
      try db.cachedStatement(sql: "DELETE FROM story WHERE id = ?").execute(arguments: [story])
      return nil
    }
    if let confirmed, review.state == ReviewState.confirmed.rawValue, !summary.isAlliance {
      summary.keep(confirmed)
    }
    try write(story, summary, review)
    return KnownStory(summary: summary, review: review)
  }

  /// Writes the row of `story`, which items have joined, and nothing else has happened to since it
  /// was `known`; gives back what is known then.
  func refresh(
    _ story: Int64,
    _ known: KnownStory,
    joinedBy items: Set<Int64>
  ) throws -> KnownStory {
    try forgetTags(story)
    let statement = try db.cachedStatement(
      sql: "SELECT id, date, feed, score, verdict, backlog FROM item WHERE id = ?"
    )
    var known = known
    let outlets = try db.cachedStatement(sql: "SELECT feed FROM outlet WHERE item = ?")
    for item in items {
      guard let row = try Row.fetchOne(statement, arguments: [item]) else { continue }
      try add(row, to: &known.summary)
      known.summary.feeds.formUnion(try Int64.fetchSet(outlets, arguments: [item]))
    }
    try write(story, known.summary, known.review)
    return known
  }

  private func add(_ row: Row, to summary: inout StorySummary) throws {
    let verdict = try VerdictRecord.verdict(
      row.bytes(4),
      score: Score.read(row[3]),
      texts: .notWanted,
      terms
    )
    summary.add(item: row[0], date: row[1], feed: row[2], isBacklog: row[5], verdict)
  }

  /// What is stored of an alliance that a reader has confirmed; nil when nobody has.
  private func confirmedAlliance(_ story: Int64) throws -> StorySummary.Alliance? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT tags, parties, themes, form, stage, score FROM story WHERE id = ? AND review = ?
        """
    )
    let confirmed = ReviewState.confirmed.rawValue
    guard let row = try Row.fetchOne(statement, arguments: [story, confirmed]),
      case let tags = try terms.unpacked(row.bytes(0)), tags.contains(Verdict.allianceTag)
    else { return nil }
    return StorySummary.Alliance(
      parties: try terms.unpacked(row.bytes(1)),
      themes: try terms.unpacked(row.bytes(2)),
      form: (row[3] as String?).flatMap(AllianceForm.init),
      stage: (row[4] as String?).flatMap(AllianceStage.init),
      score: Score.read(row[5])
    )
  }

  /// Writes the row of a story that lost items, under the lowest id that is left.
  func settle(_ story: Int64) throws {
    let statement = try db.cachedStatement(sql: "SELECT min(id) FROM item WHERE story = ?")
    let first = try Int64.fetchOne(statement, arguments: [story])
    guard first != story else {
      _ = try refresh(story)
      return
    }
    try forgetTags(story)
    try db.cachedStatement(sql: "DELETE FROM story WHERE id = ?").execute(arguments: [story])
    guard let first else { return }
    try db.cachedStatement(sql: "UPDATE item SET story = ? WHERE story = ?")
      .execute(arguments: [first, story])
    _ = try refresh(first)
  }

  private func write(_ story: Int64, _ summary: StorySummary, _ review: StoryReview) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO story(id, lead, date, latest, size, feeds, score, form, stage, tags, parties,
          themes, review, starred)
        VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)
        ON CONFLICT DO UPDATE SET (lead, date, latest, size, feeds, score, form, stage, tags,
          parties, themes, review, starred) = (excluded.lead, excluded.date, excluded.latest,
          excluded.size, excluded.feeds, excluded.score, excluded.form, excluded.stage,
          excluded.tags, excluded.parties, excluded.themes, excluded.review, excluded.starred)
        """
    ).execute(
      arguments: [
        story, summary.lead, summary.date, summary.latest, summary.size, summary.feeds.count,
        Score.stored(summary.score), summary.form?.rawValue, summary.stage?.rawValue,
        try terms.packed(summary.tags).map { Data($0) },
        try terms.packed(summary.parties).map { Data($0) },
        try terms.packed(summary.themes).map { Data($0) },
        review.state, review.isStarred,
      ])
    for tag in summary.tags {
      try db.cachedStatement(sql: "INSERT INTO storyTag(tag, date, story) VALUES (?, ?, ?)")
        .execute(arguments: [try terms.id(tag), summary.date, story])
    }
  }

  private func forgetTags(_ story: Int64) throws {
    let statement = try db.cachedStatement(sql: "SELECT date, tags FROM story WHERE id = ?")
    guard let row = try Row.fetchOne(statement, arguments: [story]) else { return }
    for tag in try terms.unpacked(row.bytes(1)) {
      try db.cachedStatement(sql: "DELETE FROM storyTag WHERE tag = ? AND date = ? AND story = ?")
        .execute(arguments: [try terms.id(tag), row[0] as Int64, story])
    }
  }
}

/// A story as its last refresh left it.
struct KnownStory: Sendable {
  var summary: StorySummary
  let review: StoryReview

  /// Of fewer items it is not worth to be remembered: they are as soon read again.
  private static let many = 24

  /// Whether new items can be added to it without a look at the others.
  var canGrow: Bool { summary.size >= Self.many && !summary.isConfirmed }
}
