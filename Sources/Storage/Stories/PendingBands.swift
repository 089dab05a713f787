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
  private let filter: BandFilter
  /// The first item of each key, and those after it, which hardly a key has.
  private var first: [Int64: Int64] = [:], further: [Int64: [Int64]] = [:]

  /// Begins with nothing waiting.
  init(_ db: Database, _ filter: BandFilter) { (self.db, self.filter) = (db, filter) }

  /// Lets later items find `item` by its parts.
  func enter(_ item: Int64, _ keys: [Int64]) {
    for key in keys.prefix(Self.most) {
      guard let one = first.updateValue(item, forKey: key), one != item else { continue }
      first[key] = one
      if further[key]?.last != item { further[key, default: []].append(item) }
    }
  }

  /// The items that have one of the parts.
  func items(with keys: ArraySlice<Int64>) throws -> Set<Int64> {
    var found: Set<Int64> = []
    for key in keys {
      guard let one = first[key] else { continue }
      found.insert(one)
      if let waiting = further[key] { found.formUnion(waiting.suffix(250)) }
    }
    let stored = try filter.possible(keys, db)
    guard !stored.isEmpty else { return found }
    let items = try Int64.fetchCursor(
      db.cachedStatement(sql: Self.selects[stored.count]),
      arguments: .numbers(stored)
    )
    while let item = try items.next() { found.insert(item) }
    return found
  }

  /// Enters what waits.
  func write() throws {
    guard !first.isEmpty else { return }
    var entries = first.map { (key: $0.key, item: $0.value) }
    for (key, items) in further { entries += items.map { (key: key, item: $0) } }
    entries.sort { ($0.key, $0.item) < ($1.key, $1.item) }
    for start in stride(from: 0, to: entries.count, by: Self.rows) {
      let stretch = entries[start..<min(start + Self.rows, entries.count)]
      try db.cachedStatement(sql: Self.inserts[stretch.count])
        .execute(arguments: .numbers(stretch.flatMap { [$0.key, $0.item] }))
    }
    for key in first.keys { filter.enter(key) }
    (first, further) = ([:], [:])
  }
}
