import GRDB

/// What the store is made of.
package enum SQLiteLibrary {
  /// SQLite's version as it runs, such as `3.40.1`; nil when it does not start.
  package static var version: String? {
    try? DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") }
  }
}
