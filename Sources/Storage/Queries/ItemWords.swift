import GRDB

/// The words of items on their way into the word index.
///
/// The index goes as far as a mark: items up to it are in it, later ones wait. Of a busy run several
/// transactions' items wait and then go in together, which takes a third less than as many small
/// stretches that are merged later. Their texts are stored with them and the mark with the index,
/// so a kill loses nothing: the next writer goes on from the mark, and until then `search` looks
/// through what waits.
struct ItemWords {
  /// The fact that holds the mark.
  static let mark = "wordsUpTo"
  /// With so many bytes of text in a batch, more are about to come.
  private static let busy = 128 << 10
  /// So many bytes of text may wait.
  private static let most = 8 << 20

  private struct Change {
    var id: Int64, isRemoval: Bool
    var title: String?, summary: String?, content: String?
  }

  private let db: Database
  private let memory: WaitingWords
  /// The last item whose words are in the index, and the last that there was before this batch.
  private let mark: Int64, before: Int64
  private var changes: [Change] = []
  private var fresh = WaitingWords.Stretch()

  /// Begins a batch before which `last` was the highest id of an item.
  init(_ db: Database, _ memory: WaitingWords = WaitingWords(), after last: Int64) throws {
    (self.db, self.memory, before) = (db, memory, last)
    mark = try Self.mark(db) ?? last
  }

  /// How far the index goes; nil in a store of a version in which nothing waited.
  static func mark(_ db: Database) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT value FROM fact WHERE name = ?"),
      arguments: [mark]
    )
  }

  /// Notes an item that was just stored.
  mutating func add(_ id: Int64, _ title: String?, _ summary: String?, _ content: String?) {
    for text in [title, summary, content] {
      fresh.bytes += text?.utf8.count ?? 0
      if fresh.cut.last != id, SearchText.mayNeedCutting(text) { fresh.cut.append(id) }
    }
  }

  /// Puts the words of a stored item into the index, after those that stood in it were taken out.
  mutating func addAgain(_ id: Int64, _ title: String?, _ summary: String?, _ content: String?) {
    guard id <= mark else { return fresh.cut.append(id) }
    changes.append(
      Change(id: id, isRemoval: false, title: title, summary: summary, content: content)
    )
  }

  /// Takes an item's words out of the index; the texts must be those that went in.
  mutating func remove(_ id: Int64, _ title: String?, _ summary: String?, _ content: String?) {
    guard id <= mark else { return }
    changes.append(
      Change(id: id, isRemoval: true, title: title, summary: summary, content: content)
    )
  }

  /// Makes the changes, in the order in which they came.
  ///
  /// The index keeps no text of its own, so what leaves it must be told to it again. It writes out
  /// what it holds in memory before any other table is written: in between, it would be slow.
  mutating func write() throws {
    let remove = try db.cachedStatement(
      sql: "INSERT INTO words(words, rowid, title, text) VALUES ('delete', ?, ?, ?)"
    )
    for change in changes {
      if change.isRemoval {
        try remove.execute(arguments: Self.arguments(change))
      } else {
        try insert(change)
      }
    }
    changes = []
  }

  /// Writes like `write()`, and puts into the index what waits, up to item `last`: at once where
  /// this was all, or `canWait` is false.
  mutating func write(upTo last: Int64, canWait: Bool) throws {
    try write()
    guard last > mark else { return }
    let waiting = memory.taken(after: mark, upTo: before)?.followed(by: fresh, upTo: last)
    if canWait, let waiting, fresh.bytes >= Self.busy, waiting.bytes < Self.most {
      memory.remember(waiting)
      return
    }
    if let waiting {
      var from = mark + 1
      for id in Set(waiting.cut).sorted() {
        try insertAsStored(from, id - 1)
        try insertCut(id, id)
        from = id + 1
      }
      try insertAsStored(from, last)
    } else {
      try insertCut(mark + 1, last)
    }
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO fact(name, value) VALUES (?, ?)")
      .execute(arguments: [Self.mark, last])
  }

  /// Puts in items whose texts go into the index as they are.
  private func insertAsStored(_ first: Int64, _ last: Int64) throws {
    guard first <= last else { return }
    try db.cachedStatement(
      sql: """
        INSERT INTO words(rowid, title, text)
        SELECT id, ifnull(title, ''), CASE WHEN summary IS NULL OR content IS NULL
          THEN ifnull(summary, ifnull(content, '')) ELSE summary || char(10) || content END
        FROM item WHERE id BETWEEN ? AND ? ORDER BY id
        """
    ).execute(arguments: [first, last])
  }

  /// Puts in items whose texts have to be cut, or were not looked at.
  private func insertCut(_ first: Int64, _ last: Int64) throws {
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: "SELECT id, title, summary, content FROM item WHERE id BETWEEN ? AND ? ORDER BY id"
      ),
      arguments: [first, last]
    )
    while let row = try rows.next() {
      try insert(
        Change(id: row[0], isRemoval: false, title: row[1], summary: row[2], content: row[3])
      )
    }
  }

  private func insert(_ change: Change) throws {
    try db.cachedStatement(sql: "INSERT INTO words(rowid, title, text) VALUES (?, ?, ?)")
      .execute(arguments: Self.arguments(change))
  }

  private static func arguments(_ change: Change) -> StatementArguments {
    [change.id, SearchText.indexed(change.title), text(change.summary, change.content)]
  }

  /// What goes into the index of an item's texts; `insertAsStored` says the same in SQL.
  static func text(_ summary: String?, _ content: String?) -> String {
    guard let summary, let content else { return SearchText.indexed(summary ?? content) }
    return SearchText.indexed(summary) + "\n" + SearchText.indexed(content)
  }
}
