import GRDB
package import Syndication

/// How a feed is doing.
package struct FeedHealth: Sendable {
  /// The subscription, by its address as written.
  package var feed: String
  /// What the feed says of itself.
  package var title: String?, homePageURL: String?, language: String?, format: String?
  /// When it became known here.
  package var firstSeen: Timestamp
  /// Its politeness: last success, next check and why then, failures, where it moved.
  package var state: FetchState
  /// How many of its items are kept, and how many of them have the alliance tag.
  package var items: Int, tagged: Int
  /// Items a week, over the last four weeks or since it became known.
  package var itemsAWeek: Double
  /// When its newest item is dated.
  package var newest: Timestamp?
  /// How many ids were found to name several articles, and whether its ids are believed at all.
  package var repeatedIDs: Int, trustsIDs: Bool

  /// The share of its items that have the alliance tag, 0 to 1; nil without items.
  package var shareTagged: Double? { items == 0 ? nil : Double(tagged) / Double(items) }
}

extension Store {
  /// How each known feed is doing, by address.
  package func feedHealth(at now: Timestamp) throws(StoreError) -> [FeedHealth] {
    try read(or: []) { db in
      let tag = try Terms(db).known(Verdict.allianceTag) ?? 0
      var tagged: [Int64: Int] = [:]
      let counts = try Row.fetchCursor(
        db,
        sql: """
          SELECT t.feed, count(*) FROM itemTag g JOIN item t ON t.id = g.item
          WHERE g.tag = ? GROUP BY 1
          """,
        arguments: [tag]
      )
      while let row = try counts.next() { tagged[row[0]] = row[1] }
      let month: Int64 = 28 * 86400
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT f.id, f.url, f.title, f.homePage, f.language, f.format, f.firstSeen, f.repeatedIDs,
            f.idPolicy, (SELECT count(*) FROM item t WHERE t.feed = f.id),
            (SELECT count(*) FROM item t WHERE t.feed = f.id AND t.date > ?),
            (SELECT max(t.date) FROM item t WHERE t.feed = f.id),
            (SELECT min(t.date) FROM item t WHERE t.feed = f.id AND t.date > ?),
            \(FeedStateRecord.columns)
          FROM feed f ORDER BY f.url
          """,
        arguments: [now.seconds - month, now.seconds - month]
      )
      return rows.map { row in
        let recent: Int = row[10]
        let start: Int64 = row[11 + 1] ?? now.seconds
        let known = Timestamp(row[6])
        // A young feed is measured over the time that is known of it, a week at least.
        let span = max(7 * 86400, min(month, now.seconds - min(start, known.seconds)))
        return FeedHealth(
          feed: row[1],
          title: row[2],
          homePageURL: row[3],
          language: row[4],
          format: row[5],
          firstSeen: known,
          state: FeedStateRecord.state(row, from: 13),
          items: row[9],
          tagged: tagged[row[0]] ?? 0,
          itemsAWeek: Double(recent) * 7 * 86400 / Double(span),
          newest: (row[11] as Int64?).map { Timestamp($0) },
          repeatedIDs: row[7],
          trustsIDs: row[8] as Int == 0
        )
      }
    }
  }

  /// Forgets where `feeds` had moved, after their owner took the new addresses into feeds.yml.
  ///
  /// The history of each goes over to its new address, so that nothing comes twice.
  package func applyMoves(_ moves: [(from: FeedURL, to: FeedURL)]) throws(StoreError) {
    try write { db in
      for move in moves {
        let isTaken = try Bool.fetchOne(
          db,
          sql: "SELECT EXISTS(SELECT 1 FROM feed WHERE url = ?)",
          arguments: [move.to.text]
        )
        guard isTaken == false else { continue }
        try db.execute(
          sql: "UPDATE feed SET url = ?, movedTo = NULL WHERE url = ?",
          arguments: [move.to.text, move.from.text]
        )
      }
    }
  }
}
