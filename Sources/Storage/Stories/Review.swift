import GRDB
package import Syndication

/// What a reader says of a story.
package enum ReviewMark: Sendable, Hashable {
  /// It is about an alliance, or it is not.
  case confirm, reject
  /// To find it again, and to let it go.
  case star, unstar
  /// Words of the reader's own.
  case note(String)
  /// Takes back confirm and reject.
  case clear

  /// The word that is stored.
  var word: String {
    switch self {
    case .confirm: "confirm"
    case .reject: "reject"
    case .star: "star"
    case .unstar: "unstar"
    case .note: "note"
    case .clear: "clear"
    }
  }
}

/// One line of a story's review history.
package struct ReviewEntry: Sendable, Hashable {
  /// When it was said.
  package var at: Timestamp
  /// What was said: `confirm`, `reject`, `star`, `unstar`, `note` or `clear`.
  package var mark: String
  /// The words of a note.
  package var note: String?
}

/// Whether a story is confirmed or rejected.
package enum ReviewState: Int, Sendable, Hashable, Codable {
  case unreviewed = 0
  case confirmed = 1
  case rejected = 2
}

/// What the reviews of a story's items come to, the latest counting.
struct StoryReview: Sendable {
  private(set) var state = 0, isStarred = false, exists = false

  /// Reads the reviews of all items of `story`.
  static func of(_ story: Int64, _ db: Database) throws -> StoryReview {
    let statement = try db.cachedStatement(
      sql: """
        SELECT mark FROM review WHERE item IN (SELECT id FROM item WHERE story = ?) ORDER BY id
        """
    )
    var review = StoryReview()
    for mark in try String.fetchAll(statement, arguments: [story]) {
      review.exists = true
      switch mark {
      case "confirm": review.state = ReviewState.confirmed.rawValue
      case "reject": review.state = ReviewState.rejected.rawValue
      case "clear": review.state = ReviewState.unreviewed.rawValue
      case "star": review.isStarred = true
      case "unstar": review.isStarred = false
      default: break
      }
    }
    return review
  }
}

extension Store {
  /// Notes what a reader says of a story, given by its id or by that of any of its items.
  ///
  /// False when there is no such story. Reviews are never pruned and go with the story to later
  /// items of it.
  package func review(
    story: Int64,
    _ mark: ReviewMark,
    at now: Timestamp
  ) throws(StoreError) -> Bool {
    try write { db in
      let exists = try Bool.fetchOne(
        db,
        sql: "SELECT EXISTS(SELECT 1 FROM item WHERE id = ?)",
        arguments: [story]
      )
      guard exists == true else { return false }
      var note: String?
      if case .note(let words) = mark { note = words }
      try db.execute(
        sql: "INSERT INTO review(item, at, mark, note) VALUES (?, ?, ?, ?)",
        arguments: [story, now.seconds, mark.word, note]
      )
      var keeper = StoryKeeper(db, Terms(db))
      _ = try keeper.reviewed(story)
      _ = try keeper.finish()
      return true
    }
  }
}
