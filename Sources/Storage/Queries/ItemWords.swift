import GRDB

/// Changes of the word index, put off until the end of a transaction.
///
/// The index keeps no text of its own, so what leaves it must be told to it again. It writes out
/// what it holds in memory before any other table is written: in between, it would be slow.
struct ItemWords {
  private struct Change {
    var id: Int64, isRemoval: Bool
    var title: String?, summary: String?, content: String?
  }

  private var changes: [Change] = []

  /// Puts an item's words into the index.
  mutating func add(_ id: Int64, _ title: String?, _ summary: String?, _ content: String?) {
    changes.append(
      Change(id: id, isRemoval: false, title: title, summary: summary, content: content)
    )
  }

  /// Takes an item's words out of the index; the texts must be those that went in.
  mutating func remove(_ id: Int64, _ title: String?, _ summary: String?, _ content: String?) {
    changes.append(
      Change(id: id, isRemoval: true, title: title, summary: summary, content: content)
    )
  }

  /// Makes the changes, in the order in which they came.
  mutating func write(_ db: Database) throws {
    let add = try db.cachedStatement(sql: "INSERT INTO words(rowid, title, text) VALUES (?, ?, ?)")
    let remove = try db.cachedStatement(
      sql: "INSERT INTO words(words, rowid, title, text) VALUES ('delete', ?, ?, ?)"
    )
    for change in changes {
      let arguments: StatementArguments = [
        change.id, SearchText.indexed(change.title), Self.text(change.summary, change.content),
      ]
      try (change.isRemoval ? remove : add).execute(arguments: arguments)
    }
    changes = []
  }

  private static func text(_ summary: String?, _ content: String?) -> String {
    guard let summary, let content else { return SearchText.indexed(summary ?? content) }
    return SearchText.indexed(summary) + "\n" + SearchText.indexed(content)
  }
}
