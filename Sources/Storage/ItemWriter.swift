import Foundation
import GRDB
internal import Syndication

/// A stored item whose text was replaced by a newer one.
struct ItemChange {
  /// The item as it is now.
  var item: WrittenItem
  /// What the classifier had said of the text before.
  var before: Verdict

  /// Whether it has the alliance tag now and had it not before.
  var isNewlyAlliance: Bool { item.verdict.isAlliance && !before.isAlliance }
}

/// Writes items, their words and what becomes of them.
struct ItemWriter {
  private let db: Database
  private let terms: Terms
  private let now: Timestamp
  private var nextID: Int64
  private var words: ItemWords
  private let insertion: Statement

  /// Begins writing at `now`.
  init(
    _ db: Database,
    _ terms: Terms,
    _ waiting: WaitingWords,
    at now: Timestamp
  ) throws {
    (self.db, self.terms, self.now) = (db, terms, now)
    let last = try Self.lastID(db)
    nextID = last + 1
    words = try ItemWords(db, waiting, after: last)
    insertion = try db.cachedStatement(
      sql: """
        INSERT INTO item(id, feed, date, published, firstSeen, score, backlog, twin, textHash,
          title, url, canonical, language, authors, sketch, verdict, summary, content)
        VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
        """
    )
  }

  /// The highest id that was ever given; ids are never used again, not even after a prune.
  static func lastID(_ db: Database) throws -> Int64 {
    try Int64.fetchOne(
      db,
      sql: """
        SELECT max(ifnull((SELECT max(id) FROM item), 0),
          ifnull((SELECT value FROM fact WHERE name = 'lastItem'), 0))
        """
    ) ?? 0
  }

  /// Stores an item that was never seen.
  mutating func insert(
    _ harvested: HarvestedItem,
    _ key: ItemKey,
    feed: Int64,
    isBacklog: Bool
  ) throws -> WrittenItem {
    let item = harvested.item
    let id = nextID
    nextID += 1
    let date = EffectiveDate.of(published: item.published, firstSeen: now)
    let sketch = SketchRecord(harvested.fingerprint)
    try insertion.execute(
      arguments: [
        id, feed, date.seconds, item.published?.seconds, now.seconds,
        Score.stored(harvested.verdict.score), isBacklog, key.twin, key.text,
        item.title, item.url, key.canonical == item.url ? nil : key.canonical,
        item.language, authors(item), sketch.map { Data($0.bytes) }, try record(harvested.verdict),
        item.summary, item.contentText,
      ])
    words.add(id, item.title, item.summary, item.contentText)
    return WrittenItem(
      id: id,
      feed: feed,
      date: date.seconds,
      verdict: harvested.verdict,
      fingerprint: harvested.fingerprint,
      sketch: sketch,
      title: item.title,
      foldedTitle: key.title
    )
  }

