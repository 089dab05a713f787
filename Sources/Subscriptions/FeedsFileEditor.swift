package import Syndication

/// Changes feeds.yml as a careful person would: only the lines in question, all else to the byte.
///
/// Every change is read again before it counts: when the outcome is not exactly what was asked,
/// nothing is changed and the owner is told to edit by hand.
package struct FeedsFileEditor {
  /// What the file says now.
  package private(set) var file: FeedsFile
  /// The file's name, for messages and for `save()`.
  package let path: String
  private var text: EditableText
  /// The text that the changes were made to, and the changes, for when the file is another by the
  /// time it is saved.
  private let original: [UInt8]
  private var changes: [Change] = []

  private enum Change {
    case add([Subscription])
    case remove(FeedURL)
    case replace(FeedURL, FeedURL)
  }

  /// Opens the file at `path`; one that does not exist yet starts with a few words of comment.
  package init(path: String) throws(SubscriptionError) {
    try self.init(bytes: Self.bytes(at: path), path: path)
  }

  private static func bytes(at path: String) throws(SubscriptionError) -> [UInt8] {
    do {
      return try FeedsFile.bytes(at: path)
    } catch .noSuchFile {
      return Array(newFile.utf8)
    }
  }

  /// Opens a text; one with nothing in it but comments counts as a file with no feeds.
  package init(bytes: [UInt8], path: String) throws(SubscriptionError) {
    self.path = path
    original = bytes
    let yaml = try YAMLText(bytes: bytes, file: path)
    text = EditableText(yaml.text, hasMark: bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    let root = try YAMLComposer(file: path).compose(yaml)
    file = root == nil ? FeedsFile() : try FeedsFile.read(bytes: bytes, path: path)
  }

  /// What stands at the top of a feeds.yml that tieup starts itself.
  private static let newFile = """
    # The feeds that tieup reads. Edit it freely: comments, order and blank lines are kept.
    feeds: []

    """

  /// The text as it would be saved.
  package var bytes: [UInt8] { text.bytes }

  /// Puts the file on the disk, whole or not at all.
  ///
  /// What others have written there since it was opened stays: the changes are made once more, to
  /// what the file says now, while no other editor of ours can write.
  package mutating func save() throws(SubscriptionError) {
    let lock = FolderLock(of: path)
    defer { lock.release() }
    let now = try Self.bytes(at: path)
    if now != original {
      var editor = try FeedsFileEditor(bytes: now, path: path)
      for change in changes {
        switch change {
        case .add(let new): try editor.add(new)
        case .remove(let url): try editor.remove(url)
        case .replace(let url, let new): try editor.replace(url, with: new)
        }
      }
      self = editor
    }
    try FeedsFile.write(bytes, to: path)
    self = try FeedsFileEditor(bytes: bytes, path: path)
  }

  /// Adds subscriptions at the end of the list and returns those that were added.
  ///
  /// One whose address is in the file already is passed over.
  @discardableResult
  package mutating func add(_ new: [Subscription]) throws(SubscriptionError) -> [Subscription] {
    var known = Set(file.subscriptions.map(\.url))
    let added = new.filter { known.insert($0.url).inserted }
    guard !added.isEmpty else { return [] }
    (text, file) = try changed(expecting: file.subscriptions + added) {
      (text, root) throws(SubscriptionError) in
      switch FeedsPlace(root, in: text) {
      case .missing: addKey(with: added, to: &text)
      case .empty(let key): insert(added, underEmptyKey: key, in: &text)
      case .flow(let list, let inBlock):
        if list.members.isEmpty, inBlock {
          try turnIntoBlock(list, with: added, in: &text)
        } else {
          try FlowList(list, in: text, path: path).append(added, to: &text)
        }
      case .block(let list): append(added, toBlock: list, root: root, in: &text)
      case .unknown: throw byHand(line: root?.line)
      }
    }
    changes.append(.add(added))
    return added
  }

  /// Takes every entry with this address out; returns whether there was one.
  @discardableResult
  package mutating func remove(_ url: FeedURL) throws(SubscriptionError) -> Bool {
    guard file.subscriptions.contains(where: { $0.url == url }) else { return false }
    let left = file.subscriptions.filter { $0.url != url }
    (text, file) = try changed(expecting: left) { (text, root) throws(SubscriptionError) in
      switch FeedsPlace(root, in: text) {
      case .block(let list): try remove(url, fromBlock: list, root: root, in: &text)
      case .flow(let list, _): try FlowList(list, in: text, path: path).remove(url, from: &text)
      case .missing, .empty, .unknown: throw byHand(line: root?.line)
      }
    }
    changes.append(.remove(url))
    return true
  }

  /// Writes `new` wherever `url` stands; where `new` is subscribed already, `url` is taken out.
  ///
  /// Returns whether `url` was there.
  @discardableResult
  package mutating func replace(
    _ url: FeedURL,
    with new: FeedURL
  ) throws(SubscriptionError) -> Bool {
    guard url != new else { return file.subscriptions.contains { $0.url == url } }
    if file.subscriptions.contains(where: { $0.url == new }) { return try remove(url) }
    var wanted = file.subscriptions
    guard let index = wanted.firstIndex(where: { $0.url == url }) else { return false }
    wanted[index].url = new
    (text, file) = try changed(expecting: wanted) { (text, root) throws(SubscriptionError) in
      let members = root?.member("feeds")?.value.members ?? []
      for case let place? in members.reversed().map({ $0.member("url")?.value })
      where place.text == url.text {
        try replaceScalar(at: place, with: new.text, in: &text)
      }
    }
    changes.append(.replace(url, new))
    return true
  }

  /// Runs `edit` on a copy of the text and reads the outcome, which counts only when it is as wanted.
  private func changed(
    expecting wanted: [Subscription],
    _ edit: (inout EditableText, YAMLValue?) throws(SubscriptionError) -> Void
  ) throws(SubscriptionError) -> (EditableText, FeedsFile) {
    let composer = YAMLComposer(file: path)
    let root = try composer.compose(YAMLText(bytes: text.bytes, file: path))
    var changed = text
    try edit(&changed, root)
    guard let outcome = try? FeedsFile.read(bytes: changed.bytes, path: path),
      outcome.subscriptions.map(\.withoutLine) == wanted.map(\.withoutLine),
      outcome.settings.withoutLines == file.settings.withoutLines,
      outcome.rules.map(\.withoutLine) == file.rules.map(\.withoutLine)
    else { throw byHand(line: root?.member("feeds")?.key.line) }
    return (changed, outcome)
  }

  /// The error for a file that is written in a way that no careful edit can follow.
  func byHand(line: Int?) -> SubscriptionError {
    .mistake(
      .init(
        file: path,
        line: line,
        what: "written in a way that cannot be changed safely",
        expected: "this change made by hand (nothing was changed)"
      )
    )
  }

  private func replaceScalar(
    at place: YAMLValue,
    with new: String,
    in text: inout EditableText
  ) throws(SubscriptionError) {
    let start = text.offset(line: place.line, column: place.column)
    let line = text.scalars[start..<text.start(ofLine: place.line + 1)]
    switch line.first {
    case "\"", "'":
      guard let quote = line.first, let end = line.dropFirst().firstIndex(of: quote) else {
        throw byHand(line: place.line)
      }
      let body = quote == "'" && !new.contains("'") ? "'\(new)'" : YAMLQuoting.quoted(new)
      text.replace(start..<end + 1, with: body)
    default:
      let old = place.text ?? ""
      guard line.starts(with: old.unicodeScalars) else { throw byHand(line: place.line) }
      let end = start + old.unicodeScalars.count
      let staysPlain = new.last != ":" && !new.contains { ",[]{}".contains($0) }
      text.replace(start..<end, with: staysPlain ? new : YAMLQuoting.quoted(new))
    }
  }
}

extension Subscription {
  /// The same without its place: lines move when a file is edited.
  fileprivate var withoutLine: Subscription {
    var copy = self
    copy.line = nil
    return copy
  }
}

extension TagRule {
  fileprivate var withoutLine: TagRule {
    var copy = self
    copy.line = nil
    return copy
  }
}

extension Settings {
  fileprivate var withoutLines: Settings {
    var copy = self
    for index in copy.notify.indices { copy.notify[index].line = nil }
    return copy
  }
}
