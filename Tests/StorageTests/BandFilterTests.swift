import GRDB
import Testing

@testable import Storage

@Suite struct BandFilterTests {
  @Test("no key of the table is held back, and nearly all others are")
  func possible() throws {
    let queue = try DatabaseQueue()
    try Schema.migrator.migrate(queue)
    try queue.write { db in
      var random = SystemRandomNumberGenerator()
      let keys = (0..<3000).map { _ in Int64(bitPattern: random.next()) }
      let strange = (0..<3000).map { _ in Int64(bitPattern: random.next()) }
      for key in keys.prefix(2000) {
        try db.execute(sql: "INSERT OR IGNORE INTO band VALUES (?, 1)", arguments: [key])
      }
      let filter = BandFilter()
      // As long as it has read nothing it knows nothing.
      #expect(try filter.possible(strange[..<8], db) == strange[..<8])
      _ = try filter.possible(strange[...], db)
      for key in keys.dropFirst(2000) { filter.enter(key) }
      #expect(try filter.possible(keys[...], db) == keys[...])
      #expect(try filter.possible(strange[...], db).count < 100)
      filter.forget()
      #expect(try filter.possible(strange[..<8], db) == strange[..<8])
    }
  }

  @Test("a table that is long beside what is asked for is not read")
  func long() throws {
    let queue = try DatabaseQueue()
    try Schema.migrator.migrate(queue)
    try queue.write { db in
      try db.execute(
        sql: """
          WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
          INSERT INTO band SELECT i, 1 FROM n
          """
      )
      let filter = BandFilter()
      let strange = (1...3000).map { Int64($0) << 40 }
      #expect(try filter.possible(strange[...], db) == strange[...])
      #expect(try filter.possible(strange[...], db).count < 100)
    }
  }
}
