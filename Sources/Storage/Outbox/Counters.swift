import GRDB

extension Store {
  /// Adds to the counts that outlive the process; a count that is not there yet starts at zero.
  package func count(_ additions: [String: Double]) throws(StoreError) {
    guard !additions.isEmpty else { return }
    try write { db in
      let statement = try db.cachedStatement(
        sql: """
          INSERT INTO counter(name, value) VALUES (?1, ?2)
          ON CONFLICT DO UPDATE SET value = value + ?2
          """
      )
      for (name, value) in additions.sorted(by: { $0.key < $1.key }) {
        try statement.execute(arguments: [name, value])
      }
    }
  }

  /// All counts by name.
  package func counts() throws(StoreError) -> [String: Double] {
    try readOutbox(or: [:]) { db in
      var counts: [String: Double] = [:]
      for row in try Row.fetchAll(db, sql: "SELECT name, value FROM counter") {
        counts[row[0]] = row[1] as Double
      }
      return counts
    }
  }

  /// Leaves a word for other processes, such as what the daemon is doing; nil takes it away.
  package func leaveWord(_ name: String, _ text: String?) throws(StoreError) {
    try write { db in
      if let text {
        try db.execute(
          sql: "INSERT OR REPLACE INTO fact(name, value) VALUES (?, ?)",
          arguments: ["word." + name, text]
        )
      } else {
        try db.execute(sql: "DELETE FROM fact WHERE name = ?", arguments: ["word." + name])
      }
    }
  }

  /// The word that was left under `name`; nil when there is none.
  package func word(_ name: String) throws(StoreError) -> String? {
    try read(or: nil) { db in
      try String.fetchOne(
        db,
        sql: "SELECT value FROM fact WHERE name = ?",
        arguments: ["word." + name]
      )
    }
  }
}
