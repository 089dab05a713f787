import GRDB
import Testing

@testable import Storage

@Suite struct BandFilterTests {
  private func enter(_ keys: some Sequence<Int64>, _ db: Database) throws {
    let statement = try db.makeStatement(
      sql: """
        INSERT INTO bandBucket VALUES (?, ?)
        ON CONFLICT DO UPDATE SET entries = CAST(entries || excluded.entries AS BLOB)
        """
    )
    for key in keys {
      try statement.execute(
        arguments: [BandEntry.bucket(of: key), BandEntry.bytes([BandEntry(key: key, item: 1)])]
      )
    }
  }

  private func keys(_ count: Int) -> [Int64] {
    var random = SystemRandomNumberGenerator()
    return (0..<count).map { _ in Int64(bitPattern: random.next()) }
  }

  @Test("no key of the buckets is held back, and nearly all others are")
  func possible() throws {
    try Sample.withTables { db in
      let (known, strange) = (keys(3000), keys(3000))
      try enter(known.prefix(2000), db)
      var filter = BandFilter()
      // As long as it has read nothing it knows nothing.
      #expect(try filter.possible(strange[..<8], db) == strange[..<8])
      _ = try filter.possible(strange[...], db)
      filter.enter(known.dropFirst(2000).map { BandEntry(key: $0, item: 1) })
      #expect(try filter.possible(known[...], db) == known[...])
      #expect(try filter.possible(strange[...], db).count < 100)
    }
  }

  @Test("it is read anew, and wider, once far more keys are known than it was made for")
  func grows() throws {
    try Sample.withTables { db in
      var filter = BandFilter()
      let (known, strange) = (keys(30_000), keys(3000))
      #expect(try filter.possible(strange[...], db).isEmpty)
      for start in stride(from: 0, to: known.count, by: 5000) {
        let some = known[start..<start + 5000]
        try enter(some, db)
        filter.enter(some.map { BandEntry(key: $0, item: 1) })
      }
      #expect(try filter.possible(known[...], db) == known[...])
      #expect(try filter.possible(strange[...], db).count < 300)
    }
  }

  @Test("buckets that hold much beside what is asked for are not read")
  func long() throws {
    try Sample.withTables { db in
      try enter(keys(1000), db)
      try db.execute(sql: "INSERT INTO bandBucket VALUES (-1, zeroblob(16 * 300000))")
      var filter = BandFilter()
      let strange = keys(3000)
      #expect(try filter.possible(strange[...], db) == strange[...])
      #expect(try filter.possible(strange[...], db).count < 100)
    }
  }
}
