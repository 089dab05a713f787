import Foundation
import GRDB
import Synchronization

/// The bands of recent items' sketches (parts of them, hashed): under each key the items that have it.
///
/// Keys come in no order; entered one by one, each would change a page of its own. New entries wait
/// instead, a row of `waitingBand` a batch, and in memory. Once many wait they go into `bandBucket`
/// together, whose rows have the entries whose keys begin alike, one entry behind the other.
final class Bands: Sendable {
  /// How many bands of an item are kept at most.
  static let most = 8
  /// Of more items under one key, in what waits or in a bucket, only the latest are asked for:
  /// copies follow each other within days.
  fileprivate static let crowd = 250
  /// So many entries may wait, in memory and in the store, while a busy run goes on.
  private static let busyLimit = 24_576
  /// With so many entries in a batch, more are about to come.
  private static let busy = 2048
  /// So many entries are left waiting for the next run, which reads them when it has news.
  private static let limit = 8192

  fileprivate struct State {
    /// The first item of each key that waits, and those after it, which hardly a key has.
    var first: [Int64: Int64] = [:], further: [Int64: [Int64]] = [:]
    /// How many entries wait in the store; nil until they have been read.
    var stored: Int?
    /// The entries of this batch: key, item, key, item.
    var fresh: [Int64] = []
    var filter = BandFilter()
  }

  private let state = Mutex(State())

  /// Lets later items find `item` by its bands.
  func enter(_ item: Int64, _ keys: [Int64], _ db: Database) throws {
    guard !keys.isEmpty else { return }
    try state.withLock { state in
      try state.load(db)
      for key in keys.prefix(Self.most) where state.add(key, item) {
        state.fresh.append(key)
        state.fresh.append(item)
      }
    }
  }

  /// The items that have one of the bands.
  func items(with keys: ArraySlice<Int64>, _ db: Database) throws -> Set<Int64> {
    try state.withLock { state in
      try state.load(db)
      var found: Set<Int64> = []
      for key in keys {
        guard let one = state.first[key] else { continue }
        found.insert(one)
        if let others = state.further[key] { found.formUnion(others) }
      }
      for key in try state.filter.possible(keys, db) {
        let entries = try Self.entries(of: BandEntry.bucket(of: key), db)
        found.formUnion(entries.lazy.filter { $0.key == key }.suffix(Self.crowd).map(\.item))
      }
      return found
    }
  }

  /// Stores the entries of the batch.
  func write(_ db: Database) throws {
    try state.withLock { state in
      guard !state.fresh.isEmpty, let stored = state.stored else { return }
      let count = state.fresh.count / 2
      if stored + count <= (count < Self.busy ? Self.limit : Self.busyLimit) {
        try db.cachedStatement(sql: "INSERT INTO waitingBand(entries) VALUES (?)")
          .execute(arguments: [Data(PackedNumbers.bytes(state.fresh))])
        state.stored = stored + count
        state.fresh.removeAll(keepingCapacity: true)
      } else {
        try state.merge(db)
      }
    }
  }

  /// Forgets what was read or noted.
  func forget() { state.withLock { $0 = State() } }

  /// Drops the entries of items up to `last` from the buckets; those that wait can go on waiting.
  static func drop(upTo last: Int64, _ db: Database) throws {
    for bucket in try Int64.fetchAll(db, sql: "SELECT bucket FROM bandBucket") {
      let entries = try entries(of: bucket, db)
      let kept = entries.filter { $0.item > last }
      if kept.count == entries.count { continue }
      try db.cachedStatement(sql: "UPDATE bandBucket SET entries = ? WHERE bucket = ?")
        .execute(arguments: [BandEntry.bytes(kept[...]), bucket])
    }
  }

  private static func entries(of bucket: Int64, _ db: Database) throws -> [BandEntry] {
    let statement = try db.cachedStatement(sql: "SELECT entries FROM bandBucket WHERE bucket = ?")
    guard let row = try Row.fetchOne(statement, arguments: [bucket]) else { return [] }
    return BandEntry.entries(row.bytes(0))
  }
}

extension Bands.State {
  /// Reads what waits in the store, where that has not been done.
  fileprivate mutating func load(_ db: Database) throws {
    guard stored == nil else { return }
    var count = 0
    let rows = try Row.fetchCursor(db, sql: "SELECT entries FROM waitingBand ORDER BY id")
    while let row = try rows.next() {
      let entries = BandEntry.entries(row.bytes(0))
      count += entries.count
      for entry in entries { _ = add(entry.key, entry.item) }
    }
    stored = count
  }

  /// Whether the entry did not wait yet; of a crowd under one key the oldest but one makes room.
  fileprivate mutating func add(_ key: Int64, _ item: Int64) -> Bool {
    guard let one = first[key] else {
      first[key] = item
      return true
    }
    guard one != item else { return false }
    var others = further.removeValue(forKey: key) ?? []
    defer { further[key] = others }
    // Only an item that is entered again, after an edit, is not later than all others.
    if let last = others.last, item <= last, others.contains(item) { return false }
    if others.count == Bands.crowd { others.removeFirst() }
    others.append(item)
    return true
  }

  /// Puts all that waits into the buckets.
  fileprivate mutating func merge(_ db: Database) throws {
    var entries = first.map { BandEntry(key: $0.key, item: $0.value) }
    for (key, items) in further { entries += items.map { BandEntry(key: key, item: $0) } }
    filter.enter(entries)
    entries.sort { $0.order < $1.order }
    let append = try db.cachedStatement(
      sql: """
        INSERT INTO bandBucket(bucket, entries) VALUES (?, ?)
        ON CONFLICT DO UPDATE SET entries = CAST(entries || excluded.entries AS BLOB)
        """
    )
    var start = 0
    while start < entries.count {
      let bucket = BandEntry.bucket(of: entries[start].key)
      var end = start + 1
      while end < entries.count, BandEntry.bucket(of: entries[end].key) == bucket { end += 1 }
      try append.execute(arguments: [bucket, BandEntry.bytes(entries[start..<end])])
      start = end
    }
    try db.execute(sql: "DELETE FROM waitingBand")
    stored = 0
    first.removeAll(keepingCapacity: true)
    further.removeAll()
    fresh.removeAll(keepingCapacity: true)
  }
}

/// That an item has a band.
struct BandEntry {
  var key: Int64, item: Int64

  /// What entries are sorted by so that those of a bucket stand together.
  fileprivate var order: UInt64 { UInt64(bitPattern: key) }

  /// The bucket of a key: its first 12 bits, which come to a page or less a bucket in most stores.
  static func bucket(of key: Int64) -> Int64 { Int64(UInt64(bitPattern: key) >> 52) }

  /// The blob of `entries`.
  static func bytes(_ entries: ArraySlice<BandEntry>) -> Data {
    var numbers: [Int64] = []
    numbers.reserveCapacity(entries.count * 2)
    for entry in entries {
      numbers.append(entry.key)
      numbers.append(entry.item)
    }
    return Data(PackedNumbers.bytes(numbers))
  }

  /// The entries in a blob.
  static func entries(_ bytes: [UInt8]?) -> [BandEntry] {
    let numbers = PackedNumbers.numbers(bytes ?? [])
    return stride(from: 0, to: numbers.count - 1, by: 2).map {
      BandEntry(key: numbers[$0], item: numbers[$0 + 1])
    }
  }
}
