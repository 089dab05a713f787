import GRDB

/// What a feed calls its items: looked up and entered a document at a time, sixteen in a statement.
struct DocumentNames {
  /// What a name stands for.
  enum Meaning {
    case unknown, pruned, ambiguous
    case item(StoredItem)
  }

  private static let most = 16
  private static let places = Array(repeating: "?", count: most).joined(separator: ",")
  private static let rows = Array(repeating: "(?)", count: most).joined(separator: ",")
  private static let inserts = (0...most).map { count in
    "INSERT INTO identity(feed, key, item) VALUES "
      + Array(repeating: "(?,?,?)", count: count).joined(separator: ",")
      + " ON CONFLICT DO UPDATE SET item = excluded.item WHERE item IS NOT 0"
  }

  private let db: Database
  private let feed: Int64
  private var meanings: [Int64: Meaning] = [:]
  private var asked: Set<Int64> = []
  private var takenTwins: Set<Int64> = []
  private var entered: [(name: Int64, item: Int64)] = []

  /// Begins with the row of a feed; one that is `isNew` calls nothing by any name yet.
  init(_ db: Database, feed: Int64, isNew: Bool) {
    (self.db, self.feed, knowsNothing) = (db, feed, isNew)
  }

  private let knowsNothing: Bool

  /// What `name` stands for.
  mutating func meaning(of name: Int64) throws -> Meaning {
    try look(up: [name])
    return meanings[name] ?? .unknown
  }

  /// Looks up names that will be asked for.
  mutating func look(up names: some Sequence<Int64>) throws {
    guard !knowsNothing else { return }
    let new = names.filter { asked.insert($0).inserted }
    let statement = try db.cachedStatement(
      sql: """
        SELECT \(StoredItem.columns), i.item, i.key
        FROM identity i LEFT JOIN item t ON t.id = i.item
        WHERE i.feed = ? AND i.key IN (\(Self.places))
        """
    )
    try Self.inStretches(of: new) { stretch in
      let rows = try Row.fetchCursor(statement, arguments: .numbers([feed] + stretch))
      while let row = try rows.next() {
        meanings[row[8]] =
          (row[7] as Int64?) == 0
          ? .ambiguous : row.hasNull(atIndex: 0) ? .pruned : .item(StoredItem(row))
      }
    }
  }

  /// Looks up which of the twins there are items of.
  mutating func look(upTwins twins: [Int64]) throws {
    // Cheaper than a list that the twins are looked for in, which is sorted first.
    let statement = try db.cachedStatement(
      sql: """
        WITH wanted(key) AS (VALUES \(Self.rows))
        SELECT key FROM wanted CROSS JOIN item ON item.twin = key
        """
    )
    try Self.inStretches(of: twins) { stretch in
      takenTwins.formUnion(try Int64.fetchSet(statement, arguments: .numbers(stretch)))
    }
  }

  /// Whether an item of that twin was stored when it was looked up.
  func isTaken(twin: Int64) -> Bool { takenTwins.contains(twin) }

  /// Lets the feed know an item by `name`, when `write` is called.
  mutating func enter(_ item: Int64, as name: Int64) { entered.append((name, item)) }

  /// Writes what was entered.
  mutating func write() throws {
    for start in stride(from: 0, to: entered.count, by: Self.most) {
      let stretch = entered[start..<min(start + Self.most, entered.count)]
      try db.cachedStatement(sql: Self.inserts[stretch.count])
        .execute(arguments: .numbers(stretch.flatMap { [feed, $0.name, $0.item] }))
    }
    entered = []
  }

  /// Hands out the values in stretches of one length; the last one is filled with its last value.
  private static func inStretches(
    of values: [Int64],
    _ body: ([Int64]) throws -> Void
  ) rethrows {
    for start in stride(from: 0, to: values.count, by: most) {
      var stretch = Array(values[start..<min(start + most, values.count)])
      if let last = stretch.last {
        stretch += Array(repeating: last, count: most - stretch.count)
      }
      try body(stretch)
    }
  }
}
