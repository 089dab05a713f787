import GRDB
internal import Syndication

/// What an item of a document is to the store.
enum Identification {
  /// Never seen.
  case new
  /// A stored item; `isNewName` says that the feed did not call it that yet.
  case known(StoredItem, isNewName: Bool)
  /// Seen and pruned since; it stays away.
  case pruned
  /// The same item stands earlier in the document.
  case repeated
}

/// As much of a stored item as is needed to recognise it and to see a change.
struct StoredItem {
  /// Its id, and the feed that carried it first.
  var id: Int64, feed: Int64
  /// Hash of its texts and address.
  var textHash: Int64
  /// Its headline and addresses.
  var title: String?, url: String?, canonical: String?
  /// The raw date of publication.
  var published: Int64?

  static let columns = "t.id, t.feed, t.textHash, t.title, t.url, t.canonical, t.published"

  /// Reads what `columns` selected.
  init(_ row: Row) {
    (id, feed, textHash) = (row[0], row[1], row[2])
    (title, url, canonical, published) = (row[3], row[4], row[5], row[6])
  }
}

/// Finds out which items of one feed's document are stored already.
struct Identifier {
  /// The connection of the transaction.
  let db: Database
  /// The feed's row.
  let feed: Int64
  /// Whether the feed's ids are believed at all.
  var distrustsIDs = false
  /// Ids found in this document to name several articles.
  private(set) var newlyRepeated = 0
  /// Each item's key in force, in document order, after `identify`.
  private(set) var names: [Int64] = []

  /// What the feed's names stand for, and what it is to know by new ones.
  var known: DocumentNames

  /// Begins with a feed whose ids are believed or not.
  init(db: Database, feed: FeedRow, distrustsIDs: Bool) {
    (self.db, self.feed, self.distrustsIDs) = (db, feed.id, distrustsIDs)
    known = DocumentNames(db, feed: feed.id, isNew: feed.isNew)
  }

  /// Says of each item what it is; `keys` in document order.
  mutating func identify(
    _ keys: [ItemKey],
    _ items: [HarvestedItem],
    after present: [Int64]
  ) throws -> [Identification] {
    let ambiguous = ambiguousKeys(keys)
    for key in ambiguous { try markAmbiguous(key) }
    var taken: Set<Int64> = []
    var usedItems: Set<Int64> = []
    var result: [Identification] = []
    result.reserveCapacity(keys.count)
    names.reserveCapacity(keys.count)
    let firstNames = keys.map { key in
      let name = key.name(believingIDs: !distrustsIDs)
      return ambiguous.contains(name) ? key.detailed : name
    }
    try known.look(up: firstNames)
    try known.look(upTwins: try twinsToLookUp(keys, firstNames))
    for (key, firstName) in zip(keys, firstNames) {
      var name = firstName
      var found = try known.meaning(of: name)
      if case .ambiguous = found {
        name = key.detailed
        found = try known.meaning(of: name)
      }
      names.append(name)
      guard taken.insert(name).inserted else {
        result.append(.repeated)
        continue
      }
      switch found {
      case .item(let item):
        result.append(
          usedItems.insert(item.id).inserted ? .known(item, isNewName: false) : .repeated
        )
      case .pruned:
        result.append(.pruned)
      case .ambiguous, .unknown:
        if let twin = try twin(key, items[result.count]) {
          let isFree = usedItems.insert(twin.id).inserted
          if isFree {
            result.append(.known(twin, isNewName: true))
          } else {
            result.append(.repeated)
          }
        } else if let twin = key.twin, !taken.insert(twin).inserted {
          result.append(.repeated)
        } else {
          result.append(.new)
        }
      }
    }
    try recognise(nameless: &result, keys, items, &usedItems, after: present)
    try recognise(renamed: &result, keys, items, usedItems, after: present)
    return result
  }

  /// Whether the feed's ids name places in a list and not articles: half of the document or more
  /// are known ids under which both another address and another title stand.
  func looksPositional(
    _ found: [Identification],
    _ keys: [ItemKey],
    _ items: [HarvestedItem]
  ) -> Bool {
    var strangers = 0
    for (index, one) in found.enumerated() {
      guard case .known(let item, isNewName: false) = one, keys[index].byID != nil,
        let before = item.canonical ?? item.url, let now = keys[index].canonical,
        ItemKey.schemeless(before) != ItemKey.schemeless(now),
        ItemKey.folded(item.title) != keys[index].title
      else { continue }
      strangers += 1
    }
    return strangers >= 5 && strangers * 2 >= found.count
  }

  /// How many of the document's items were known, but by other ids: many, time and again, and the
  /// feed makes its ids up anew whenever it is asked.
  static func renamed(_ found: [Identification], _ keys: [ItemKey]) -> Bool {
    let count = zip(found, keys).count { one, key in
      if case .known(_, isNewName: true) = one { key.byID != nil } else { false }
    }
    return count >= 3 && count * 2 >= found.count
  }

