internal import Syndication

extension Feed {
  /// More items than any feed has; without an end, a small compressed body could fill the memory.
  static let itemLimit = 100_000

  /// Takes an item that says anything at all, as long as there are not too many.
  mutating func take(_ item: Item) {
    guard items.count < Self.itemLimit, !item.isBlank else { return }
    items.append(item)
  }
}

extension Item {
  /// Whether it says nothing: `<item/>`.
  fileprivate var isBlank: Bool {
    guard id == nil, url == nil, title == nil else { return false }
    var item = self
    // The feed's own language is no word of the item.
    item.language = nil
    return item == Item()
  }
}
