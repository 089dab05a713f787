import Foundation
package import Syndication

/// The lock that one run at a time holds on a store: the kernel's own, so that it is free again the
/// moment its holder is gone, however it went.
package final class RunLock: Sendable {
  /// Who holds the lock.
  package struct Holder: Sendable, Hashable {
    /// The process.
    package var process: Int32
    /// Since when.
    package var since: Timestamp
    /// What it says that it is doing; nil when it does not.
    package var doing: String?

    /// Names a process and since when it holds the lock.
    package init(process: Int32, since: Timestamp, doing: String? = nil) {
      (self.process, self.since, self.doing) = (process, since, doing)
    }
  }

  /// The lock file's name in the folder.
  package static let fileName = "tieup.lock"

  private let file: FileHandle
  private let since: Timestamp

  private init(_ file: FileHandle, since: Timestamp) { (self.file, self.since) = (file, since) }

  /// Takes the lock of the store in `folder`; nil when another process holds it.
  ///
  /// The folder is made if it lacks. The lock is held until `release` or until the value goes away.
  package static func acquire(
    folder: String,
    at now: Timestamp
  ) throws(StoreError) -> RunLock? {
    try Store.createFolder(folder.isEmpty ? "." : folder)
    let path = path(folder)
    try Store.requirePlainFile(path)
    try create(path)
    guard let file = FileHandle(forUpdatingAtPath: path) else {
      throw .readOnlyFolder(path: path)
    }
    // A program started from here must not inherit the lock and keep it after us.
    _ = fcntl(file.fileDescriptor, F_SETFD, FD_CLOEXEC)
    guard take(file.fileDescriptor) else { return nil }
    let lock = RunLock(file, since: now)
    do {
      try lock.write("")
    } catch {
      throw .io(path: path, why: SystemFailure.reason(error))
    }
    return lock
  }

  /// Makes the lock file where there is none.
  ///
  /// One that another run made meanwhile must stay the same file, or each of the two would lock its
  /// own: so it is not written beside and put in place, as `FileManager.createFile` does it.
  private static func create(_ path: String) throws(StoreError) {
    guard !FileManager.default.fileExists(atPath: path) else { return }
    do {
      try Data().write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
    } catch let error as CocoaError where error.code == .fileWriteFileExists {
      return
    } catch {
      throw .cannotCreate(path: path, why: "the folder is read-only or the disk is full")
    }
  }

  /// Says in one line what the run is doing, for `holder`; a word that cannot be written is lost.
  package func say(_ doing: String) { try? write(doing + "\n") }

  private func write(_ rest: String) throws {
    let text = "\(getpid()) \(since.rfc3339) \(since.seconds)\n\(rest)"
    try file.seek(toOffset: 0)
    // First the new text, then the end: whoever looks meanwhile sees one whole first line.
    try file.write(contentsOf: Data(text.utf8))
    try file.truncate(atOffset: UInt64(text.utf8.count))
  }

  /// Takes the kernel's lock; false when a run has it.
  ///
  /// Whoever only looks (`holder`) shares it for a moment, which must not pass for a run; a run
  /// shares it with nobody.
  private static func take(_ descriptor: Int32) -> Bool {
    for _ in 0..<10_000 {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
      guard flock(descriptor, LOCK_SH | LOCK_NB) == 0 else { return false }
      sched_yield()
    }
    _ = flock(descriptor, LOCK_UN)
    return false
  }

  /// Who holds the lock of the store in `folder`; nil when nobody does.
  package static func holder(folder: String) -> Holder? {
    guard (try? Store.requirePlainFile(path(folder))) != nil,
      let file = FileHandle(forReadingAtPath: path(folder))
    else { return nil }
    defer { try? file.close() }
    guard flock(file.fileDescriptor, LOCK_SH | LOCK_NB) != 0 else { return nil }
    let lines = ((try? file.readToEnd()) ?? Data()).split(separator: UInt8(ascii: "\n"))
      .map { String(decoding: $0, as: UTF8.self) }
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count == 3, let process = Int32(words[0]), let since = Int64(words[2]) else {
      return Holder(process: 0, since: Timestamp(0))
    }
    let doing = lines.count > 1 ? lines[1] : nil
    return Holder(process: process, since: Timestamp(since), doing: doing)
  }

  /// Lets the lock go.
  package func release() { _ = flock(file.fileDescriptor, LOCK_UN) }

  deinit {
    release()
    try? file.close()
  }

  private static func path(_ folder: String) -> String {
    (folder.isEmpty ? "." : folder) + "/" + fileName
  }
}