  /// The twins of what the feed does not know by its first name.
  private mutating func twinsToLookUp(
    _ keys: [ItemKey],
    _ firstNames: [Int64]
  ) throws -> [Int64] {
    try zip(keys, firstNames).compactMap { key, name in
      switch try known.meaning(of: name) {
      case .item, .pruned: nil
      case .ambiguous, .unknown: key.twin
      }
    }
  }

  /// Names that stand for more than one article in this very document.
  private func ambiguousKeys(_ keys: [ItemKey]) -> Set<Int64> {
    var first: [Int64: Int64] = [:]
    var ambiguous: Set<Int64> = []
    for key in keys {
      let name = key.name(believingIDs: !distrustsIDs)
      guard name != key.detailed else { continue }
      let article = key.twin ?? key.detailed
      if let other = first.updateValue(article, forKey: name), other != article {
        ambiguous.insert(name)
      }
    }
    return ambiguous
  }

  private mutating func markAmbiguous(_ key: Int64) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO identity(feed, key, item) VALUES (?, ?, 0)
        ON CONFLICT DO UPDATE SET item = 0 WHERE item IS NOT 0
        """
    )
    try statement.execute(arguments: [feed, key])
    newlyRepeated += db.changesCount
  }

  /// The stored item with the same address and the same title, in whatever feed.
  private func twin(_ key: ItemKey, _ harvested: HarvestedItem) throws -> StoredItem? {
    guard let twin = key.twin, let canonical = key.canonical, known.isTaken(twin: twin) else {
      return nil
    }
    let statement = try db.cachedStatement(
      sql: "SELECT \(StoredItem.columns) FROM item t WHERE t.twin = ? ORDER BY t.id LIMIT 4"
    )
    let place = ItemKey.schemeless(canonical)
    let title = key.title
    let rows = try Row.fetchCursor(statement, arguments: [twin])
    while let row = try rows.next() {
      let item = StoredItem(row)
      guard let other = item.canonical ?? item.url, ItemKey.schemeless(other) == place,
        ItemKey.folded(item.title) == title
      else { continue }
      // A column that is called the same every day and links to the front page.
      if key.isFrontPage, item.feed == feed, let then = item.published,
        let now = harvested.item.published?.seconds, abs(now - then) > 20 * 3600
      {
        continue
      }
      return item
    }
    return nil
  }

  /// Recognises the items of a feed that gave all its articles new ids and addresses at once.
  ///
  /// First what stood in the document before and is gone from it; where half of that stands here
  /// under the same headlines, older items of the feed as well.
  private mutating func recognise(
    renamed result: inout [Identification],
    _ keys: [ItemKey],
    _ items: [HarvestedItem],
    _ usedItems: Set<Int64>,
    after present: [Int64]
  ) throws {
    let unknown = result.indices.filter { if case .new = result[$0] { true } else { false } }
    guard !present.isEmpty, unknown.count >= 3, unknown.count * 2 >= result.count else { return }
    let names = Set(names)
    var vanished: [StoredItem] = []
    let goneNames = present.filter { !names.contains($0) }
    try known.look(up: goneNames)
    for name in goneNames {
      guard case .item(let item) = try known.meaning(of: name), !usedItems.contains(item.id) else {
        continue
      }
      vanished.append(item)
    }
    let matches = match(unknown, keys, items, with: vanished)
    guard matches.count >= 3, matches.count * 2 >= min(unknown.count, vanished.count) else {
      return
    }
    let statement = try db.cachedStatement(
      sql: """
        SELECT \(StoredItem.columns) FROM item t WHERE t.feed = ?
        ORDER BY t.date DESC, t.id DESC LIMIT ?
        """
    )
    let limit = min(60_000, max(200, 3 * result.count))
    let older = try Row.fetchAll(statement, arguments: [feed, limit]).map { StoredItem($0) }
    let all = match(unknown, keys, items, with: older.filter { !usedItems.contains($0.id) })
    for (index, item) in matches.merging(all, uniquingKeysWith: { first, _ in first }) {
      result[index] = .known(item, isNewName: true)
    }
  }

  /// Pairs items of the document with stored ones by headlines that stand once on either side.
  private func match(
    _ unknown: [Int],
    _ keys: [ItemKey],
    _ items: [HarvestedItem],
    with known: [StoredItem]
  ) -> [Int: StoredItem] {
    var stored: [String: StoredItem?] = [:]
    for item in known {
      let title = ItemKey.folded(item.title)
      stored[title] = stored.keys.contains(title) ? .some(nil) : item
    }
    var counts: [String: Int] = [:]
    for index in unknown { counts[keys[index].title, default: 0] += 1 }
    var matches: [Int: StoredItem] = [:]
    for index in unknown {
      let title = keys[index].title
      guard title.unicodeScalars.count >= 6, counts[title] == 1, let found = stored[title],
        let item = found, agree(item.published, items[index].item.published)
      else { continue }
      matches[index] = item
    }
    return matches
  }

  private func agree(_ stored: Int64?, _ given: Timestamp?) -> Bool {
    guard let stored, let given else { return true }
    return abs(stored - given.seconds) <= 36 * 3600
  }
}
