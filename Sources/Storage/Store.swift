import Foundation
import GRDB
internal import Syndication

/// The store in one folder: `tieup.db`, its migrations and all the verbs on it.
///
/// Values go in and come out; no connection ever leaves. One writer at a time (see `RunLock` for
/// runs); readers see the last commit and wait for nobody.
package struct Store: Sendable {
  /// What a store is opened for.
  package enum Access: Sendable {
    /// To write: folder, file and migrations are made where they lack.
    case readWrite
    /// To read: nothing is made; a store that is not there yet answers with nothing.
    case readOnly
  }

  /// The database file's name in the folder.
  package static let fileName = "tieup.db"

  /// The database file, for messages.
  package let path: String
  /// Reads; nil while there is no store yet.
  let reader: (any DatabaseReader)?
  private let writer: (any DatabaseWriter)?
  let memory = WriterMemory()
  /// The number of the file that was opened; nil in memory and while there is none.
  private let fileNumber: UInt64?

  /// Opens the store in `folder`.
  package init(folder: String, access: Access) throws(StoreError) {
    path = (folder.isEmpty ? "." : folder) + "/" + Self.fileName
    try Self.requirePlainFile(path)
    switch access {
    case .readWrite:
      try Self.createFolder(folder.isEmpty ? "." : folder)
      let pool = try Self.pool(path)
      (reader, writer) = (pool, pool)
    case .readOnly:
      writer = nil
      reader = FileManager.default.fileExists(atPath: path) ? try Self.readOnlyQueue(path) : nil
    }
    // Who only reads loses nothing with the file.
    fileNumber = access == .readWrite ? Self.fileNumber(path) : nil
  }

  /// Throws where the file that was opened no longer stands at its place: what is written into it
  /// then is lost when it is closed.
  package func requireItsPlace() throws(StoreError) {
    if let fileNumber, Self.fileNumber(path) != fileNumber { throw .replaced(path: path) }
  }

  private static func fileNumber(_ path: String) -> UInt64? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.systemFileNumber] as? UInt64
  }

  /// Makes a store that lives in memory only, for tests and for trying things out.
  package init() throws(StoreError) {
    path = ":memory:"
    fileNumber = nil
    do {
      let queue = try DatabaseQueue(configuration: Self.configuration)
      try Schema.migrator.migrate(queue)
      (reader, writer) = (queue, queue)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Reads what the last commit left; `empty` is the answer of a store that is not there yet.
  func read<Value>(
    or empty: @autoclosure () -> Value,
    _ body: (Database) throws -> Value
  ) throws(StoreError) -> Value {
    guard let reader else { return empty() }
    do { return try reader.read(body) } catch { throw StoreError(error, path: path) }
  }

  /// Runs `body` in one transaction: all of it is kept, or nothing.
  func write<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    do {
      return try writing().write { db in
        memory.forget()
        return try body(db)
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Records in one transaction, with what earlier recordings have read.
  func recording<Value>(
    at now: Timestamp,
    _ body: (Database, inout Recorder) throws -> Value
  ) throws(StoreError) -> Value {
    do {
      return try writing().write { db in
        var recorder = try Recorder(db, memory, at: now)
        return try body(db, &recorder)
      }
    } catch {
      memory.forgetAll()
      throw StoreError(error, path: path)
    }
  }

  /// Runs `body` on the writing connection outside a transaction.
  func writeOutsideTransaction<Value>(
    _ body: (Database) throws -> Value
  ) throws(StoreError) -> Value {
    do {
      return try writing().writeWithoutTransaction(body)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Lets the file go, with everything written into it; only for the end of a program.
  package func close() {
    // Only what this store left waiting: another's writer sees to its own.
    if memory.waiting.isSomething { try? write(indexWaitingWords) }
    // A reader that closes last could not do it.
    _ = try? writer?.writeWithoutTransaction { db in
      try Row.fetchAll(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)").count
    }
    try? writer?.close()
    try? reader?.close()
  }

  private func writing() throws -> any DatabaseWriter {
    guard let writer else { throw StoreError.readOnlyFolder(path: path) }
    return writer
  }
}
