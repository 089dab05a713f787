import GRDB
import Synchronization

/// What the writer knows of the items whose words are not yet in the index.
///
/// Only to be quick: without it, each of them is looked at again.
final class WaitingWords: Sendable {
  /// Items one after the other.
  struct Stretch {
    /// The items follow this one, and end with that one.
    var after: Int64 = 0, last: Int64 = 0
    /// The bytes of their texts.
    var bytes = 0
    /// Those whose texts have to be cut before they go into the index.
    var cut: [Int64] = []

    /// The stretch with what follows it, up to item `last`.
    func followed(by next: Stretch, upTo last: Int64) -> Stretch {
      Stretch(after: after, last: last, bytes: bytes + next.bytes, cut: cut + next.cut)
    }
  }

  private let stretch = Mutex<Stretch?>(nil)

  /// Takes what is known of the items after `mark` up to `last`; nil when it is not all.
  func taken(after mark: Int64, upTo last: Int64) -> Stretch? {
    stretch.withLock { stretch in
      defer { stretch = nil }
      if mark >= last { return Stretch(after: mark, last: mark) }
      return stretch?.after == mark && stretch?.last == last ? stretch : nil
    }
  }

  /// Whether items are known to wait.
  var isSomething: Bool { stretch.withLock { $0 != nil } }

  /// Remembers what waits.
  func remember(_ waiting: Stretch) { stretch.withLock { $0 = waiting } }

  /// Forgets what waits.
  func forget() { stretch.withLock { $0 = nil } }

  /// The items that wait and match `query`, the newest first, not more than `limit`.
  ///
  /// They go into an index of their own, so that they are found as they will be later.
  static func search(_ db: Database, _ query: String, limit: Int) throws -> [Int64] {
    guard let mark = try ItemWords.mark(db) else { return [] }
    let rows = try Row.fetchCursor(
      db,
      sql: "SELECT id, title, summary, content FROM item WHERE id > ? ORDER BY id",
      arguments: [mark]
    )
    guard let first = try rows.next() else { return [] }
    return try DatabaseQueue().write { scratch in
      try scratch.execute(
        sql: """
          CREATE VIRTUAL TABLE words USING fts5(
            title, text, content='', tokenize="unicode61 remove_diacritics 2")
          """
      )
      let insert = try scratch.makeStatement(
        sql: "INSERT INTO words(rowid, title, text) VALUES (?, ?, ?)"
      )
      var next: Row? = first
      while let row = next {
        try insert.execute(
          arguments: [
            row[0] as Int64, SearchText.indexed(row[1]), ItemWords.text(row[2], row[3]),
          ])
        next = try rows.next()
      }
      return try Int64.fetchAll(
        scratch,
        sql: "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?",
        arguments: [query, limit]
      )
    }
  }
}

extension Store {
  /// Puts into the word index what still waits for it, where something does.
  func indexWaitingWords(_ db: Database) throws {
    try memory.check(db)
    let last = try ItemWriter.lastID(db)
    var words = try ItemWords(db, memory.waiting, after: last)
    try words.write(upTo: last, canWait: false)
  }
}
