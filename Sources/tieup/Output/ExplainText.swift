import Foundation
import Syndication

/// Why an article was tagged or not: the words marked in place, and what each thing seen added.
struct ExplainText {
  let title: String
  let summary: String?
  let content: String?
  let verdict: Verdict
  /// The ids of the other articles of its story.
  let others: [Int64]
  let style: Style
  let width: Int

  /// The lines of the explanation.
  func lines() -> [String] {
    var lines = [verdictLine]
    lines += fact("parties", verdict.parties.map(\.printable).joined(separator: ", "), style.bold)
    lines += fact("form", verdict.form?.rawValue ?? "") { $0 }
    if let stage = verdict.stage {
      lines += fact("stage", stage.rawValue) { _ in style.stage(stage) }
    }
    lines += fact("themes", verdict.themes.joined(separator: ", ")) { $0 }
    lines.append("")
    lines += text(title, .title, isHeadline: true)
    if let summary { lines += text(summary, .summary) }
    if let content, !isRepeated(content) { lines += text(content, .content) }
    lines += evidenceLines()
    lines += featureLines()
    if !verdict.version.isEmpty { lines += [""] + note("decided by \(verdict.version)") }
    if !others.isEmpty {
      let ids = others.prefix(20).map(String.init).joined(separator: ", ")
      lines += note("other articles of the story: \(ids)\(others.count > 20 ? ", …" : "")")
    }
    return lines
  }

  /// A fact of the verdict under its name; no line where there is none.
  private func fact(_ name: String, _ words: String, _ style: (String) -> String) -> [String] {
    let lines = DisplayWidth.wrapped(words, to: max(10, width - 11))
    return lines.enumerated().map { index, line in
      "  \(DisplayWidth.padded(index == 0 ? name : "", to: 7))  \(style(line))"
    }
  }

  private func note(_ words: String) -> [String] {
    DisplayWidth.wrapped(words, to: width).map(style.dim)
  }

  /// A sentence of ours, as far from the edge as the text.
  private func sentence(_ words: String) -> [String] {
    DisplayWidth.wrapped(words, to: max(10, width - 2)).map { "  \($0)" }
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
    let tags = verdict.tags.map(\.printable).joined(separator: ", ")
    return "\(style.green(DisplayWidth.cut(tags, to: max(12, width - 12)))), score \(score)"
  }

  private func text(_ text: String, _ field: EvidenceField, isHeadline: Bool = false) -> [String] {
    let evidence = verdict.evidence.filter { $0.field == field }
    let shown = Self.excerpt(text, around: evidence)
    let lines = MarkedText.lines(shown.text, shown.evidence, style, width: width - 2)
    return lines.map { "  " + (isHeadline ? style.bold($0) : $0) } + [""]
  }

  /// Each piece of evidence once: its role, its words, what they stand for, where they are.
  private func evidenceLines() -> [String] {
    guard !verdict.evidence.isEmpty else {
      return sentence("no company, relation or EV word was found")
    }
    var found: [(role: String, words: String, meaning: String, fields: [String])] = []
    for evidence in verdict.evidence {
      let (role, words) = (evidence.role.printable, evidence.text.printable)
      let meaning = evidence.meaning.map { $0 == evidence.text ? "" : " = \($0.printable)" } ?? ""
      let field = evidence.field.rawValue
      let known = found.firstIndex { ($0.role, $0.words, $0.meaning) == (role, words, meaning) }
      if let known {
        if !found[known].fields.contains(field) { found[known].fields.append(field) }
      } else {
        found.append((role, words, meaning, [field]))
      }
    }
    return found.flatMap { role, words, meaning, fields in
      line(role, words, meaning, "(\(fields.joined(separator: ", ")))")
    }
  }

  /// One piece of evidence; what does not fit beside its role goes on below.
  private func line(_ role: String, _ words: String, _ meaning: String, _ fields: String)
    -> [String]
  {
    let space = String(repeating: " ", count: max(0, 10 - DisplayWidth.columns(of: role)) + 1)
    let head = "  \(style.colored(role, role))\(space)"
    let whole = "\(words)\(meaning)  \(fields)"
    let room = max(10, width - 13)
    if DisplayWidth.columns(of: whole) <= room {
      return ["\(head)\(style.bold(words))\(meaning)  \(style.dim(fields))"]
    }
    return DisplayWidth.wrapped(whole, to: room).enumerated().map { index, line in
      (index == 0 ? head : String(repeating: " ", count: 13)) + line
    }
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
    var lines = [""] + sentence("what it added (the sum decides: above 0 it is tagged)")
    if abs(start) >= 0.005 { lines.append("  \(signed(start))  to begin with") }
    lines += contributions.flatMap { added(signed($0.added), $0.name) }
    lines += added(
      style.bold(Self.signed(sum)),
      "sum, which makes a score of \(Self.number(verdict.score))"
    )
    if let change = whatWouldChange(sum) { lines += [""] + sentence(change) }
    return lines
  }

  /// A number of five columns with its words beside it.
  private func added(_ number: String, _ words: String) -> [String] {
    DisplayWidth.wrapped(words, to: max(10, width - 9)).enumerated().map { index, line in
      "  \(index == 0 ? number : "     ")  \(line)"
    }
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
        return "it \(verb) without \(Self.listed(names))"
      }
    }
    return isTagged
      ? nil : "nothing seen here stands in its way: what is missing is evidence for it"
  }

  /// The names as a sentence has them: `a, b and c`.
  private static func listed(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.joined() }
    return "\(names.dropLast().joined(separator: ", ")) and \(last)"
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

  private static func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }

  private static func signed(_ value: Double) -> String {
    (value < 0 ? "-" : "+") + number(abs(value))
  }
}
