import Syndication

/// A text with the words of its evidence marked in place, in lines that fit.
struct MarkedText {
  private let style: Style
  private let width: Int
  private var lines: [String] = []
  /// A stretch of text; its role where it is evidence.
  private typealias Piece = (text: String, role: String?)

  /// The line at hand as runs of the same kind, and the columns that they take.
  private var runs: [Piece] = []
  private var used = 0

  /// `text` wrapped to `width` columns, with `evidence` marked; no mark spans a line break.
  static func lines(_ text: String, _ evidence: [Evidence], _ style: Style, width: Int)
    -> [String]
  {
    var marked = MarkedText(style: style, width: max(width, 10))
    marked.lay(Self.characters(of: text, evidence))
    return marked.lines
  }

  private init(style: Style, width: Int) { (self.style, self.width) = (style, width) }

  /// The characters fit to be printed, each with its role.
  private static func characters(of text: String, _ evidence: [Evidence]) -> [Piece] {
    let scalars = Array(text.unicodeScalars)
    var pieces: [Piece] = []
    var position = 0
    func add(_ range: Range<Int>, _ role: String?) {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[range])
      pieces += String(view).printable.map { (String($0), role) }
    }
    for (span, role) in spans(evidence, limit: scalars.count) {
      add(position..<span.lowerBound, nil)
      add(span, role)
      position = span.upperBound
    }
    add(position..<scalars.count, nil)
    return pieces
  }

  /// The evidence's places, in order; of overlapping ones the first goes on to where both end.
  private static func spans(_ evidence: [Evidence], limit: Int)
    -> [(range: Range<Int>, role: String)]
  {
    var spans: [(range: Range<Int>, role: String)] = []
    for one in evidence.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) })
    where one.start >= 0 && one.start < one.end && one.end <= limit {
      if let last = spans.last?.range, one.start < last.upperBound {
        spans[spans.count - 1].range = last.lowerBound..<max(last.upperBound, one.end)
      } else {
        spans.append((one.start..<one.end, one.role))
      }
    }
    return spans
  }

  /// Breaks at spaces and beside wide characters, which stand each by themselves.
  private mutating func lay(_ characters: [Piece]) {
    var word: [Piece] = []
    var space: Piece?
    for character in characters {
      if character.text == " " {
        place(word, after: space)
        if !word.isEmpty { space = nil }
        word = []
        // One space between two words, marked only inside a mark.
        space = space ?? character
      } else if DisplayWidth.columns(of: character.text) == 2 {
        place(word, after: space)
        if !word.isEmpty { space = nil }
        place([character], after: space)
        (word, space) = ([], nil)
      } else {
        word.append(character)
      }
    }
    place(word, after: space)
    if !runs.isEmpty { flush() }
  }

  private mutating func place(_ word: [Piece], after space: Piece?) {
    guard !word.isEmpty else { return }
    if let space, !runs.isEmpty {
      if used + cost([space] + word) > width { flush() } else { append(space) }
    } else if !runs.isEmpty, used + cost(word) > width {
      flush()
    }
    for character in word {
      // A word longer than a line goes on in the next.
      if !runs.isEmpty, used + cost([character]) > width { flush() }
      append(character)
    }
  }

  /// The columns that pieces would take behind what is in the line; brackets count.
  private func cost(_ pieces: [Piece]) -> Int {
    var before = runs.last?.role
    return pieces.reduce(0) { total, piece in
      defer { before = piece.role }
      let opens = piece.role != nil && piece.role != before && !style.isOn
      return total + DisplayWidth.columns(of: piece.text) + (opens ? 2 : 0)
    }
  }

  private mutating func append(_ piece: Piece) {
    used += cost([piece])
    if let last = runs.last, last.role == piece.role {
      runs[runs.count - 1].text += piece.text
    } else {
      runs.append(piece)
    }
  }

  private mutating func flush() {
    lines.append(
      runs.map { text, role in role.map { style.marked(text, $0) } ?? text }.joined()
    )
    (runs, used) = ([], 0)
  }
}
