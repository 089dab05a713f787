import GRDB
internal import Syndication

/// Keeps stories true while a batch is written: joins, parts and refreshes them.
///
/// A story's id is the lowest id of its items; an untagged item that stands alone has no row and is
/// its own story.
struct StoryKeeper {
  private let db: Database
  private let links: StoryLinks
  private let terms: Terms
  private let memory: WriterMemory
  private var changed: Set<Int64> = []
  /// What has joined remembered stories to which nothing else has happened.
  private var joined: [Int64: Set<Int64>] = [:]
  /// What stories were, before the batch touched them: nil for none of the alliance tag.
  private var stagesBefore: [Int64: StoryStage] = [:]

  private enum StoryStage {
    case noAlliance
    case alliance(AllianceStage?)
  }

  /// Begins a batch.
  init(_ db: Database, _ terms: Terms, _ memory: WriterMemory = WriterMemory()) {
    (self.db, self.terms, self.memory) = (db, terms, memory)
    links = StoryLinks(db, terms, memory)
  }

  /// A new item was written: finds its story, joining stories that it connects.
  mutating func added(_ item: WrittenItem) throws {
    let neighbours = try links.neighbours(of: item)
    try links.enter(item)
    guard !neighbours.isEmpty || !item.verdict.tags.isEmpty else { return }
    try join(item.id, neighbours)
  }

  /// An item's text and verdict were replaced: its story may part, and others may join.
  mutating func changed(_ change: ItemChange) throws {
    let item = change.item
    links.changed(item.id)
    let story = try self.story(of: item.id)
    guard
      change.before.tags != item.verdict.tags || change.before.parties != item.verdict.parties
        || change.before.form != item.verdict.form
    else {
      if story.hasRow { try note(story.id) }
      return
    }
    try links.leave(item.id, date: item.date, before: change.before)
    let neighbours = try links.neighbours(of: item)
    try links.enter(item)
    if story.hasRow { try part(story.id) }
    if !neighbours.isEmpty || !item.verdict.tags.isEmpty { try join(item.id, neighbours) }
  }

  /// A further feed carries the item.
  mutating func gotOutlet(_ item: Int64) throws {
    let story = try self.story(of: item)
    if story.hasRow, db.changesCount > 0 { try note(story.id) }
  }

  /// A review was added to the story of `item`, which may get its row by that.
  mutating func reviewed(_ item: Int64) throws -> Int64 {
    let story = try self.story(of: item)
    if !story.hasRow { try set([item], story: story.id) }
    try note(story.id)
    return story.id
  }

  /// Brings the rows of all stories that were touched up to date.
  mutating func finish() throws -> StoryNews {
    try links.finish()
    var news = StoryNews()
    let records = StoryRecords(db, terms)
    for story in changed.sorted() {
      let known =
        if let known = memory.stories.take(story), let items = joined[story] {
          try records.refresh(story, known, joinedBy: items)
        } else {
          try records.refresh(story)
        }
      guard let known else { continue }
      if known.canGrow { memory.stories.remember(known, of: story) }
      let now = known.summary
      guard now.isAlliance else { continue }
      switch stagesBefore[story] {
      case .alliance(let stage):
        guard let stage, let further = now.stage, stage < further else { continue }
        news.furtherStage.append(story)
      default:
        if now.isBacklog { news.backlog.append(story) } else { news.new.append(story) }
      }
    }
    (changed, joined) = ([], [:])
    stagesBefore = [:]
    return news
  }

  private func story(of item: Int64) throws -> (id: Int64, hasRow: Bool) {
    let statement = try db.cachedStatement(sql: "SELECT story FROM item WHERE id = ?")
    let row = try Row.fetchOne(statement, arguments: [item])
    if let story: Int64 = row?[0] { return (story, true) }
    return (item, false)
  }

