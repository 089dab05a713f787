import GRDB
internal import Syndication

extension Identifier {
  /// Recognises items that have neither id nor address, after an edit of their headline or their
  /// text: the other of the two and the date tell.
  ///
  /// Only what stood in the document before and is gone from it comes into question, and only where
  /// one such item fits.
  mutating func recognise(
    nameless result: inout [Identification],
    _ keys: [ItemKey],
    _ items: [HarvestedItem],
    _ usedItems: inout Set<Int64>,
    after present: [Int64]
  ) throws {
    guard !present.isEmpty else { return }
    let unknown = result.indices.filter { index in
      guard case .new = result[index] else { return false }
      return keys[index].byID == nil && keys[index].canonical == nil
        && items[index].item.published != nil
    }
    guard !unknown.isEmpty else { return }
    let names = Set(names)
    let goneNames = present.filter { !names.contains($0) }
    try known.look(up: goneNames)
    var vanished: [Int64: [StoredItem]] = [:]
    for name in goneNames {
      guard case .item(let item) = try known.meaning(of: name), item.feed == feed, item.url == nil,
        let published = item.published, !usedItems.contains(item.id)
      else { continue }
      vanished[published, default: []].append(item)
    }
    for index in unknown {
      let item = items[index].item
      guard let published = item.published?.seconds, let there = vanished[published],
        // A whole list that is dated alike tells nothing, and would cost much.
        there.count <= Self.mostOfOneDate
      else { continue }
      let title = keys[index].title
      var fitting = title.isEmpty ? [] : there.filter { ItemKey.folded($0.title) == title }
      if fitting.isEmpty, let text = item.contentText ?? item.summary {
        fitting = try there.filter { try self.text(of: $0) == text }
      }
      guard fitting.count == 1, let found = fitting.first else { continue }
      vanished[published]?.removeAll { $0.id == found.id }
      usedItems.insert(found.id)
      result[index] = .known(found, isNewName: true)
    }
  }

  private static var mostOfOneDate: Int { 32 }

  private func text(of item: StoredItem) throws -> String? {
    let statement = try db.cachedStatement(
      sql: "SELECT ifnull(content, summary) FROM item WHERE id = ?"
    )
    return try String.fetchOne(statement, arguments: [item.id])
  }
}
