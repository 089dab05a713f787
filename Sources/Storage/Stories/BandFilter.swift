import GRDB
import Synchronization

/// Says of most keys of sketches' parts, without a look into the table, that no item has them.
///
/// Nearly all keys of a new article are new. A filter of bits (Bloom's) answers for those; for one in
/// a few dozen others the table is asked in vain. It is filled from the table once so many keys were
/// asked for that one reading of it costs less than as many searches: a quiet run never does.
final class BandFilter: Sendable {
  fileprivate struct State {
    /// Empty until the table has been read.
    var bits: [UInt64] = []
    var asked = 0, size: Int?
  }

  /// So many bits: half a megabyte, and room for the keys of a hundred thousand recent items.
  fileprivate static let count: UInt64 = 1 << 22
  /// So many keys are looked for before the table's size is.
  fileprivate static let patience = 2048
  private let state = Mutex(State())

  /// Those of `keys` that the table may hold.
  func possible(_ keys: ArraySlice<Int64>, _ db: Database) throws -> ArraySlice<Int64> {
    try state.withLock { state in
      if state.bits.isEmpty, try state.isWorthReading(keys.count, db) { try state.read(db) }
      guard !state.bits.isEmpty, !keys.allSatisfy({ state.holds($0) }) else { return keys }
      return keys.filter { state.holds($0) }[...]
    }
  }

  /// Notes a key that goes into the table.
  func enter(_ key: Int64) {
    state.withLock { state in
      if !state.bits.isEmpty { state.set(key) }
      if let size = state.size { state.size = size + 1 }
    }
  }

  /// Forgets what is in the table.
  func forget() { state.withLock { $0 = State() } }
}

extension BandFilter.State {
  /// Whether a reading of the whole table is due, with `more` keys to look for.
  fileprivate mutating func isWorthReading(_ more: Int, _ db: Database) throws -> Bool {
    asked += more
    guard asked >= BandFilter.patience else { return false }
    if size == nil { size = try Int.fetchOne(db, sql: "SELECT count(*) FROM band") }
    return asked * 4 >= (size ?? 0)
  }

  fileprivate mutating func read(_ db: Database) throws {
    bits = Array(repeating: 0, count: Int(BandFilter.count / 64))
    let keys = try Int64.fetchCursor(db, sql: "SELECT key FROM band")
    while let key = try keys.next() { set(key) }
  }

  fileprivate mutating func set(_ key: Int64) {
    let (first, second) = Self.places(key)
    bits[Int(first / 64)] |= 1 << (first % 64)
    bits[Int(second / 64)] |= 1 << (second % 64)
  }

  fileprivate func holds(_ key: Int64) -> Bool {
    let (first, second) = Self.places(key)
    return bits[Int(first / 64)] >> (first % 64) & 1 == 1
      && bits[Int(second / 64)] >> (second % 64) & 1 == 1
  }

  /// The bits of a key, which is a hash already.
  private static func places(_ key: Int64) -> (UInt64, UInt64) {
    let bits = UInt64(bitPattern: key)
    return (bits % BandFilter.count, (bits >> 32) % BandFilter.count)
  }
}
