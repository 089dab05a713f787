import Foundation
import GRDB
internal import Syndication

/// Writes harvests within one transaction.
struct Recorder {
  private let db: Database
  private let now: Timestamp
  private let terms: Terms
  private var writer: ItemWriter
  private var keeper: StoryKeeper

  /// Begins a batch, with what earlier ones left in `memory`.
  init(_ db: Database, _ memory: WriterMemory, at now: Timestamp) throws {
    (self.db, self.now) = (db, now)
    try memory.check(db)
    terms = Terms(db, memory.terms)
    writer = try ItemWriter(db, terms, at: now)
    keeper = StoryKeeper(db, terms, memory)
  }

  /// Records one feed's outcome.
  mutating func record(_ harvest: Harvest) throws -> RecordTally {
    let feed = try FeedRow.row(of: harvest.feed, db, at: now)
    try FeedStateRecord.write(harvest, feed: feed.id, db)
    var tally = RecordTally(feed: harvest.feed)
    tally.seen = harvest.items.count
    guard harvest.status == .ok, !harvest.items.isEmpty || harvest.head != nil else {
      // A body without a head is the same body again: what stood in it still stands there.
      if harvest.status == .ok { tally.seen = feed.present.count }
      return tally
    }
    tally.isFirstBody = !feed.hasHistory

    let keys = harvest.items.map { ItemKey($0) }
    var (names, repeatedIDs, found) = try identify(keys, harvest.items, feed, feed.distrustsIDs)
    if !feed.distrustsIDs, found.isPositional {
      try db.execute(sql: "UPDATE feed SET idPolicy = 1 WHERE id = ?", arguments: [feed.id])
      (names, repeatedIDs, found) = try identify(keys, harvest.items, feed, true)
    }
    var recent = feed.recent
    for (index, one) in found.items.enumerated() {
      let harvested = harvest.items[index]
      switch one {
      case .repeated, .pruned: continue
      case .known(let item, let isNewName):
        if isNewName { try writer.name(item.id, names[index], feed: feed.id) }
        if try meet(item, harvested, keys[index], feed: feed.id, &tally) { tally.updated += 1 }
      case .new:
        let item = try writer.insert(
          harvested,
          keys[index],
          feed: feed.id,
          isBacklog: tally.isFirstBody
        )
        try writer.name(item.id, names[index], feed: feed.id)
        try keeper.added(item)
        tally.new += 1
        if harvested.verdict.isAlliance { tally.tagged += 1 }
        recent.append(item.date)
      }
    }
    try feed.remember(
      recent: Array(recent.sorted(by: >).prefix(20)),
      present: present(names),
      newlyRepeated: repeatedIDs,
      isRenamed: Identifier.renamed(found.items, keys),
      db
    )
    return tally
  }

  /// Settles the stories of the batch.
  mutating func finish() throws -> StoryNews {
    let news = try keeper.finish()
    try writer.finish()
    return news
  }

  private struct Found {
    var items: [Identification], isPositional: Bool
  }

  private func identify(
    _ keys: [ItemKey],
    _ items: [HarvestedItem],
    _ feed: FeedRow,
    _ distrustsIDs: Bool
  ) throws -> (names: [Int64], repeatedIDs: Int, found: Found) {
    var identifier = Identifier(db: db, feed: feed.id, distrustsIDs: distrustsIDs)
    let found = try identifier.identify(keys, items, after: feed.present)
    let isPositional = identifier.looksPositional(found, keys, items)
    return (
      identifier.names, identifier.newlyRepeated, Found(items: found, isPositional: isPositional)
    )
  }

  /// Meets a stored item again; true when its text changed.
  private mutating func meet(
    _ item: StoredItem,
    _ harvested: HarvestedItem,
    _ key: ItemKey,
    feed: Int64,
    _ tally: inout RecordTally
  ) throws -> Bool {
    guard item.feed == feed else {
      try writer.addOutlet(item, harvested, feed: feed)
      try keeper.gotOutlet(item.id)
      return false
    }
    guard item.textHash != key.text else { return false }
    guard let change = try writer.update(item, harvested, key) else { return false }
    if change.isNewlyAlliance { tally.tagged += 1 }
    try keeper.changed(change)
    return true
  }

  /// The names of a document, sorted, so that the same items in another order are no change.
  private func present(_ names: [Int64]) -> [Int64] { Array(Set(names)).sorted() }
}
