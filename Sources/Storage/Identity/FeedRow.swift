import Foundation
import GRDB
internal import Syndication

/// A feed's row as `record` needs it.
struct FeedRow {
  /// The row's id.
  let id: Int64
  /// Whether its ids proved to be of no use.
  let distrustsIDs: Bool
  /// The dates of its newest posts, newest first.
  let recent: [Int64]
  /// The names of the items of its newest document.
  let present: [Int64]
  /// Whether a body with items was recorded before.
  let hasHistory: Bool
  /// Whether the row was made just now.
  let isNew: Bool

  /// Finds the row of `feed`, or makes it.
  static func row(of feed: FeedURL, _ db: Database, at now: Timestamp) throws -> FeedRow {
    let statement = try db.cachedStatement(
      sql: "SELECT id, idPolicy, recent, present FROM feed WHERE url = ?"
    )
    if let row = try Row.fetchOne(statement, arguments: [feed.text]) {
      let present = row.bytes(3)
      return FeedRow(
        id: row[0],
        distrustsIDs: row[1] as Int == 1,
        recent: PackedNumbers.numbers(row.bytes(2) ?? []),
        present: PackedNumbers.numbers(present ?? []),
        hasHistory: present != nil,
        isNew: false
      )
    }
    try db.cachedStatement(sql: "INSERT INTO feed(url, firstSeen) VALUES (?, ?)")
      .execute(arguments: [feed.text, now.seconds])
    return FeedRow(
      id: db.lastInsertedRowID,
      distrustsIDs: false,
      recent: [],
      present: [],
      hasHistory: false,
      isNew: true
    )
  }

  /// Writes what a document made of the feed's memory, where it changed.
  ///
  /// A feed that has called known articles by new ids three times is not believed in its ids.
  func remember(
    recent: [Int64],
    present: [Int64],
    newlyRepeated: Int,
    isRenamed: Bool,
    _ db: Database
  ) throws {
    guard
      recent != self.recent || present != self.present || newlyRepeated > 0 || isRenamed
        || !hasHistory
    else { return }
    try db.cachedStatement(
      sql: """
        UPDATE feed SET recent = ?, present = ?, repeatedIDs = repeatedIDs + ?,
          renames = renames + ?, idPolicy = max(idPolicy, renames + ? >= 3) WHERE id = ?
        """
    ).execute(
      arguments: [
        Data(PackedNumbers.bytes(recent)), Data(PackedNumbers.bytes(present)), newlyRepeated,
        isRenamed, isRenamed, id,
      ])
  }
}

extension Row {
  /// The blob in column `index` as bytes; nil for NULL.
  func bytes(_ index: Int) -> [UInt8]? { (self[index] as Data?).map { [UInt8]($0) } }
}
