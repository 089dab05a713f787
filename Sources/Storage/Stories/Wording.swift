import GRDB
import Synchronization
internal import Syndication

/// The words of an item as far as near-duplicates are told by them.
///
/// An object, so that what is costly to tell is told once, however many items it is held against.
final class Wording: Sendable {
  private let feed: Int64, date: Int64
  private let title: String
  private let sketch: SketchRecord?
  /// Hashes of the figures in the headline, once they were wanted.
  private let knownFigures = Mutex<[Int64]?>(nil)

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

  private var figures: [Int64] {
    knownFigures.withLock { known in
      if let known { return known }
      let figures = Headline.figures(title)
      known = figures
      return figures
    }
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

  /// Hashes of the numbers in a headline, each once.
  static func figures(_ title: String) -> [Int64] {
    let hashes = title.split(whereSeparator: { !$0.isNumber }).map { figure in
      var hash = StableHash(9)
      hash.add(figure)
      return hash.value
    }
    return hashes.count < 2 ? hashes : Set(hashes).sorted()
  }

  /// Hashes of a headline's words, each once and in order; the lowest bit says whether the word
  /// is of a script without spaces.
  static func words(_ text: String?) -> [Int64] {
    let cut = SearchText.indexed(text?.lowercased()).split { !$0.isLetter && !$0.isNumber }
    let hashes = cut.compactMap { word -> Int64? in
      guard let first = word.unicodeScalars.first, word.unicodeScalars.count >= 2,
        !emptyWords.contains(word)
      else { return nil }
      var hash = StableHash(10)
      hash.add(word)
      return hash.value & ~1 | (SearchText.isUnspaced(first) ? 1 : 0)
    }
    return Array(Set(hashes)).sorted()
  }

  /// Whether a hash of `words` is that of a word of a script without spaces.
  static func isUnspaced(word hash: Int64) -> Bool { hash & 1 == 1 }

  /// Words that say nothing of what a headline tells.
  private static let emptyWords: Set<Substring> = [
    "the", "and", "for", "with", "to", "in", "of", "on", "its", "und", "de", "la",
  ]
}
