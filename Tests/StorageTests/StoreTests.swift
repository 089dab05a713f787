import Foundation
import GRDB
import Storage
import Syndication
import Testing

@Suite struct StoreTests {
  private func fill(_ folder: String) throws {
    let store = try Store(folder: folder, access: .readWrite)
    _ = try store.record(
      [Sample.harvest(Sample.feed("a"), [Sample.item("One", id: "1")])],
      at: Sample.now
    )
  }

  @Test("makes its folder with all folders above it")
  func makesFolder() throws {
    try Sample.withFolder { folder in
      try fill(folder + "/deep/er")
      #expect(FileManager.default.fileExists(atPath: folder + "/deep/er/tieup.db"))
    }
  }

  @Test("opened to read, it makes nothing and answers with nothing when nothing is there")
  func readsNothing() throws {
    try Sample.withFolder { folder in
      let store = try Store(folder: folder, access: .readOnly)
      #expect(try store.allItems().isEmpty)
      #expect(try store.story(1) == nil)
      #expect(try store.search("word", limit: 3).isEmpty)
      #expect(try store.feedHealth(at: Sample.now).isEmpty)
      #expect(try store.status(at: Sample.now) == StoreStatus())
      let feed = try Sample.feed("a")
      #expect(try store.plan(for: [feed]).state(of: feed) == FetchState())
      #expect(!FileManager.default.fileExists(atPath: folder))
      #expect(throws: StoreError.self) { try store.recordRun("{}", at: Sample.now) }
    }
  }

  @Test("notices that its file was taken away or replaced")
  func place() throws {
    try Sample.withFolder { folder in
      try fill(folder)
      let store = try Store(folder: folder, access: .readWrite)
      try store.requireItsPlace()
      let path = folder + "/tieup.db"
      try FileManager.default.moveItem(atPath: path, toPath: path + ".old")
      #expect(throws: StoreError.replaced(path: path)) { try store.requireItsPlace() }
      try FileManager.default.copyItem(atPath: path + ".old", toPath: path)
      #expect(throws: StoreError.replaced(path: path)) { try store.requireItsPlace() }
      try Store().requireItsPlace()
    }
  }

  @Test("reads while another connection writes")
  func readsBeside() throws {
    try Sample.withFolder { folder in
      try fill(folder)
      let writer = try Store(folder: folder, access: .readWrite)
      let reader = try Store(folder: folder, access: .readOnly)
      _ = try writer.record(
        [Sample.harvest(Sample.feed("b"), [Sample.item("Two", id: "1")])],
        at: Sample.now
      )
      #expect(try reader.allItems().count == 2)
    }
  }

  @Test("a folder that is a file is refused with 73")
  func folderIsFile() throws {
    try Sample.withFolder { folder in
      try "I am a file".write(toFile: folder, atomically: true, encoding: .utf8)
      let error = #expect(throws: StoreError.self) {
        try Store(folder: folder, access: .readWrite)
      }
      #expect(error?.exitStatus == 73)
      #expect(try String(contentsOfFile: folder, encoding: .utf8) == "I am a file")
    }
  }

  @Test(
    "a store of a later version is refused and left as it was",
    arguments: [
      "PRAGMA user_version = 1000",
      "INSERT INTO grdb_migrations(identifier) VALUES ('9999 from the future')",
    ]
  )
  func newer(change: String) throws {
    try Sample.withFolder { folder in
      try fill(folder)
      let path = folder + "/tieup.db"
      try DatabaseQueue(path: path).write { try $0.execute(sql: change) }
      let before = try Self.dump(path)
      for access in [Store.Access.readWrite, .readOnly] {
        let error = #expect(throws: StoreError.self) { try Store(folder: folder, access: access) }
        #expect(error == .newerSchema(path: path))
        #expect(error?.message.contains("newer version") == true)
      }
      #expect(try Self.dump(path) == before)
    }
  }

  @Test("another program's database is refused and left as it was")
  func foreign() throws {
    try Sample.withFolder { folder in
      try FileManager.default.createDirectory(
        atPath: folder,
        withIntermediateDirectories: true
      )
      let path = folder + "/tieup.db"
      try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE mail(text)") }
      #expect(throws: StoreError.foreign(path: path)) {
        try Store(folder: folder, access: .readWrite)
      }
    }
  }

  @Test("a file that is no database is called damaged, by name, with 74")
  func garbage() throws {
    try Sample.withFolder { folder in
      try fill(folder)
      let path = folder + "/tieup.db"
      for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
      try Data(repeating: 0xA5, count: 8192).write(to: URL(fileURLWithPath: path))
      for access in [Store.Access.readWrite, .readOnly] {
        let error = #expect(throws: StoreError.self) { try Store(folder: folder, access: access) }
        #expect(error?.exitStatus == 74)
        #expect(error?.message.contains(path) == true)
        #expect(error?.message.contains("damaged") == true)
      }
    }
  }

  @Test("a batch that fails leaves nothing of itself")
  func allOrNothing() throws {
    try Sample.withFolder { folder in
      try fill(folder)
      let store = try Store(folder: folder, access: .readWrite)
      try Sample.refuseItems(titled: "Bad", in: folder)
      var state = FetchState()
      state.validators = Validators(etag: "\"new\"", lastModified: nil)
      let feed = try Sample.feed("a")
      let harvest = Sample.harvest(
        feed,
        [Sample.item("Good", id: "2"), Sample.item("Bad", id: "3")],
        state: state
      )
      #expect(throws: StoreError.self) { try store.record([harvest], at: Sample.now) }
      #expect(try store.allItems().map(\.title) == ["One"])
      #expect(try store.plan(for: [feed]).states[feed]?.validators == nil)
    }
  }

  @Test("each failure says in one line what to do, with an exit status of the contract")
  func messages() {
    let errors: [StoreError] = [
      .cannotCreate(path: "p", why: "w"), .cannotOpen(path: "p", why: "w"),
      .newerSchema(path: "p"), .foreign(path: "p"), .busy(path: "p"), .full(path: "p"),
      .readOnlyFolder(path: "p"), .corrupt(path: "p", why: "w"), .io(path: "p", why: "w"),
      .unusable(what: "p"),
    ]
    for error in errors {
      #expect(!error.message.contains("\n"))
      #expect(error.message.contains("p"))
      #expect([64, 73, 74, 75, 78].contains(error.exitStatus))
    }
  }

  private static func dump(_ path: String) throws -> [String] {
    try DatabaseQueue(path: path).read { db in
      var lines = try String.fetchAll(db, sql: "SELECT ifnull(sql, name) FROM sqlite_schema")
      for table in ["feed", "item", "identity", "grdb_migrations"] {
        lines += try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map(\.description)
      }
      return lines + [try String.fetchOne(db, sql: "PRAGMA user_version") ?? ""]
    }
  }
}
