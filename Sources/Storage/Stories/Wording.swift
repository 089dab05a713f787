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
  static func words(_ text: String?) -> [UInt32] {
    guard let text else { return [] }
    var hashes = plainWords(text) ?? otherWords(text)
    guard hashes.count > 1 else { return hashes }
    hashes.sort()
    var last: UInt32?
    return hashes.filter { hash in
      defer { last = hash }
      return hash != last
    }
  }

  /// The words of a text of ASCII, which most headlines are; nil for another one.
  private static func plainWords(_ text: String) -> [UInt32]? {
    let bytes = text.utf8.span
    var hashes: [UInt32] = []
    hashes.reserveCapacity(bytes.count / 4)
    var hash = StableHash(10)
    var count = 0
    for index in 0...bytes.count {
      let byte = index < bytes.count ? bytes[index] : 0
      guard byte < 0x80 else { return nil }
      let lower = byte | 0x20
      if lower >= UInt8(ascii: "a"), lower <= UInt8(ascii: "z") {
        hash.add(byte: lower)
      } else if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
        hash.add(byte: byte)
      } else {
        if count >= 2 { note(hash, isUnspaced: false, in: &hashes) }
        if count > 0 { hash = StableHash(10) }
        count = 0
        continue
      }
      count += 1
    }
    return hashes
  }

  private static func otherWords(_ text: String) -> [UInt32] {
    var hashes: [UInt32] = []
    for word in SearchText.indexed(text.lowercased()).split(whereSeparator: {
      !$0.isLetter && !$0.isNumber
    }) {
      guard let first = word.unicodeScalars.first, word.unicodeScalars.count >= 2 else { continue }
      var hash = StableHash(10)
      for byte in word.utf8 { hash.add(byte: byte) }
      note(hash, isUnspaced: SearchText.isUnspaced(first), in: &hashes)
    }
    return hashes
  }

  private static func note(_ hash: StableHash, isUnspaced: Bool, in hashes: inout [UInt32]) {
    let value = UInt32(truncatingIfNeeded: hash.value) & ~1
    if !emptyWords.contains(value) { hashes.append(value | (isUnspaced ? 1 : 0)) }
  }

  /// Whether a hash of `words` is that of a word of a script without spaces.
  static func isUnspaced(word hash: UInt32) -> Bool { hash & 1 == 1 }

  /// Words that say nothing of what a headline tells, hashed.
  private static let emptyWords = Set(
    ["the", "and", "for", "with", "to", "in", "of", "on", "its", "und", "de", "la"].map { word in
      var hash = StableHash(10)
      for byte in word.utf8 { hash.add(byte: byte) }
      return UInt32(truncatingIfNeeded: hash.value) & ~1
    }
  )
}
