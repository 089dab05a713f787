import Foundation
import GRDB
package import Syndication

/// A stored item with the texts that a verdict is made of.
package struct TaggableItem: Sendable, Hashable {
  /// Its id; the next batch starts after the highest.
  package var id: Int64
  /// The texts, plain.
  package var title: String?, summary: String?, content: String?
  /// The language tag in force.
  package var language: String?
  /// The verdict that is stored, without its evidence.
  package var verdict: Verdict
}

/// What new verdicts changed.
package struct RetagTally: Sendable, Hashable {
  /// Items that gained the alliance tag, that lost it, and that changed in form, stage or parties.
  package var gained = 0, lost = 0, changed = 0
  /// What is new in the stories.
  package var stories = StoryNews()

  /// Nothing changed.
  package init() {}
}

extension Store {
  /// The next items to be judged again, in the order of their ids; empty at the end.
  package func itemsForRetagging(
    after id: Int64,
    limit: Int
  ) throws(StoreError) -> [TaggableItem] {
    try read(or: []) { db in
      let terms = Terms(db)
      return try Row.fetchAll(
        db,
        sql: """
          SELECT id, title, summary, content, language, verdict, score FROM item
          WHERE id > ? ORDER BY id LIMIT ?
          """,
        arguments: [id, limit]
      ).map { row in
        TaggableItem(
          id: row[0],
          title: row[1],
          summary: row[2],
          content: row[3],
          language: row[4],
          verdict: try VerdictRecord.verdict(
            row.bytes(5),
            score: Score.read(row[6]),
            texts: .notWanted,
            terms
          )
        )
      }
    }
  }

  /// Puts new verdicts in the place of stored ones, all or none; stories part and join by them.
  package func replaceVerdicts(
    _ verdicts: [(item: Int64, verdict: Verdict)],
    at now: Timestamp
  ) throws(StoreError) -> RetagTally {
    try write { db in
      var tally = RetagTally()
      let terms = Terms(db)
      var keeper = StoryKeeper(db, terms)
      let select = try db.cachedStatement(
        sql: "SELECT feed, date, title, verdict, score FROM item WHERE id = ?"
      )
      let update = try db.cachedStatement(
        sql: "UPDATE item SET verdict = ?, score = ? WHERE id = ?"
      )
      for (id, verdict) in verdicts {
        guard let row = try Row.fetchOne(select, arguments: [id]) else { continue }
        let before = try VerdictRecord.verdict(
          row.bytes(3),
          score: Score.read(row[4]),
          texts: .notWanted,
          terms
        )
        try update.execute(
          arguments: [
            Data(try VerdictRecord.bytes(verdict, terms)), Score.stored(verdict.score), id,
          ])
        if verdict.isAlliance != before.isAlliance {
          if verdict.isAlliance { tally.gained += 1 } else { tally.lost += 1 }
        } else if verdict.form != before.form || verdict.stage != before.stage
          || verdict.parties != before.parties
        {
          tally.changed += 1
        }
        let item = WrittenItem(
          id: id,
          feed: row[0],
          date: row[1],
          verdict: verdict,
          fingerprint: Fingerprint(minima: [], shingles: 0),
          sketch: nil,
          title: row[2]
        )
        try keeper.changed(ItemChange(item: item, before: before))
      }
      tally.stories = try keeper.finish()
      return tally
    }
  }
}
