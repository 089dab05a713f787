import Aggregation
import Syndication

/// What `run` tells a person.
struct RunText {
  let report: RunReport
  let terminal: Terminal

  private var style: Style { Style(isOn: terminal.usesColor) }

  /// What cron mails: the feeds that became ill in this run, and those that recovered.
  ///
  /// A feed that stays ill is not told again (`tieup feeds --problems` lists them).
  func changes() -> [String] {
    var lines: [String] = []
    for result in report.results {
      if result.status == .failed, result.failures == 1, result.failuresBefore == 0 {
        lines.append("ill: \(name(of: result)): \(why(result))")
      } else if result.status == .ok || result.status == .notModified, result.failuresBefore > 0 {
        lines.append(
          "well again: \(name(of: result)) (after \(counted(result.failuresBefore, "failure")))"
        )
      }
    }
    if report.everyFeedFailed, lines.isEmpty {
      // All of them have the same reason, nearly always.
      let first = report.results.first { $0.error != nil }.map { ": \(why($0))" } ?? ""
      lines.append("no feed could be reached (\(counted(report.results.count, "feed")))\(first)")
    }
    return lines
  }

  /// What a person at a terminal sees: the sum, and what failed.
  func whole(everyFeed: Bool) -> [String] {
    var lines: [String] = []
    for result in report.results where everyFeed || result.status == .failed {
      lines.append(line(for: result))
    }
    lines.append(summary)
    return lines
  }

  /// One sentence for the whole run.
  var summary: String {
    var parts = ["\(report.count(.ok)) fetched", "\(report.count(.notModified)) not modified"]
    if report.count(.failed) > 0 { parts.append(style.red("\(report.count(.failed)) failed")) }
    if report.count(.skipped) > 0 { parts.append("\(report.count(.skipped)) not due") }
    let tagged = counted(report.total(\.tagged), "EV-alliance item")
    return "\(counted(report.results.count, "feed")): \(parts.joined(separator: ", ")). "
      + "\(counted(report.total(\.itemsNew), "new item")), \(style.bold(tagged))."
  }

  private func line(for result: RunReport.Result) -> String {
    let what: String =
      switch result.status {
      case .ok:
        "\(style.green("ok"))       \(counted(result.itemsSeen, "item")), \(result.itemsNew) new"
          + (result.tagged > 0 ? ", \(result.tagged) tagged" : "")
      case .notModified: "\(style.dim("same"))     not modified"
      case .failed: "\(style.red("failed"))   \(why(result))"
      case .skipped: "\(style.dim("skipped"))  \((result.error ?? "not due").printable)"
      }
    return "  \(what)  \(style.dim(name(of: result)))"
  }

  private func name(of result: RunReport.Result) -> String {
    let address = WebAddress.withoutCredentials(result.feed).printable
    return result.title.printable == address ? address : "\(result.title.printable) (\(address))"
  }

  private func why(_ result: RunReport.Result) -> String {
    (result.error ?? "no reason known").printable
  }
}

/// A number with its noun, such as `1 feed`, `3 feeds` or `2 stories`.
func counted(_ count: Int, _ noun: String) -> String {
  if count != 1, noun.hasSuffix("ory") { return "\(count) \(noun.dropLast())ies" }
  return "\(count) \(noun)\(count == 1 ? "" : "s")"
}
