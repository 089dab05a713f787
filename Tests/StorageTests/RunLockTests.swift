import Foundation
import Storage
import Syndication
import Testing

@Suite struct RunLockTests {
  @Test("one holds it; another is told no, and who holds it; afterwards it is free")
  func exclusive() throws {
    try Sample.withFolder { folder in
      #expect(RunLock.holder(folder: folder) == nil)
      let lock = try #require(try RunLock.acquire(folder: folder, at: Sample.now))
      #expect(try RunLock.acquire(folder: folder, at: Sample.now) == nil)
      let holder = try #require(RunLock.holder(folder: folder))
      #expect(holder == RunLock.Holder(process: getpid(), since: Sample.now))
      for words in ["asking 12 feeds", "done"] {
        lock.say(words)
        #expect(RunLock.holder(folder: folder)?.doing == words)
      }
      lock.release()
      #expect(RunLock.holder(folder: folder) == nil)
      #expect(try RunLock.acquire(folder: folder, at: Sample.now) != nil)
    }
  }

  @Test("of those that begin together where there is no lock file yet, one gets it")
  func together() async throws {
    for _ in 0..<200 {
      let folder = FileManager.default.temporaryDirectory.path + "/tieup-lock-\(UUID().uuidString)"
      defer { try? FileManager.default.removeItem(atPath: folder) }
      let locks = try await withThrowingTaskGroup(of: RunLock?.self) { group in
        for _ in 0..<4 {
          group.addTask { try RunLock.acquire(folder: folder, at: Sample.now) }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(locks.count { $0 != nil } == 1)
    }
  }

  @Test("whoever only looks keeps no run from starting")
  func lookers() async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/tieup-lock-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      _ = try RunLock.acquire(folder: folder, at: Sample.now)
      group.addTask { while !Task.isCancelled { _ = RunLock.holder(folder: folder) } }
      for _ in 0..<2000 {
        let lock = try RunLock.acquire(folder: folder, at: Sample.now)
        #expect(lock != nil)
        lock?.release()
        if lock == nil { break }
      }
      group.cancelAll()
    }
  }

  @Test("is free again when its value goes away")
  func goesAway() throws {
    try Sample.withFolder { folder in
      do {
        let lock = try RunLock.acquire(folder: folder, at: Sample.now)
        #expect(lock != nil)
      }
      #expect(RunLock.holder(folder: folder) == nil)
    }
  }

  @Test("a lock file left behind by a run that died is no lock")
  func leftBehind() throws {
    try Sample.withFolder { folder in
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try "12345 2026-11-01T00:00:00Z 1793491200\n".write(
        toFile: folder + "/tieup.lock",
        atomically: true,
        encoding: .utf8
      )
      #expect(RunLock.holder(folder: folder) == nil)
      #expect(try RunLock.acquire(folder: folder, at: Sample.now) != nil)
    }
  }
}
