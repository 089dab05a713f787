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
  func refresh(_ story: Int64) throws -> StorySummary? {
    let confirmed = try confirmedAlliance(story)
    try forgetTags(story)
    let statement = try db.cachedStatement(
      sql: """
        SELECT id, date, feed, score, verdict, backlog FROM item WHERE story = ? ORDER BY date, id
        """
    )
    var summary = StorySummary()
    for row in try Row.fetchAll(statement, arguments: [story]) {
      let verdict = try VerdictRecord.verdict(
        row.bytes(4),
        score: Score.read(row[3]),
        texts: .notWanted,
        terms
      )
      summary.add(item: row[0], date: row[1], feed: row[2], verdict)
      if !(row[5] as Bool) { summary.isBacklog = false }
    }
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
    return summary
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

/// What a story is by its items, taken from the earliest to the latest.
struct StorySummary {
  /// What makes a story an alliance.
  struct Alliance {
    var parties: [String], themes: [String]
    var form: AllianceForm?, stage: AllianceStage?
    var score: Double
  }

  /// The earliest item, its date, and the date of the latest.
  private(set) var lead: Int64 = 0, date: Int64 = 0, latest: Int64 = 0
  /// How many items it has, and from which feeds.
  private(set) var size = 0
  var feeds: Set<Int64> = []
  /// The highest score of a tagged item, or of any where none is.
  private(set) var score = 0.0
  /// The furthest stage that an item tells of.
  private(set) var stage: AllianceStage?
  /// Whether all of it came with the first bodies of its feeds.
  var isBacklog = true
  private var confirmed: Alliance?
  private var tagOrder: [String] = []
  private var parts: [String: Int] = [:], partOrder: [String] = []
  private var forms: [AllianceForm: Double] = [:]
  private var themeCounts: [String: Int] = [:], themeOrder: [String] = []
  private var tagged = 0

  /// Whether any item has the alliance tag.
  var isAlliance: Bool { tagOrder.contains(Verdict.allianceTag) }

  /// All tags, the built-in one first.
  var tags: [String] {
    tagOrder.filter { $0 == Verdict.allianceTag } + tagOrder.filter { $0 != Verdict.allianceTag }
  }

  /// The companies that a third of the tagged items or more name, most named first.
  var parties: [String] {
    confirmed?.parties ?? stable(partOrder.filter { (parts[$0] ?? 0) * 3 >= tagged }, by: parts)
  }

  /// The themes, most named first.
  var themes: [String] { confirmed?.themes ?? stable(themeOrder, by: themeCounts) }

  /// The form that most say, surer ones counting for more.
  var form: AllianceForm? {
    if let confirmed { return confirmed.form }
    return AllianceForm.allCases.reversed().max { (forms[$0] ?? 0) < (forms[$1] ?? 0) }
      .flatMap { forms[$0] == nil ? nil : $0 }
  }

  /// Stays the alliance that a reader confirmed: a person's word goes before the classifier's.
  mutating func keep(_ alliance: Alliance) {
    confirmed = alliance
    tagOrder.append(Verdict.allianceTag)
    (stage, score) = (alliance.stage, alliance.score)
  }

  /// Adds the next item.
  mutating func add(item: Int64, date: Int64, feed: Int64, _ verdict: Verdict) {
    if size == 0 { (lead, self.date) = (item, date) }
    latest = max(latest, date)
    size += 1
    feeds.insert(feed)
    for tag in verdict.tags where !tagOrder.contains(tag) { tagOrder.append(tag) }
    guard verdict.isAlliance else {
      if tagged == 0 { score = max(score, verdict.score) }
      return
    }
    score = tagged == 0 ? verdict.score : max(score, verdict.score)
    tagged += 1
    for party in verdict.parties
    where parts.updateValue((parts[party] ?? 0) + 1, forKey: party) == nil {
      partOrder.append(party)
    }
    for theme in verdict.themes
    where themeCounts.updateValue((themeCounts[theme] ?? 0) + 1, forKey: theme) == nil {
      themeOrder.append(theme)
    }
    if let form = verdict.form { forms[form, default: 0] += max(verdict.score, 0.01) }
    if let next = verdict.stage { stage = stage.map { max($0, next) } ?? next }
  }

  private func stable(_ names: [String], by counts: [String: Int]) -> [String] {
    names.enumerated().sorted {
      let (left, right) = (counts[$0.element] ?? 0, counts[$1.element] ?? 0)
      return left == right ? $0.offset < $1.offset : left > right
    }.map(\.element)
  }
}