  /// Notes that a further feed carries the item.
  func addOutlet(_ item: StoredItem, _ harvested: HarvestedItem, feed: Int64) throws {
    let url = harvested.item.url
    try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO outlet(item, feed, firstSeen, published, url) VALUES (?, ?, ?, ?, ?)
        """
    ).execute(
      arguments: [
        item.id, feed, now.seconds, harvested.item.published?.seconds, url == item.url ? nil : url,
      ])
  }

  /// Replaces the text of a stored item and keeps what it was; nil when the change says nothing.
  mutating func update(
    _ stored: StoredItem,
    _ harvested: HarvestedItem,
    _ key: ItemKey
  ) throws -> ItemChange? {
    let statement = try db.cachedStatement(
      sql: "SELECT date, score, verdict, title, summary, content, sketch FROM item WHERE id = ?"
    )
    guard let row = try Row.fetchOne(statement, arguments: [stored.id]) else { return nil }
    let before = try VerdictRecord.verdict(
      row.bytes(2),
      score: Score.read(row[1]),
      texts: .notWanted,
      terms
    )
    let item = harvested.item
    let address = stored.canonical ?? stored.url
    let sameWords =
      (row[3] as String?) == item.title && (row[4] as String?) == item.summary
      && (row[5] as String?) == item.contentText
    if sameWords {
      if address != key.canonical { try move(stored.id, to: item.url, key) }
      return nil
    }
    if isTrivial(row, before, harvested), address == key.canonical { return nil }
    try keepEdit(stored.id, row)
    words.remove(stored.id, row[3], row[4], row[5])
    words.addAgain(stored.id, item.title, item.summary, item.contentText)
    let sketch = SketchRecord(harvested.fingerprint)
    try db.cachedStatement(
      sql: """
        UPDATE item SET title = ?, url = ?, canonical = ?, twin = ?, textHash = ?, summary = ?,
          content = ?, sketch = ?, verdict = ?, score = ? WHERE id = ?
        """
    ).execute(
      arguments: [
        item.title, item.url, key.canonical == item.url ? nil : key.canonical, key.twin, key.text,
        item.summary, item.contentText, sketch.map { Data($0.bytes) },
        try record(harvested.verdict),
        Score.stored(harvested.verdict.score), stored.id,
      ])
    return ItemChange(
      item: WrittenItem(
        id: stored.id,
        feed: stored.feed,
        date: row[0],
        verdict: harvested.verdict,
        fingerprint: harvested.fingerprint,
        sketch: sketch,
        title: item.title
      ),
      before: before
    )
  }

  /// Notes a new address of an item in the same words.
  ///
  /// The verdict stays: a later lexicon's would be that of the item alone, and not of its story.
  private func move(_ item: Int64, to url: String?, _ key: ItemKey) throws {
    try db.cachedStatement(
      sql: "UPDATE item SET url = ?, canonical = ?, twin = ?, textHash = ? WHERE id = ?"
    ).execute(
      arguments: [url, key.canonical == url ? nil : key.canonical, key.twin, key.text, item]
    )
  }

  /// Writes the words of the batch and lets go of what has had its time: holds, and the sketches
  /// that copies were found by.
  mutating func finish() throws {
    try words.write(upTo: nextID - 1, canWait: true)
    try db.cachedStatement(sql: "DELETE FROM hostHold WHERE until < ?")
      .execute(arguments: [now.seconds])
    let mark = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT (SELECT value FROM fact WHERE name = 'bandsSince'),
            (SELECT value FROM fact WHERE name = 'bandsFrom')
          """
      )
    )
    let since: Int64? = mark?[0]
    if let since, now.seconds >= since, now.seconds - since < 8 * 86400 { return }
    if let from: Int64 = mark?[1] {
      // Twice the mark's age is longer than copies are looked for.
      try Bands.drop(upTo: from, db)
    }
    try db.execute(
      sql: "INSERT OR REPLACE INTO fact(name, value) VALUES ('bandsSince', ?), ('bandsFrom', ?)",
      arguments: [now.seconds, nextID - 1]
    )
  }

  /// Whether a text changed so little that it is not worth a write: a counter, a time of day.
  ///
  /// Never where the tag is involved: there a changed figure is news.
  private func isTrivial(_ row: Row, _ before: Verdict, _ harvested: HarvestedItem) -> Bool {
    guard (row[3] as String?) == harvested.item.title, before.tags.isEmpty,
      harvested.verdict.tags.isEmpty, let old = SketchRecord(stored: row.bytes(6)),
      let new = SketchRecord(harvested.fingerprint)
    else { return false }
    return old.shingles >= 40 && old.likeness(to: new) > 0.96
  }

  /// Keeps what the item was: the whole text the first time, then the headline and the verdict.
  private func keepEdit(_ item: Int64, _ row: Row) throws {
    let count = try Int.fetchOne(
      db.cachedStatement(sql: "SELECT count(*) FROM edit WHERE item = ?"),
      arguments: [item]
    )
    guard let count, count < 50 else { return }
    try db.cachedStatement(
      sql: """
        INSERT INTO edit(item, at, title, summary, content, verdict) VALUES (?, ?, ?, ?, ?, ?)
        """
    ).execute(
      arguments: [
        item, now.seconds, row[3] as String?, count == 0 ? row[4] as String? : nil,
        count == 0 ? row[5] as String? : nil, row[2] as Data?,
      ])
  }

  private func record(_ verdict: Verdict) throws -> Data? {
    if verdict == Verdict() { return nil }
    return Data(try VerdictRecord.bytes(verdict, terms))
  }

  private func authors(_ item: Item) -> String? {
    let names = item.authors.compactMap { $0.name ?? $0.url }
    return names.isEmpty ? nil : names.joined(separator: ", ")
  }
}
