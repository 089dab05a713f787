/// An item's categories in order, without repeats.
struct TagList {
  private(set) var tags: [String] = []
  private var seen: Set<String> = []

  /// Takes in a category that may not be plain yet.
  mutating func add(text: String?) { add(text.map { PlainText.line(fromText: $0) }) }

  /// Takes in a category, plain text on one line, unless it is empty or there already.
  mutating func add(_ tag: String?) {
    guard let tag, !tag.isEmpty, tags.count < 500 else { return }
    // Few are compared one by one, faster than a set is filled.
    if tags.count < 12 {
      if tags.contains(tag) { return }
    } else {
      if seen.isEmpty { seen = Set(tags) }
      guard seen.insert(tag).inserted else { return }
    }
    tags.append(tag)
  }
}
