/// Where and how the list of feeds stands in a file.
enum FeedsPlace {
  /// The file has no `feeds:` at all.
  case missing
  /// There is the key and nothing under it (or `~`).
  case empty(key: YAMLValue)
  /// A list with a dash for each feed.
  case block(YAMLValue)
  /// A list in brackets; `inBlock` when the key itself stands on a line of its own.
  case flow(YAMLValue, inBlock: Bool)
  /// Something else, which only its owner can change.
  case unknown

  /// Looks at the whole file; nil is a file with nothing in it.
  init(_ root: YAMLValue?, in text: EditableText) {
    func isFlow(_ value: YAMLValue) -> Bool {
      let place = text.offset(line: value.line, column: value.column)
      return place < text.scalars.count
        && (text.scalars[place] == "[" || text.scalars[place] == "{")
    }
    guard let root, !root.isNull else {
      self = .missing
      return
    }
    guard let entry = root.member("feeds") else {
      self = isFlow(root) ? .unknown : .missing
      return
    }
    switch entry.value.content {
    case .list where isFlow(entry.value): self = .flow(entry.value, inBlock: !isFlow(root))
    case .list: self = .block(entry.value)
    case _ where entry.value.isNull && !isFlow(root): self = .empty(key: entry.key)
    default: self = .unknown
    }
  }
}

extension YAMLValue {
  /// The members of a list; none for anything else.
  var members: [YAMLValue] {
    guard case .list(let members) = content else { return [] }
    return members
  }

  /// The entry of a group under `key`; nil when there is none.
  func member(_ key: String) -> (key: YAMLValue, value: YAMLValue)? {
    guard case .map(let entries) = content else { return nil }
    return entries.first { $0.key.text == key }
  }
}
