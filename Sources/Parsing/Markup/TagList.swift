/// An item's categories in order, without repeats.
struct TagList {
  private(set) var tags: [String] = []
  private var seen: Set<String> = []

  /// Takes in a category, unless it is empty or there already.
  mutating func add(_ tag: String?) {
    guard let tag, tags.count < 500 else { return }
    let plain = PlainText.line(fromText: tag)
    guard !plain.isEmpty, seen.insert(plain).inserted else { return }
    tags.append(plain)
  }
}
