import GRDB
internal import Syndication

/// Politeness as columns of a feed's row.
enum FeedStateRecord {
  static let columns = """
    etag, lastModified, lastBody, bodyHash, lastAttempt, lastSuccess, nextCheck, nextCheckReason,
    failures, lastError, httpStatus, movedTo, isGone, hintInterval, skipHours, skipDays,
    validatorsURL, serverFloor, freshness, wasUnreachable
    """

  /// Reads the state from the columns that start at `first`.
  static func state(_ row: Row, from first: Int) -> FetchState {
    var state = FetchState()
    state.validators = Validators(etag: row[first], lastModified: row[first + 1])
    state.lastBody = timestamp(row[first + 2])
    state.bodyHash = (row[first + 3] as Int64?).map { UInt64(bitPattern: $0) }
    state.lastAttempt = timestamp(row[first + 4])
    state.lastSuccess = timestamp(row[first + 5])
    state.nextCheck = timestamp(row[first + 6])
    state.nextCheckReason = row[first + 7]
    state.failures = row[first + 8]
    state.lastError = row[first + 9]
    state.httpStatus = row[first + 10]
    state.movedTo = row[first + 11]
    state.isGone = row[first + 12]
    state.hints.interval = row[first + 13]
    state.hints.skipHours = set(row[first + 14])
    state.hints.skipDays = set(row[first + 15])
    state.validatorsURL = row[first + 16]
    state.serverFloor = timestamp(row[first + 17])
    state.freshness = row[first + 18]
    state.wasUnreachable = row[first + 19]
    return state
  }

  /// Writes what the harvest says of the feed and of its host, items aside.
  static func write(_ harvest: Harvest, feed: Int64, _ db: Database) throws {
    let state = harvest.state
    try db.cachedStatement(
      sql: """
        UPDATE feed SET (\(columns)) = (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) WHERE id = ?
        """
    ).execute(
      arguments: [
        state.validators?.etag, state.validators?.lastModified, state.lastBody?.seconds,
        state.bodyHash.map { Int64(bitPattern: $0) }, state.lastAttempt?.seconds,
        state.lastSuccess?.seconds, state.nextCheck?.seconds, state.nextCheckReason,
        state.failures, state.lastError, state.httpStatus, state.movedTo, state.isGone,
        state.hints.interval, bits(state.hints.skipHours), bits(state.hints.skipDays),
        state.validatorsURL, state.serverFloor?.seconds, state.freshness, state.wasUnreachable,
        feed,
      ])
    if let head = harvest.head {
      try db.cachedStatement(
        sql: """
          UPDATE feed SET title = ?1, homePage = ?2, summary = ?3, language = ?4, format = ?5
          WHERE id = ?6 AND (title, homePage, summary, language, format) IS NOT (?1, ?2, ?3, ?4, ?5)
          """
      ).execute(
        arguments: [
          head.title, head.homePageURL, head.summary, head.language, head.format, feed,
        ])
    }
    if let hold = harvest.hold {
      try db.cachedStatement(
        sql: """
          INSERT INTO hostHold(host, until, reason) VALUES (?, ?, ?)
          ON CONFLICT DO UPDATE SET until = excluded.until, reason = excluded.reason
          WHERE excluded.until > until
          """
      ).execute(arguments: [hold.host, hold.until.seconds, hold.reason])
    }
  }

  private static func timestamp(_ seconds: Int64?) -> Timestamp? { seconds.map { Timestamp($0) } }

  private static func bits(_ set: Set<Int>) -> Int {
    set.reduce(0) { (0..<32).contains($1) ? $0 | 1 << $1 : $0 }
  }

  private static func set(_ bits: Int) -> Set<Int> {
    Set((0..<32).filter { bits & (1 << $0) != 0 })
  }
}
