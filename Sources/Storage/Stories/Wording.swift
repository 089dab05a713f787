import GRDB
internal import Syndication

/// The words of an item as far as near-duplicates are told by them.
struct Wording {
  private let feed: Int64, date: Int64
  private let title: String
  private let sketch: SketchRecord?

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
    let sameTitle = !title.isEmpty && title == other.title
    guard let sketch, let theirs = other.sketch else {
      return sameTitle && feed != other.feed && abs(date - other.date) <= StoryLinks.partWindow
    }
    let likeness = sketch.likeness(to: theirs)
    if feed == other.feed { return sameTitle && likeness >= 0.8 }
    if sameTitle { return likeness >= 0.2 }
    guard
      Headline.figures(title).isDisjoint(with: Headline.figures(other.title)) == false
        || Headline.figures(title).isEmpty || Headline.figures(other.title).isEmpty
    else { return false }
    return likeness >= (min(sketch.shingles, theirs.shingles) < 25 ? 0.9 : 0.78)
  }
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

  /// The numbers in a headline.
  static func figures(_ title: String) -> Set<Substring> {
    Set(title.split(whereSeparator: { !$0.isNumber }))
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
