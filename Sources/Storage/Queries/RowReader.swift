import GRDB
internal import Syndication

/// Reads what a list shows of a story or an item, a few indexed look-ups each.
struct RowReader {
  private let db: Database
  private let terms: Terms

  /// Begins with a connection.
  init(_ db: Database, _ terms: Terms) { (self.db, self.terms) = (db, terms) }

  /// The row of item `id`; with `asStory`, what is told of its whole story, which has hundreds of
  /// items at times: where nobody asks for their outlets, they are not looked at.
  func row(
    _ id: Int64,
    story: Int64,
    asStory: Bool,
    namesOutlets: Bool = true
  ) throws -> StoryRow? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT t.id, f.url, f.title, t.url, t.title, t.published, t.firstSeen, t.date, t.score,
          t.verdict, t.backlog, t.story FROM item t JOIN feed f ON f.id = t.feed WHERE t.id = ?
        """
    )
    guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
    let verdict = try VerdictRecord.verdict(
      row.bytes(9),
      score: Score.read(row[8]),
      texts: .notWanted,
      terms
    )
    var result = StoryRow(
      id: id,
      story: story,
      feed: row[1],
      feedTitle: row[2],
      url: row[3],
      title: row[4],
      published: (row[5] as Int64?).map { Timestamp($0) },
      firstSeen: Timestamp(row[6]),
      date: Timestamp(row[7]),
      latest: Timestamp(row[7]),
      tags: verdict.tags,
      score: verdict.score,
      parties: verdict.parties,
      themes: verdict.themes,
      form: verdict.form,
      stage: verdict.stage,
      outlets: [],
      items: 1,
      feeds: 1,
      review: .unreviewed,
      isStarred: false,
      isBacklog: row[10]
    )
    let hasRow = !row.hasNull(atIndex: 11)
    if hasRow { try addStory(&result, asStory) }
    if hasRow, asStory, !namesOutlets { return result }
    if hasRow, asStory {
      let members = try Row.fetchAll(
        db.cachedStatement(
          sql: "SELECT id, backlog FROM item WHERE story = ? ORDER BY date, id LIMIT 200"
        ),
        arguments: [story]
      )
      result.isBacklog = members.allSatisfy { $0[1] }
      for member in members { result.outlets += try outlets(member[0]) }
    } else {
      result.outlets = try outlets(id)
      result.feeds = Set(result.outlets.map(\.feed)).count
    }
    return result
  }

  /// Adds what the story's own row tells: for an item, only the review.
  private func addStory(_ result: inout StoryRow, _ asStory: Bool) throws {
    let statement = try db.cachedStatement(
      sql: """
        SELECT review, starred, latest, size, feeds, score, form, stage, tags, parties, themes
        FROM story WHERE id = ?
        """
    )
    guard let row = try Row.fetchOne(statement, arguments: [result.story]) else { return }
    result.review = ReviewState(rawValue: row[0]) ?? .unreviewed
    result.isStarred = row[1]
    let notes = try db.cachedStatement(
      sql: """
        SELECT r.note FROM item x JOIN review r ON r.item = x.id
        WHERE x.story = ? AND r.note IS NOT NULL ORDER BY r.id
        """
    )
    result.notes = try String.fetchAll(notes, arguments: [result.story])
    guard asStory else { return }
    result.latest = Timestamp(row[2])
    (result.items, result.feeds, result.score) = (row[3], row[4], Score.read(row[5]))
    result.form = (row[6] as String?).flatMap(AllianceForm.init)
    result.stage = (row[7] as String?).flatMap(AllianceStage.init)
    result.tags = try terms.unpacked(row.bytes(8))
    result.parties = try terms.unpacked(row.bytes(9))
    result.themes = try terms.unpacked(row.bytes(10))
  }

  /// Every feed's copy of one item, the first one first.
  func outlets(_ item: Int64) throws -> [Outlet] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT 0, f.url, f.title, t.url, t.title, t.published, t.firstSeen
        FROM item t JOIN feed f ON f.id = t.feed WHERE t.id = ?1
        UNION ALL
        SELECT 1, f.url, f.title, ifnull(o.url, t.url), t.title, o.published, o.firstSeen
        FROM outlet o JOIN item t ON t.id = o.item JOIN feed f ON f.id = o.feed WHERE o.item = ?1
        ORDER BY 1, 7, 2
        """
    )
    return try Row.fetchAll(statement, arguments: [item]).map { row in
      Outlet(
        feed: row[1],
        feedTitle: row[2],
        url: row[3],
        title: row[4],
        published: (row[5] as Int64?).map { Timestamp($0) },
        firstSeen: Timestamp(row[6])
      )
    }
  }
}

extension Store {
  /// The stories that `query` asks for, newest first; of equal dates the later known one first.
  package func stories(_ query: StoryQuery) throws(StoreError) -> [StoryRow] {
    var rows: [StoryRow] = []
    try eachStory(query) { rows.append($0) }
    return rows
  }

  /// The items that `query` asks for, one row each, newest first.
  package func items(_ query: StoryQuery) throws(StoreError) -> [StoryRow] {
    var rows: [StoryRow] = []
    try eachItem(query) { rows.append($0) }
    return rows
  }

  /// Hands the stories over one by one, so that a long list needs no memory.
  package func eachStory(
    _ query: StoryQuery,
    _ body: (StoryRow) throws -> Void
  ) throws(StoreError) {
    try each(query, asStory: true, body)
  }

  /// Hands the items over one by one, so that a long list needs no memory.
  package func eachItem(
    _ query: StoryQuery,
    _ body: (StoryRow) throws -> Void
  ) throws(StoreError) {
    try each(query, asStory: false, body)
  }

  private func each(
    _ query: StoryQuery,
    asStory: Bool,
    _ body: (StoryRow) throws -> Void
  ) throws(StoreError) {
    try read(or: ()) { db in
      let terms = Terms(db)
      let plan =
        asStory
        ? try QueryPlan.stories(query, db, terms) : try QueryPlan.items(query, db, terms)
      guard !plan.isHopeless else { return }
      let reader = RowReader(db, terms)
      let found = try Row.fetchCursor(
        db,
        sql: plan.sql,
        arguments: StatementArguments(plan.arguments)
      )
      while let next = try found.next() {
        let row = try reader.row(
          next[1],
          story: next[0],
          asStory: asStory,
          namesOutlets: query.namesOutlets
        )
        if let row { try body(row) }
      }
    }
  }
}
