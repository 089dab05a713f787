import Foundation
import GRDB

/// A copy of the store that was made and looked at.
package struct BackupReport: Sendable, Hashable {
  /// Where it is, and how large.
  package var path: String, bytes: Int64
  /// How many items and reviews it has.
  package var items: Int, reviews: Int
}

extension Store {
  /// Copies the store to the file `path` while others go on using it, and checks the copy.
  ///
  /// The copy is whole or not there: it is made beside its place and moved there last.
  package func backup(to path: String) throws(StoreError) -> BackupReport {
    let files = FileManager.default
    guard !files.fileExists(atPath: path) else {
      throw .cannotCopy(path: path, why: "a file of that name is there already")
    }
    guard let source = reader else {
      throw .cannotOpen(path: self.path, why: "there is no store yet")
    }
    let draft = path + ".part"
    try? files.removeItem(atPath: draft)
    do {
      try source.unsafeRead { db in
        try db.execute(sql: "VACUUM INTO ?", arguments: [draft])
      }
      let report = try Self.verified(draft, as: path)
      try files.moveItem(atPath: draft, toPath: path)
      return report
    } catch let error as CocoaError {
      try? files.removeItem(atPath: draft)
      throw .cannotCopy(path: path, why: SystemFailure.reason(error))
    } catch {
      try? files.removeItem(atPath: draft)
      throw StoreError(error, path: path)
    }
  }

  private static func verified(_ draft: String, as path: String) throws -> BackupReport {
    let copy = try DatabaseQueue(path: draft)
    let report = try copy.read { db in
      let faults = try String.fetchAll(db, sql: "PRAGMA integrity_check(5)")
      guard faults == ["ok"] else {
        throw StoreError.corrupt(path: path, why: faults.joined(separator: "; "))
      }
      return BackupReport(
        path: path,
        bytes: try Int64.fetchOne(
          db,
          sql: "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
        ) ?? 0,
        items: try Int.fetchOne(db, sql: "SELECT count(*) FROM item") ?? 0,
        reviews: try Int.fetchOne(db, sql: "SELECT count(*) FROM review") ?? 0
      )
    }
    try copy.close()
    return report
  }
}
