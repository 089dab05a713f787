import GRDB
internal import Syndication

/// The words of an item as far as near-duplicates are told by them.
///
/// An object, so that what is costly to tell is told once, however many items it is held against.
final class Wording {
  private let feed: Int64, date: Int64
  private let title: String
  private let sketch: SketchRecord?
  /// Hashes of the figures in the headline.
  private lazy var figures = Headline.figures(title)

  /// Takes the words of an item that was just written.
  init(_ item: WrittenItem) {
    (feed, date) = (item.feed, item.date)
    (title, sketch) = (item.foldedTitle, item.sketch)
  }

  /// Reads feed, date, title and sketch.
  init(_ row: Row) {
    (feed, date) = (row[0], row[1])
    title = ItemKey.folded(row[2])
    sketch = SketchRecord(stored: row.bytes(3))
  }

  /// Whether both are one text, or one agency's text as two outlets print it.
  ///
  /// A wrong merge is worse than a missed one: within a feed, where likeness is a matter of
  /// templates, the headline must be the same; figures in the headlines must not contradict.
  func tellsTheSame(as other: Wording) -> Bool {
    guard abs(date - other.date) <= StoryLinks.copyWindow else { return false }
    guard let sketch, let theirs = other.sketch else {
      return feed != other.feed && abs(date - other.date) <= StoryLinks.partWindow
        && !title.isEmpty && title == other.title
    }
    let isSameFeed = feed == other.feed
    if isSameFeed, title.utf8.count != other.title.utf8.count { return false }
    let likeness = sketch.likeness(to: theirs)
    guard likeness >= 0.2 else { return false }
    let sameTitle = !title.isEmpty && title == other.title
    if isSameFeed { return sameTitle && likeness >= 0.8 }
    if sameTitle { return true }
    guard likeness >= (min(sketch.shingles, theirs.shingles) < 25 ? 0.9 : 0.78) else {
      return false
    }
    let (ours, others) = (figures, other.figures)
    return ours.isEmpty || others.isEmpty || ours.contains { others.contains($0) }
  }
}

/// The words of items that were met in this batch, so that each is read and folded once.
final class WordingMemory {
  private var known: [Int64: Wording] = [:]
  /// Forgetting everything now and then is simpler than forgetting the right ones, and as good.
  private static let most = 20_000

  /// The words of `item`, read by `read` where they are not remembered.
  func wording(of item: Int64, _ read: () throws -> Wording?) rethrows -> Wording? {
    if let wording = known[item] { return wording }
    guard let wording = try read() else { return nil }
    remember(wording, of: item)
    return wording
  }

  /// Remembers the words of an item as they are now.
  func remember(_ wording: Wording, of item: Int64) {
    if known.count >= Self.most { known = [:] }
    known[item] = wording
  }

  /// Forgets an item whose words have changed.
  func forget(_ item: Int64) { known[item] = nil }
}

/// What can be told from headlines alone.
enum Headline {
  /// A key of a headline that is long enough to be nobody else's; nil for a shorter one.
  static func key(folded title: String) -> Int64? {
    guard title.utf8.count >= 36 else { return nil }
    if title.utf8.count < 150, title.unicodeScalars.count < 36 {
      guard title.unicodeScalars.count(where: SearchText.isUnspaced) >= 14 else { return nil }
    }
    var hash = StableHash(8)
    hash.add(title)
    return hash.value
  }

  /// Hashes of the numbers in a headline, each once.
  static func figures(_ title: String) -> [Int64] {
    let hashes = title.split(whereSeparator: { !$0.isNumber }).map { figure in
      var hash = StableHash(9)
      hash.add(figure)
      return hash.value
    }
    return hashes.count < 2 ? hashes : Set(hashes).sorted()
  }

  /// Whether two headlines share so many words, the companies' names aside, that they tell of one
  /// thing: half of the shorter one's, and at least three.
  static func share(_ one: String?, _ other: String?, apartFrom parties: Set<String>) -> Bool {
    let names = Set(parties.flatMap { words($0) })
    let ours = words(one).subtracting(names)
    let theirs = words(other).subtracting(names)
    let shared = ours.intersection(theirs)
    let isUnspaced = shared.contains { $0.unicodeScalars.first.map(SearchText.isUnspaced) ?? false }
    return shared.count >= (isUnspaced ? 6 : 3)
      && shared.count * 2 >= min(ours.count, theirs.count)
  }

  private static func words(_ text: String?) -> Set<String> {
    let cut = SearchText.indexed(text?.lowercased()).split { !$0.isLetter && !$0.isNumber }
    return Set(cut.filter { $0.unicodeScalars.count >= 2 }.map(String.init))
      .subtracting(["the", "and", "for", "with", "to", "in", "of", "on", "its", "und", "de", "la"])
  }
}
