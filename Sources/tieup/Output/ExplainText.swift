import Foundation
import Syndication

/// Why an article was tagged or not: the words marked in place, and what each thing seen added.
struct ExplainText {
  let title: String
  let summary: String?
  let content: String?
  let verdict: Verdict
  let style: Style
  let width: Int

  /// The lines of the explanation.
  func lines() -> [String] {
    var lines = [verdictLine]
    if !verdict.parties.isEmpty {
      lines.append(
        "  parties  \(style.bold(verdict.parties.map(\.printable).joined(separator: ", ")))"
      )
    }
    if let form = verdict.form { lines.append("  form     \(form.rawValue)") }
    if let stage = verdict.stage { lines.append("  stage    \(style.stage(stage))") }
    if !verdict.themes.isEmpty {
      lines.append("  themes   \(verdict.themes.joined(separator: ", "))")
    }
    lines.append("")
    lines += text(title, .title, isHeadline: true)
    if let summary { lines += text(summary, .summary) }
    if let content, !isRepeated(content) { lines += text(content, .content) }
    lines += evidenceLines()
    lines += featureLines()
    if !verdict.version.isEmpty { lines += ["", style.dim("decided by \(verdict.version)")] }
    return lines
  }

  /// Whether the full text only says the summary again, with nothing that counted in the decision.
  private func isRepeated(_ content: String) -> Bool {
    guard let summary, !verdict.evidence.contains(where: { $0.field == .content }) else {
      return false
    }
    func words(_ text: String) -> String {
      text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    return words(content).contains(words(summary))
  }

  private var verdictLine: String {
    let score = Self.number(verdict.score)
    guard !verdict.tags.isEmpty else {
      return "\(style.yellow("not tagged")), score \(score)"
    }
    return "\(style.green(verdict.tags.map(\.printable).joined(separator: ", "))), score \(score)"
  }

  private func text(_ text: String, _ field: EvidenceField, isHeadline: Bool = false) -> [String] {
    let evidence = verdict.evidence.filter { $0.field == field }
    let shown = Self.excerpt(text, around: evidence)
    let lines = Self.marked(shown.text, shown.evidence, style, width: width - 2)
    return lines.map { "  " + (isHeadline ? style.bold($0) : $0) } + [""]
  }

  /// Each piece of evidence once: its role, what it stands for, its words.
  private func evidenceLines() -> [String] {
    guard !verdict.evidence.isEmpty else { return ["  no company, relation or EV word was found"] }
    var seen: Set<String> = []
    var lines: [String] = []
    for evidence in verdict.evidence {
      let words = evidence.text.printable
      let meaning = evidence.meaning.map { $0 == evidence.text ? "" : " = \($0.printable)" } ?? ""
      let line =
        "  \(DisplayWidth.padded(evidence.role.printable, to: 10)) \(style.bold(words))\(meaning)"
        + style.dim("  (\(evidence.field.rawValue))")
      if seen.insert(line).inserted { lines.append(line) }
    }
    return lines
  }

  /// What a feature added to the decision, the weightiest first; what added nothing is left out.
  private var contributions: [(name: String, added: Double)] {
    verdict.features
      .map { (name: $0.name.printable, added: $0.value * $0.weight) }
      .filter { abs($0.added) >= 0.005 }
  }

  private func featureLines() -> [String] {
    guard !contributions.isEmpty else { return [] }
    // The score is a probability; its log-odds is the sum that the features made of the start.
    let sum = Self.logOdds(verdict.score)
    let start = sum - contributions.reduce(0) { $0 + $1.added }
    var lines = ["", "  what it added (the sum decides: above 0 it is tagged)"]
    if abs(start) >= 0.005 { lines.append("  \(signed(start))  to begin with") }
    lines += contributions.map { "  \(signed($0.added))  \($0.name)" }
    lines.append(
      "  \(style.bold(Self.signed(sum)))  sum, which makes a score of \(Self.number(verdict.score))"
    )
    if let change = whatWouldChange(sum) { lines += ["", "  \(change)"] }
    return lines
  }

  private func signed(_ added: Double) -> String {
    added < 0 ? style.red(Self.signed(added)) : style.green(Self.signed(added))
  }

  /// The fewest features without which the decision would turn.
  private func whatWouldChange(_ sum: Double) -> String? {
    let isTagged = verdict.isAlliance
    var rest = abs(sum)
    var names: [String] = []
    for (name, added) in contributions where (added > 0) == isTagged {
      names.append(name)
      rest -= abs(added)
      if rest < 0 {
        let verb = isTagged ? "would not be tagged" : "would be tagged"
        return "it \(verb) without \(names.joined(separator: " and "))"
      }
    }
    return isTagged
      ? nil : "nothing seen here stands in its way: what is missing is evidence for it"
  }

  private static func logOdds(_ score: Double) -> Double {
    let clamped = min(max(score, 0.0001), 0.9999)
    return log(clamped / (1 - clamped))
  }

  /// The part of a long text around its evidence, with the offsets moved along.
  static func excerpt(_ text: String, around evidence: [Evidence]) -> (
    text: String, evidence: [Evidence]
  ) {
    let limit = 1200
    let scalars = Array(text.unicodeScalars)
    guard scalars.count > limit else { return (text, evidence) }
    let last = evidence.map(\.end).max() ?? 0
    let end = min(scalars.count, max(limit / 2, last + 200))
    var cut = String.UnicodeScalarView()
    cut.append(contentsOf: scalars[..<end])
    return (String(cut) + (end < scalars.count ? " …" : ""), evidence)
  }

  /// `text` wrapped to `width`, the words of the evidence marked in place.
  static func marked(_ text: String, _ evidence: [Evidence], _ style: Style, width: Int)
    -> [String]
  {
    let scalars = Array(text.unicodeScalars)
    var pieces: [(words: String, isMarked: Bool)] = []
    var position = 0
    for span in spans(evidence, limit: scalars.count) {
      if span.lowerBound > position {
        pieces.append((string(scalars[position..<span.lowerBound]), false))
      }
      pieces.append((string(scalars[span]), true))
      position = span.upperBound
    }
    if position < scalars.count { pieces.append((string(scalars[position...]), false)) }
    return wrap(pieces, style, width)
  }

  /// The evidence's places, in order, overlapping ones joined.
  private static func spans(_ evidence: [Evidence], limit: Int) -> [Range<Int>] {
    var spans: [Range<Int>] = []
    for one in evidence.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) })
    where one.start >= 0 && one.start < one.end && one.end <= limit {
      if let last = spans.last, one.start < last.upperBound {
        spans[spans.count - 1] = last.lowerBound..<max(last.upperBound, one.end)
      } else {
        spans.append(one.start..<one.end)
      }
    }
    return spans
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// Lines of at most `width` columns; a mark never spans a line break.
  private static func wrap(
    _ pieces: [(words: String, isMarked: Bool)],
    _ style: Style,
    _ width: Int
  )
    -> [String]
  {
    var lines: [String] = []
    var runs: [(words: String, isMarked: Bool)] = []
    var used = 0
    func flush() {
      while let last = runs.last, last.words == " ", !last.isMarked { runs.removeLast() }
      lines.append(runs.map { $0.isMarked ? style.marked($0.words) : $0.words }.joined())
      (runs, used) = ([], 0)
    }
    for piece in pieces {
      for word in tokens(piece.words.printable) {
        let columns = DisplayWidth.columns(of: word)
        if used > 0, used + columns > width { flush() }
        if used == 0, word == " " { continue }
        if let last = runs.last, last.isMarked == piece.isMarked {
          runs[runs.count - 1].words += word
        } else {
          runs.append((word, piece.isMarked))
          // Without colour a mark is a pair of brackets.
          if piece.isMarked, !style.isOn { used += 2 }
        }
        used += columns
      }
    }
    if used > 0 { flush() }
    return lines
  }

  /// Words and the spaces between them; wide characters each by themselves, so that lines can be
  /// broken between them.
  private static func tokens(_ text: String) -> [String] {
    var tokens: [String] = []
    var word = ""
    func flush() {
      if !word.isEmpty { tokens.append(word) }
      word = ""
    }
    for character in text {
      if character == " " {
        flush()
        tokens.append(" ")
      } else if DisplayWidth.columns(of: character) == 2 {
        flush()
        tokens.append(String(character))
      } else {
        word.append(character)
      }
    }
    flush()
    return tokens
  }

  private static func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }

  private static func signed(_ value: Double) -> String {
    (value < 0 ? "-" : "+") + number(abs(value))
  }
}
