import GRDB
import Testing

@testable import Storage

@Suite struct BandsTests {
  /// A key for each number, spread over the buckets.
  private func key(_ number: Int64) -> Int64 { number &* -0x61C8_8646_80B5_83EB }

  private func items(_ bands: Bands, _ keys: [Int64], _ db: Database) throws -> [Int64] {
    try bands.items(with: keys[...], db).sorted()
  }

  private func count(_ table: String, _ db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0
  }

  @Test("an item is found by any of its bands, in its batch, later, and by the next program")
  func found() throws {
    try Sample.withTables { db in
      let bands = Bands()
      try bands.enter(7, [key(1), key(2)], db)
      try bands.enter(8, [key(2), key(3)], db)
      #expect(try items(bands, [key(1), key(9)], db) == [7])
      #expect(try items(bands, [key(2)], db) == [7, 8])
      try bands.write(db)
      #expect(try items(bands, [key(2)], db) == [7, 8])
      #expect(try items(Bands(), [key(3), key(1)], db) == [7, 8])
      #expect(try items(Bands(), [key(4)], db).isEmpty)
    }
  }

  @Test("what a batch that was rolled back entered is not found once it is forgotten")
  func rolledBack() throws {
    try Sample.withTables { db in
      let bands = Bands()
      try bands.enter(7, [key(1)], db)
      try bands.write(db)
      try? db.inSavepoint {
        try bands.enter(8, [key(1)], db)
        try bands.write(db)
        return .rollback
      }
      bands.forget()
      #expect(try items(bands, [key(1)], db) == [7])
    }
  }

  @Test("many entries go into buckets together, and nothing waits twice", arguments: [1, 50, 3000])
  func merges(perBatch: Int64) throws {
    try Sample.withTables { db in
      let bands = Bands()
      let count: Int64 = 30_000
      for start in stride(from: 0, to: count, by: Int64.Stride(perBatch)) {
        for item in start..<min(start + perBatch, count) {
          try bands.enter(item + 1, [key(item), key(-1 - item / 2)], db)
        }
        try bands.write(db)
      }
      #expect(try self.count("bandBucket", db) > 4000)
      for bands in [bands, Bands()] {
        for item in stride(from: 0, to: count, by: 997) {
          #expect(try items(bands, [key(item)], db) == [item + 1])
          let pair = item - item % 2
          #expect(try items(bands, [key(-1 - item / 2)], db) == [pair + 1, pair + 2])
        }
      }
      let bytes = try Int64.fetchOne(
        db,
        sql: """
          SELECT sum(length(entries))
          FROM (SELECT entries FROM bandBucket UNION ALL SELECT entries FROM waitingBand)
          """
      )
      #expect(bytes == count * 2 * 16)
    }
  }

  @Test("a quiet batch leaves few entries to wait")
  func quiet() throws {
    try Sample.withTables { db in
      let bands = Bands()
      for item in 1...2000 {
        try bands.enter(Int64(item), (0..<5).map { key(Int64(item * 5 + $0)) }, db)
      }
      try bands.write(db)
      #expect(try count("bandBucket", db) == 0)
      let next = Bands()
      try next.enter(2001, [key(-1)], db)
      try next.write(db)
      #expect(try count("waitingBand", db) == 0)
      #expect(try items(Bands(), [key(-1), key(5)], db) == [1, 2001])
    }
  }

  @Test("of a text that hundreds of items have, the latest are found, and not all")
  func crowded() throws {
    try Sample.withTables { db in
      let bands = Bands()
      for item in 1...600 { try bands.enter(Int64(item), [key(1)], db) }
      let found = try items(bands, [key(1)], db)
      #expect((200...300).contains(found.count))
      #expect(found.suffix(200) == Array(401...600))
      try bands.write(db)
      #expect(try items(Bands(), [key(1)], db) == found)
    }
  }

  @Test("an item that is entered again among others of its text waits no second time")
  func enteredAgain() throws {
    try Sample.withTables { db in
      let bands = Bands()
      for item in [1, 2, 3, 2, 1, 3, 2] as [Int64] { try bands.enter(item, [key(1)], db) }
      try bands.write(db)
      let bytes = try Int.fetchOne(db, sql: "SELECT sum(length(entries)) FROM waitingBand")
      #expect(bytes == 3 * 16)
      #expect(try items(Bands(), [key(1)], db) == [1, 2, 3])
    }
  }

  @Test("entries of old items are dropped from the buckets, and later ones stay")
  func drops() throws {
    try Sample.withTables { db in
      let bands = Bands()
      for item in 1...9000 { try bands.enter(Int64(item), [key(Int64(item)), key(0)], db) }
      try bands.write(db)
      for item in 9001...30_000 { try bands.enter(Int64(item), [key(Int64(item))], db) }
      try bands.write(db)
      #expect(try count("waitingBand", db) == 0)
      try Bands.drop(upTo: 9000, db)
      bands.forget()
      #expect(try items(bands, [key(1), key(9000), key(0)], db).isEmpty)
      #expect(try items(bands, [key(9001), key(30_000)], db) == [9001, 30_000])
    }
  }
}
