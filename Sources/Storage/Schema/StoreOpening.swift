import Foundation
import GRDB

extension Store {
  /// Four megabytes of pages: recording is no faster with sixteen, on a hundred thousand items
  /// either, and what the system keeps of the file in memory is not lost.
  private static let cacheSize = "PRAGMA cache_size = -4000"

  /// How every connection is set up.
  static var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.maximumReaderCount = 4
    configuration.prepareDatabase { db in
      try db.execute(sql: cacheSize + "; PRAGMA temp_store = MEMORY")
      if !db.configuration.readonly {
        // Pages that a busy run writes again and again go back into the file once in 16 MB. Of pages
        // of 4096 bytes (those of a store that an earlier version made) an article fills one and a
        // half on average, and leaves the rest empty.
        try db.execute(
          sql: """
            PRAGMA page_size = 8192;
            PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 2048;
            PRAGMA journal_size_limit = 16777216
            """
        )
      }
    }
    return configuration
  }

  /// Makes the folder where it lacks.
  static func createFolder(_ folder: String) throws(StoreError) {
    if FileManager.default.fileExists(atPath: folder) {
      guard FileManager.default.fileExists(atPath: folder + "/.") else {
        throw .cannotCreate(path: folder, why: "a file of that name is in the way")
      }
      return
    }
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      let why = isBlocked(folder) ? "a file is in the way" : SystemFailure.reason(error)
      throw .cannotCreate(path: folder, why: why)
    }
  }

  /// Whether what is to be made lies in what is a file.
  private static func isBlocked(_ folder: String) -> Bool {
    var above = (folder as NSString).deletingLastPathComponent
    while !above.isEmpty, above != "/", !FileManager.default.fileExists(atPath: above) {
      above = (above as NSString).deletingLastPathComponent
    }
    // A folder that may not be entered is a folder all the same.
    let kind = (try? FileManager.default.attributesOfItem(atPath: above))?[.type]
    return (kind as? FileAttributeType).map { $0 != .typeDirectory } ?? false
  }

  /// Refuses what stands at `path` and is no plain file; a pipe would keep us waiting for ever.
  static func requirePlainFile(_ path: String) throws(StoreError) {
    let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let kind = (try? FileManager.default.attributesOfItem(atPath: real))?[.type]
    guard let kind = kind as? FileAttributeType, kind != .typeRegular else { return }
    throw .notAFile(path: path)
  }

  /// Opens the file for writing and brings its schema up to date.
  static func pool(_ path: String) throws(StoreError) -> DatabasePool {
    let exists = FileManager.default.fileExists(atPath: path)
    let folder = (path as NSString).deletingLastPathComponent
    guard FileManager.default.isWritableFile(atPath: folder),
      !exists || FileManager.default.isWritableFile(atPath: path)
    else {
      if exists { throw .readOnlyFolder(path: path) }
      throw .cannotCreate(path: path, why: "the folder is read-only")
    }
    do {
      if exists {
        // Looked at without a write first, so that a newer store stays as it is.
        var looking = configuration
        looking.readonly = true
        try DatabaseQueue(path: path, configuration: looking).read { try refuseStrange($0, path) }
      }
      let pool = try DatabasePool(path: path, configuration: configuration)
      try Schema.migrator.migrate(pool)
      // SQLite counts its cache in pages of the size that it knows at the time: only now is that
      // the file's.
      try pool.writeWithoutTransaction { try $0.execute(sql: cacheSize) }
      return pool
    } catch {
      let wall = StoreError(error, path: path)
      guard !exists, case .cannotOpen(_, let why) = wall else { throw wall }
      throw .cannotCreate(path: path, why: why)
    }
  }

  /// Opens the file for reading; nil when a first run has not yet made its schema.
  static func readOnlyQueue(_ path: String) throws(StoreError) -> DatabaseQueue? {
    var configuration = Self.configuration
    configuration.readonly = true
    do {
      let queue = try opened(path, configuration)
      let isMade = try queue.read { db in
        try refuseStrange(db, path)
        return try db.tableExists("review")
      }
      return isMade ? queue : nil
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Opens for reading; a store at rest in a folder that may not be written is read as it lies.
  private static func opened(
    _ path: String,
    _ configuration: Configuration
  ) throws -> DatabaseQueue {
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      _ = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") }
      return queue
    } catch let error as DatabaseError
      where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode.primaryResultCode)
    {
      guard !FileManager.default.fileExists(atPath: path + "-wal") else { throw error }
      return try DatabaseQueue(
        path: "file:\(URLPath.escaped(path))?immutable=1",
        configuration: configuration
      )
    }
  }

  private static func refuseStrange(_ db: Database, _ path: String) throws {
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    let owner = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0
    guard isEmpty || owner == Int(Schema.applicationID) || owner == 0 else {
      throw StoreError.foreign(path: path)
    }
    guard version <= Schema.version, try !Schema.migrator.hasBeenSuperseded(db) else {
      throw StoreError.newerSchema(path: path)
    }
    // A first run that was ended in mid-migration has rolled back; anything else is not ours.
    guard try isEmpty || owner != 0 || db.tableExists("grdb_migrations") else {
      throw StoreError.foreign(path: path)
    }
  }
}

/// Paths in SQLite's own addresses.
private enum URLPath {
  /// The path with what an address gives a meaning to written as `%xx`.
  static func escaped(_ path: String) -> String {
    path.replacingOccurrences(of: "%", with: "%25")
      .replacingOccurrences(of: "?", with: "%3f").replacingOccurrences(of: "#", with: "%23")
  }
}
