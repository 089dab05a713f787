import GRDB

/// Says of most keys of bands, without a look into the buckets, that no item in them has it.
///
/// Nearly all keys of a new article are new. A filter of bits (Bloom's) answers for those; for one in
/// a few dozen others a bucket is read in vain. It is filled from the buckets once so many keys were
/// asked for that reading them all costs less than as many looks: a quiet run never does.
struct BandFilter {
  /// Empty until the buckets have been read.
  private var bits: [UInt64] = []
  private var asked = 0
  /// How many entries the buckets have; nil until they were counted.
  private var size: Int?

  /// So many keys are looked for before the entries are counted.
  private static let patience = 2048
  /// So many entries are read in the time of one look into a bucket.
  private static let pace = 64
  /// Bits an entry: fewer, and too many keys are taken for known; at most twice as many at first.
  private static let fewest = 6, first = 12

  /// Those of `keys` that the buckets may hold.
  mutating func possible(_ keys: ArraySlice<Int64>, _ db: Database) throws -> ArraySlice<Int64> {
    if bits.isEmpty, try isWorthReading(keys.count, db) { try read(db) }
    guard !bits.isEmpty, keys.contains(where: { !holds($0) }) else { return keys }
    return keys.filter { holds($0) }[...]
  }

  /// Notes entries that go into the buckets.
  mutating func enter(_ entries: [BandEntry]) {
    guard let size else { return }
    self.size = size + entries.count
    if (size + entries.count) * Self.fewest > bits.count * 64 {
      bits = []
    } else {
      for entry in entries { set(entry.key) }
    }
  }

  /// Whether a reading of all buckets is due, with `more` keys to look for.
  private mutating func isWorthReading(_ more: Int, _ db: Database) throws -> Bool {
    asked += more
    guard asked >= Self.patience else { return false }
    if size == nil {
      let bytes = try Int.fetchOne(db, sql: "SELECT sum(length(entries)) FROM bandBucket")
      size = (bytes ?? 0) / 16
    }
    return asked * Self.pace >= (size ?? 0)
  }

  private mutating func read(_ db: Database) throws {
    var count = 1 << 16
    while count < (size ?? 0) * Self.first { count *= 2 }
    bits = Array(repeating: 0, count: count / 64)
    let rows = try Row.fetchCursor(db, sql: "SELECT entries FROM bandBucket")
    while let row = try rows.next() {
      for entry in BandEntry.entries(row.bytes(0)) { set(entry.key) }
    }
  }

  private mutating func set(_ key: Int64) {
    let (one, other, third) = places(key)
    bits[one / 64] |= 1 << UInt64(one % 64)
    bits[other / 64] |= 1 << UInt64(other % 64)
    bits[third / 64] |= 1 << UInt64(third % 64)
  }

  private func holds(_ key: Int64) -> Bool {
    let (one, other, third) = places(key)
    return bits[one / 64] >> UInt64(one % 64) & 1 == 1
      && bits[other / 64] >> UInt64(other % 64) & 1 == 1
      && bits[third / 64] >> UInt64(third % 64) & 1 == 1
  }

  /// The bits of a key, which is a hash already.
  private func places(_ key: Int64) -> (Int, Int, Int) {
    let (low, high) = (Int(key & 0xFFFF_FFFF), Int(UInt64(bitPattern: key) >> 32) | 1)
    let mask = bits.count * 64 - 1
    return (low & mask, (low + high) & mask, (low + 2 * high) & mask)
  }
}
