import GRDB
internal import Syndication

/// The SQL of a query: which index it walks, newest first, and what it looks at on the way.
struct QueryPlan {
  private(set) var sql = ""
  private(set) var arguments: [(any DatabaseValueConvertible)?] = []
  /// Whether nothing can be found, so that nothing needs to be asked.
  private(set) var isHopeless = false

  private var conditions: [String] = []
  private let db: Database

  /// Plans a list of stories: each row gives the story's id and the item that leads it.
  static func stories(_ query: StoryQuery, _ db: Database, _ terms: Terms) throws -> QueryPlan {
    var plan = QueryPlan(db: db)
    let hasRow = query.review != nil && query.review != .unreviewed
    guard
      query.tag != nil || hasRow || query.form != nil || query.stage != nil
        || !query.parties.isEmpty
    else {
      try plan.anyStory(query)
      return plan
    }
    var from = "story s"
    var date = "s.date"
    var id = "s.id"
    if let tag = query.tag {
      guard let term = try terms.known(tag) else { return hopeless(db) }
      from = "storyTag g JOIN story s ON s.id = g.story"
      (date, id) = ("g.date", "g.story")
      plan.add("g.tag = ?", term)
    }
    plan.between(date, query)
    if let form = query.form { plan.add("s.form = ?", form.rawValue) }
    if let stage = query.stage { plan.add("s.stage = ?", stage.rawValue) }
    switch query.review {
    case .unreviewed: plan.conditions.append("s.review = 0")
    case .confirmed: plan.conditions.append("s.review = 1 AND s.review <> 0")
    case .rejected: plan.conditions.append("s.review = 2 AND s.review <> 0")
    case .starred: plan.conditions.append("s.starred <> 0")
    case nil: break
    }
    for party in query.parties {
      guard let term = try terms.known(party) else { return hopeless(db) }
      plan.add(
        """
        \(id) IN (SELECT t.story FROM itemParty p JOIN item t ON t.id = p.item WHERE p.party = ?)
        """,
        term
      )
    }
    try plan.carried(
      query,
      """
      \(id) IN (\(storiesOfFeeds))
      """
    )
    plan.finish(
      select: "\(id), s.lead",
      from: from,
      order: "\(date) DESC, \(id) DESC",
      query.limit
    )
    return plan
  }

  /// Plans a list of items: each row gives the story's id and the item's.
  static func items(_ query: StoryQuery, _ db: Database, _ terms: Terms) throws -> QueryPlan {
    var plan = QueryPlan(db: db)
    var from = "item t"
    var (date, id) = ("t.date", "t.id")
    if let tag = query.tag {
      guard let term = try terms.known(tag) else { return hopeless(db) }
      from = "itemTag g JOIN item t ON t.id = g.item"
      (date, id) = ("g.date", "g.item")
      plan.add("g.tag = ?", term)
    }
    if query.form != nil || query.stage != nil || query.review != nil {
      let isOuter = query.review == .unreviewed && query.form == nil && query.stage == nil
      from += " \(isOuter ? "LEFT " : "")JOIN story s ON s.id = t.story"
    }
    plan.between(date, query)
    if let form = query.form { plan.add("s.form = ?", form.rawValue) }
    if let stage = query.stage { plan.add("s.stage = ?", stage.rawValue) }
    switch query.review {
    case .unreviewed: plan.conditions.append("ifnull(s.review, 0) = 0")
    case .confirmed: plan.conditions.append("s.review = 1")
    case .rejected: plan.conditions.append("s.review = 2")
    case .starred: plan.conditions.append("s.starred <> 0")
    case nil: break
    }
    for party in query.parties {
      guard let term = try terms.known(party) else { return hopeless(db) }
      plan.add("\(id) IN (SELECT p.item FROM itemParty p WHERE p.party = ?)", term)
    }
    try plan.carried(
      query,
      """
      t.id IN (SELECT x.id FROM item x WHERE x.feed IN (#)
        UNION SELECT o.item FROM outlet o WHERE o.feed IN (#))
      """
    )
    // The items of a few feeds are quicker sorted than found among all.
    if query.feeds != nil, query.tag == nil { date = "+t.date" }
    plan.finish(
      select: "ifnull(t.story, t.id), t.id",
      from: from,
      order: "\(date) DESC, \(id) DESC",
      query.limit
    )
    return plan
  }

  /// The stories with a row that the feeds carry, by the small index of the items in one.
  private static let storiesOfFeeds = """
    SELECT x.story FROM item x WHERE x.feed IN (#) AND x.story IS NOT NULL
      UNION SELECT x.story FROM outlet o JOIN item x ON x.id = o.item WHERE o.feed IN (#)
    """

  private static func hopeless(_ db: Database) -> QueryPlan {
    var plan = QueryPlan(db: db)
    plan.isHopeless = true
    return plan
  }

  private init(db: Database) { self.db = db }

  /// All stories, most of which are single items without a row of their own.
  private mutating func anyStory(_ query: StoryQuery) throws {
    between("t.date", query)
    try carried(
      query,
      """
      t.id IN (SELECT x.id FROM item x WHERE x.feed IN (#) AND x.story IS NULL
        UNION SELECT o.item FROM outlet o JOIN item x ON x.id = o.item
          WHERE o.feed IN (#) AND x.story IS NULL
        UNION SELECT s.lead FROM story s WHERE s.id IN (\(Self.storiesOfFeeds)))
      """
    )
    if query.review == .unreviewed {
      conditions.append("ifnull((SELECT s.review FROM story s WHERE s.id = t.story), 0) = 0")
    }
    conditions.append(
      "(t.story IS NULL OR t.id = (SELECT s.lead FROM story s WHERE s.id = t.story))"
    )
    finish(
      select: "ifnull(t.story, t.id), t.id",
      from: "item t",
      order: query.feeds == nil ? "t.date DESC, t.id DESC" : "+t.date DESC, t.id DESC",
      query.limit
    )
  }

  private mutating func add(_ condition: String, _ argument: any DatabaseValueConvertible) {
    conditions.append(condition)
    arguments.append(argument)
  }

  private mutating func between(_ date: String, _ query: StoryQuery) {
    if let since = query.since { add("\(date) >= ?", since.seconds) }
    if let until = query.until { add("\(date) < ?", until.seconds) }
  }

  /// Adds the condition on feeds, with `#` for their row ids, which are ours and whole numbers.
  private mutating func carried(_ query: StoryQuery, _ condition: String) throws {
    guard let feeds = query.feeds else { return }
    let statement = try db.cachedStatement(sql: "SELECT id FROM feed WHERE url = ?")
    let ids = try feeds.compactMap { try Int64.fetchOne(statement, arguments: [$0.text]) }
    guard !ids.isEmpty else {
      isHopeless = true
      return
    }
    conditions.append(condition.replacing("#", with: ids.map(String.init).joined(separator: ",")))
  }

  private mutating func finish(select: String, from: String, order: String, _ limit: Int?) {
    let filter = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
    sql = "SELECT \(select) FROM \(from)\(filter) ORDER BY \(order)"
    if let limit, limit > 0 { sql += " LIMIT \(limit)" }
  }
}