  /// Makes one story of those of `item` and its neighbours, under the lowest id.
  private mutating func join(_ item: Int64, _ neighbours: Set<Int64>) throws {
    var rows: Set<Int64> = []
    var single: Set<Int64> = []
    for member in neighbours.union([item]) {
      let story = try self.story(of: member)
      if story.hasRow { rows.insert(story.id) } else { single.insert(story.id) }
    }
    guard let id = rows.union(single).min() else { return }
    if rows == [id], memory.stories.knows(id) {
      try note(id, joinedBy: single)
      return try set(single, story: id)
    }
    for story in rows.union([id]) { try note(story) }
    for story in rows where story != id {
      try db.cachedStatement(sql: "UPDATE item SET story = ? WHERE story = ?")
        .execute(arguments: [id, story])
    }
    try set(single, story: id)
  }

  /// Parts a story whose items no longer all hang together.
  private mutating func part(_ story: Int64) throws {
    try note(story)
    let statement = try db.cachedStatement(
      sql: "SELECT id, date, verdict FROM item WHERE story = ? ORDER BY id"
    )
    var groups = Components()
    var byKey: [Int64: [(date: Int64, item: Int64)]] = [:]
    for row in try Row.fetchAll(statement, arguments: [story]) {
      let item: Int64 = row[0]
      groups.add(item)
      let verdict = try VerdictRecord.verdict(row.bytes(2), score: 0, texts: .notWanted, terms)
      for key in StoryLinks.pairingKeys(verdict) { byKey[key, default: []].append((row[1], item)) }
    }
    for reports in byKey.values {
      let sorted = reports.sorted { ($0.date, $0.item) < ($1.date, $1.item) }
      for (one, next) in zip(sorted, sorted.dropFirst())
      where next.date - one.date <= StoryLinks.dealWindow {
        groups.connect(one.item, next.item)
      }
    }
    let alike = try db.cachedStatement(sql: "SELECT other FROM likeness WHERE item = ?")
    for item in groups.members {
      for other in try Int64.fetchAll(alike, arguments: [item]) where groups.contains(other) {
        groups.connect(item, other)
      }
    }
    for group in groups.groups where group.first != story {
      guard let id = group.first else { continue }
      try set(Set(group), story: id)
      try note(id)
    }
  }

  private func set(_ items: Set<Int64>, story: Int64) throws {
    for item in items.sorted() {
      try db.cachedStatement(sql: "UPDATE item SET story = ? WHERE id = ?")
        .execute(arguments: [story, item])
    }
  }

  /// Remembers that a story is to be refreshed, and what it was when first touched; nil unless
  /// nothing has happened to it but that `items` are part of it now.
  private mutating func note(_ story: Int64, joinedBy items: Set<Int64>? = nil) throws {
    if let items {
      joined[story, default: []].formUnion(items)
    } else {
      joined[story] = nil
      memory.stories.forget(story)
    }
    guard changed.insert(story).inserted else { return }
    stagesBefore[story] =
      try StoryRecords(db, terms).alliance(story).map { .alliance($0.stage) }
      ?? .noAlliance
  }
}

/// Groups of items that hang together, directly or through others.
struct Components {
  private var parents: [Int64: Int64] = [:]

  /// All items, in order.
  var members: [Int64] { parents.keys.sorted() }

  /// The groups, each in order, by their lowest member.
  var groups: [[Int64]] {
    var groups: [Int64: [Int64]] = [:]
    for item in members { groups[root(item), default: []].append(item) }
    return groups.values.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
  }

  /// Whether `item` is among them.
  func contains(_ item: Int64) -> Bool { parents[item] != nil }

  /// Adds an item that hangs together with nothing yet.
  mutating func add(_ item: Int64) { parents[item] = parents[item] ?? item }

  /// Says that two items hang together.
  mutating func connect(_ one: Int64, _ other: Int64) {
    let (first, second) = (root(one), root(other))
    parents[max(first, second)] = min(first, second)
  }

  private func root(_ item: Int64) -> Int64 {
    var item = item
    while let parent = parents[item], parent != item { item = parent }
    return item
  }
}
