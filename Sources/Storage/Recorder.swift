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
    writer = try ItemWriter(db, terms, memory.waiting, at: now)
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
    var identifier = Identifier(db: db, feed: feed, distrustsIDs: feed.distrustsIDs)
    var found = try identifier.identify(keys, harvest.items, after: feed.present)
    if !feed.distrustsIDs, identifier.looksPositional(found, keys, harvest.items) {
      try db.execute(sql: "UPDATE feed SET idPolicy = 1 WHERE id = ?", arguments: [feed.id])
      identifier = Identifier(db: db, feed: feed, distrustsIDs: true)
      found = try identifier.identify(keys, harvest.items, after: feed.present)
    }
    let names = identifier.names
    var recent = feed.recent
    // Looked at in its place: a copy of an item counts two dozen references.
    let items = harvest.items.span
    for (index, one) in found.enumerated() {
      switch one {
      case .repeated, .pruned: continue
      case .known(let item, let isNewName):
        if isNewName { identifier.known.enter(item.id, as: names[index]) }
        if try meet(item, items[index], keys[index], feed: feed.id, &tally) { tally.updated += 1 }
      case .new:
        let item = try writer.insert(
          items[index],
          keys[index],
          feed: feed.id,
          isBacklog: tally.isFirstBody
        )
        identifier.known.enter(item.id, as: names[index])
        try keeper.added(item)
        tally.new += 1
        if item.verdict.isAlliance { tally.tagged += 1 }
        recent.append(item.date)
      }
    }
    try identifier.known.write()
    try feed.remember(
      recent: Array(recent.sorted(by: >).prefix(20)),
      present: present(names),
      newlyRepeated: identifier.newlyRepeated,
      isRenamed: Identifier.renamed(found, keys),
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
