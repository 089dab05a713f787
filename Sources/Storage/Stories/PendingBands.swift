import GRDB

/// Parts of sketches: found in the table or among those of this batch, which are entered together
/// at its end, in the order of the table, where neighbours lie on the same page.
final class PendingBands {
  /// How many parts of a sketch are kept at most.
  static let most = 8
  private static let rows = 24
  private static let inserts = (0...rows).map { count in
    "INSERT OR IGNORE INTO band(key, item) VALUES "
      + Array(repeating: "(?, ?)", count: count).joined(separator: ", ")
  }
  private static let selects = (0...most).map { count in
    Array(repeating: "SELECT item FROM band WHERE key = ?", count: count)
      .joined(separator: " UNION ALL ") + " LIMIT 250"
  }

  private let db: Database
  private var items: [Int64: [Int64]] = [:]

  /// Begins with nothing waiting.
  init(_ db: Database) { self.db = db }

  /// Lets later items find `item` by its parts.
  func enter(_ item: Int64, _ keys: [Int64]) {
    for key in keys.prefix(Self.most) where items[key]?.last != item {
      items[key, default: []].append(item)
    }
  }

  /// The items that have one of the parts.
  func items(with keys: ArraySlice<Int64>) throws -> Set<Int64> {
    guard !keys.isEmpty else { return [] }
    let statement = try db.cachedStatement(sql: Self.selects[keys.count])
    var found = try Int64.fetchSet(statement, arguments: StatementArguments(keys))
    for key in keys {
      if let waiting = items[key] { found.formUnion(waiting.suffix(250)) }
    }
    return found
  }

  /// Enters what waits.
  func write() throws {
    guard !items.isEmpty else { return }
    let entries = items.flatMap { key, items in items.map { (key: key, item: $0) } }
      .sorted { ($0.key, $0.item) < ($1.key, $1.item) }
    for start in stride(from: 0, to: entries.count, by: Self.rows) {
      let stretch = entries[start..<min(start + Self.rows, entries.count)]
      try db.cachedStatement(sql: Self.inserts[stretch.count])
        .execute(arguments: StatementArguments(stretch.flatMap { [$0.key, $0.item] }))
    }
    items = [:]
  }
}
