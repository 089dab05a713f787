internal import Syndication

extension Feed {
  /// More items than any feed has; without an end, a small compressed body could fill the memory.
  static let itemLimit = 100_000

  /// Takes an item as long as there are not too many.
  mutating func take(_ item: Item) {
    if items.count < Self.itemLimit { items.append(item) }
  }
}
