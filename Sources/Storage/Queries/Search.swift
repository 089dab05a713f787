import Foundation
import GRDB
internal import Syndication

/// An item that a search found.
package struct SearchHit: Sendable, Hashable {
  /// Where the words stand in a text: Unicode scalars from `start` to before `end`.
  package struct Mark: Sendable, Hashable {
    /// The first scalar, and the one behind the last.
    package var start: Int, end: Int

    /// Marks the scalars from `start` to before `end`.
    package init(start: Int, end: Int) { (self.start, self.end) = (start, end) }
  }

  /// What a list shows of the item.
  package var row: StoryRow
  /// Where the words stand in its headline.
  package var titleMarks: [Mark]
  /// The stretch of its text in which the words stand first; empty where only the headline has them.
  package var excerpt: String
  /// Where they stand in the excerpt.
  package var excerptMarks: [Mark]
}

extension Store {
  /// The newest items in which all of `words` stand, in any script.
  ///
  /// Words in quotation marks stay together, `-word` must not occur, `word*` finds continuations.
  package func search(_ words: String, limit: Int) throws(StoreError) -> [SearchHit] {
    guard let query = SearchText.query(words) else {
      throw .unusable(what: "search needs a word with at least one letter or digit")
    }
    let terms = SearchText.terms(words)
    return try read(or: []) { db in
      let reader = RowReader(db, Terms(db))
      let columns = "t.id, ifnull(t.story, t.id), t.summary, t.content"
      let waiting = try WaitingWords.search(db, query, limit: limit > 0 ? limit : -1)
      var found = try waiting.compactMap {
        try Row.fetchOne(db, sql: "SELECT \(columns) FROM item t WHERE id = ?", arguments: [$0])
      }
      // What waits is newer than all that is in the index.
      found += try Row.fetchAll(
        db,
        sql: """
          SELECT \(columns) FROM words w JOIN item t ON t.id = w.rowid
          WHERE words MATCH ? ORDER BY w.rowid DESC LIMIT ?
          """,
        arguments: [query, limit > 0 ? limit - found.count : -1]
      )
      return try found.compactMap { found in
        guard let row = try reader.row(found[0], story: found[1], asStory: false) else {
          return nil
        }
        let text = [found[2] as String?, found[3] as String?].compactMap(\.self)
          .joined(separator: "\n")
        let excerpt = Excerpt(of: text, around: terms)
        return SearchHit(
          row: row,
          titleMarks: Excerpt.marks(terms, in: Array((row.title ?? "").unicodeScalars)),
          excerpt: excerpt.text,
          excerptMarks: excerpt.marks
        )
      }
    }
  }
}

/// The stretch of a text in which the words looked for stand, with the words marked.
struct Excerpt {
  /// The stretch, one line.
  private(set) var text = ""
  /// Where the words stand in it.
  private(set) var marks: [SearchHit.Mark] = []

  /// Cuts some 160 scalars around the first of `terms` in `text`.
  init(of text: String, around terms: [String]) {
    let scalars = text.unicodeScalars.map { $0.properties.isWhitespace ? " " : $0 }
    guard let first = Self.marks(terms, in: scalars).first else { return }
    var start = max(0, first.start - 60)
    while start > 0, start < first.start, scalars[start - 1] != " ", first.start - start < 80 {
      start -= 1
    }
    let end = min(scalars.count, start + 180)
    let cut = Array(scalars[start..<end])
    marks = Self.marks(terms, in: cut)
    var view = String.UnicodeScalarView()
    view.append(contentsOf: cut)
    self.text = String(view)
  }

  /// Where `terms` begin in `text`, in order and without overlap.
  ///
  /// A word marks only at the start of a word, whatever the case and the accents of its letters, as
  /// the index found it.
  static func marks(_ terms: [String], in text: [Unicode.Scalar]) -> [SearchHit.Mark] {
    let wanted = terms.map { $0.unicodeScalars.map(plain) }.filter { !$0.isEmpty }
      .sorted { $0.count > $1.count }
    let lower = text.map(plain)
    var marks: [SearchHit.Mark] = []
    var index = 0
    while index < lower.count {
      let isStart =
        index == 0 || !lower[index - 1].properties.isAlphabetic
        || SearchText.isUnspaced(lower[index])
      if isStart, let hit = wanted.first(where: { lower[index...].starts(with: $0) }) {
        marks.append(SearchHit.Mark(start: index, end: index + hit.count))
        index += hit.count
      } else {
        index += 1
      }
    }
    return marks
  }

  /// A letter in lower case, of plain width and without its accent, as the index has it.
  private static func plain(_ given: Unicode.Scalar) -> Unicode.Scalar {
    let scalar = SearchText.narrow(given)
    let lower = scalar.properties.lowercaseMapping.unicodeScalars
    let small = lower.count == 1 ? lower.first ?? scalar : scalar
    // Below are no accents; what is written without spaces keeps its signs.
    guard small.value >= 0xE0, small.value < 0x2000, !SearchText.isUnspaced(small) else {
      return small
    }
    return String(small).decomposedStringWithCanonicalMapping.unicodeScalars.first ?? small
  }
}
