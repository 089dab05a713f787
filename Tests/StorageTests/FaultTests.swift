import Foundation
import GRDB
import Storage
import Syndication
import Testing

@testable import Storage

@Suite struct FaultTests {
  private func harvest(_ count: Int, from first: Int = 0) throws -> Harvest {
    let text = String(repeating: "A long report of nothing much at all. ", count: 40)
    return Sample.harvest(
      try Sample.feed("a"),
      (first..<first + count).map {
        Sample.item("Item \($0)", id: "\($0)", url: "https://a.example/\($0)", text: text + "\($0)")
      }
    )
  }

  @Test("a check names the tables and indexes that are missing")
  func missing() throws {
    let store = try Store()
    _ = try store.record([harvest(3)], at: Sample.now)
    #expect(try store.check().faults == [])
    try store.writeOutsideTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF; DROP INDEX storyByReview; DROP TABLE outlet")
    }
    let faults = try store.check().faults
    #expect(faults.contains("index storyByReview is missing"))
    #expect(faults.contains("table outlet is missing"))
    // And what goes with the table: nothing that is still there.
    #expect(faults.allSatisfy { $0.contains("storyByReview") || $0.contains("outlet") })
  }

  @Test("a pipe or a folder in the place of a file is refused, and not waited for")
  func oddFiles() throws {
    try Sample.withFolder { folder in
      try FileManager.default.createDirectory(
        atPath: folder + "/tieup.db",
        withIntermediateDirectories: true
      )
      #expect(mkfifo(folder + "/tieup.lock", 0o600) == 0)
      let database = StoreError.notAFile(path: folder + "/tieup.db")
      #expect(throws: database) { try Store(folder: folder, access: .readOnly) }
      #expect(throws: database) { try Store(folder: folder, access: .readWrite) }
      #expect(throws: StoreError.notAFile(path: folder + "/tieup.lock")) {
        try RunLock.acquire(folder: folder, at: Sample.now)
      }
      #expect(RunLock.holder(folder: folder) == nil)
      try FileManager.default.removeItem(atPath: folder + "/tieup.db")
      #expect(mkfifo(folder + "/tieup.db", 0o600) == 0)
      #expect(throws: database) { try Store(folder: folder, access: .readOnly) }
    }
  }

  @Test("a full disk ends a batch and not what was stored; with room again, all goes on")
  func full() throws {
    try Sample.withFolder { folder in
      let store = try Store(folder: folder, access: .readWrite)
      _ = try store.record([harvest(20)], at: Sample.now)
      // The limit holds for the connection that writes; its answer is the limit in force.
      let limit = try store.writeOutsideTransaction { db in
        let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
        return try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(pages + 3)")
      }
      #expect(limit != nil)
      let error = #expect(throws: StoreError.self) {
        try store.record([harvest(400, from: 20)], at: Sample.now)
      }
      #expect(error == .full(path: store.path))
      #expect(error?.exitStatus == 74)
      #expect(error?.message.contains("free some space") == true)
      #expect(try store.allItems().count == 20)
      #expect(try store.check().isSound)

      try store.writeOutsideTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
      #expect(try store.record([harvest(400, from: 20)], at: Sample.now)[0].new == 400)
      #expect(try store.check().isSound)
    }
  }

  @Test("a file that turned read-only is said to be, and can still be read")
  func readOnly() throws {
    try Sample.withFolder { folder in
      let store = try Store(folder: folder, access: .readWrite)
      _ = try store.record([harvest(3)], at: Sample.now)
      try store.writeOutsideTransaction { try $0.execute(sql: "PRAGMA query_only = 1") }
      let error = #expect(throws: StoreError.self) {
        try store.record([harvest(3, from: 3)], at: Sample.now)
      }
      #expect(error == .readOnlyFolder(path: store.path))
      #expect(error?.exitStatus == 73)
      #expect(try store.allItems().count == 3)
    }
  }

  @Test(
    "a folder without the right to write in it is refused, and read all the same",
    .enabled(if: geteuid() != 0, "the superuser may write everywhere")
  )
  func lockedFolder() throws {
    try Sample.withFolder { folder in
      let store = try Store(folder: folder, access: .readWrite)
      _ = try store.record([harvest(3)], at: Sample.now)
      store.close()
      let files = FileManager.default
      try files.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder)
      defer { try? files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder) }
      let error = #expect(throws: StoreError.self) { try Store(folder: folder, access: .readWrite) }
      #expect(error?.exitStatus == 73)
      #expect(try Store(folder: folder, access: .readOnly).allItems().count == 3)
    }
  }

  @Test(
    "a failure is told in words of our own, without SQL or a library's",
    arguments: [
      (
        DatabaseError(resultCode: .SQLITE_CONSTRAINT, message: "UNIQUE constraint failed: item.id"),
        Int32(74)
      ),
      (DatabaseError(resultCode: .SQLITE_ERROR, message: "no such table: x", sql: "SELECT"), 74),
      (DatabaseError(resultCode: .SQLITE_IOERR, message: "disk I/O error"), 74),
      (DatabaseError(resultCode: .SQLITE_MISUSE, message: "Connection is closed"), 74),
      (CocoaError(.fileWriteNoPermission), 74),
      (CocoaError(.fileWriteUnknown, userInfo: [NSUnderlyingErrorKey: POSIXError(.ENOSPC)]), 74),
      (CancellationError(), 74),
    ] as [(any Error, Int32)]
  )
  func words(error: any Error, status: Int32) {
    let told = StoreError(error, path: "data/tieup.db")
    #expect(told.exitStatus == status)
    for word in [
      "GRDB", "Error Domain", "constraint", "no such table", "SELECT", "item.id",
      "Cocoa", "couldn", "NSUnder", "CancellationError", "Connection is", "\n",
    ] {
      #expect(!told.message.contains(word), "\(told.message)")
    }
  }

  @Test(
    "the system's reason is told as deep as it is known",
    arguments: [
      (
        CocoaError(.fileWriteUnknown, userInfo: [NSUnderlyingErrorKey: POSIXError(.ENOSPC)]),
        "no space is left on the disk"
      ),
      (CocoaError(.fileWriteVolumeReadOnly), "the disk is read-only"),
      (POSIXError(.EACCES), "permission denied"),
      (POSIXError(.ENOTTY), "the system says error \(ENOTTY)"),
      (CancellationError(), "no reason is known"),
    ] as [(any Error, String)]
  )
  func reasons(error: any Error, words: String) {
    #expect(SystemFailure.reason(error) == words)
  }
}
