import JSONText
import Storage
import Syndication

/// One feed of feeds.yml with what the store knows of it.
struct FeedRow {
  /// How a feed is doing, the worst first.
  enum Condition: Int, Comparable {
    case gone, failing, moved, silent, new, well

    static func < (left: Condition, right: Condition) -> Bool { left.rawValue < right.rawValue }
  }

  let subscription: Subscription
  /// Nil before the first fetch.
  let health: FeedHealth?
  let now: Timestamp

  var condition: Condition {
    guard let health, health.state.lastAttempt != nil else { return .new }
    if health.state.isGone { return .gone }
    if health.state.lastError != nil { return .failing }
    if health.state.movedTo != nil { return .moved }
    // A month without a post, from a feed that used to have some.
    if health.items > 0, let newest = health.newest, newest < now - .seconds(30 * 86400) {
      return .silent
    }
    return .well
  }

  var title: String {
    subscription.title ?? health?.title ?? WebAddress.host(of: subscription.url.text)
      ?? WebAddress.withoutCredentials(subscription.url.text)
  }

  /// The condition in words: an error, a move, since when it is silent.
  var words: String {
    guard let health else { return "not fetched yet" }
    switch condition {
    case .gone: return "gone (410); not asked again"
    case .failing:
      let count = health.state.failures > 1 ? " (\(health.state.failures) times in a row)" : ""
      return (health.state.lastError ?? "failing") + count
    case .moved: return "moved to \(health.state.movedTo ?? "")"
    case .silent: return "silent since \(health.newest.map { $0.rfc3339.prefix(10) } ?? "")"
    case .new: return "not fetched yet"
    case .well: return ""
    }
  }

  var json: JSONValue {
    let state = health?.state
    return [
      "feed": .string(subscription.url.text), "title": .string(title),
      "labels": .strings(subscription.tags), "condition": .string("\(condition)"),
      "error": .text(state?.lastError), "http_status": state?.httpStatus.map { .int($0) } ?? .null,
      "failures": .int(state?.failures ?? 0), "last_success": .moment(state?.lastSuccess),
      "last_attempt": .moment(state?.lastAttempt), "next_check": .moment(state?.nextCheck),
      "next_check_reason": .text(state?.nextCheckReason), "moved_to": .text(state?.movedTo),
      "items": .int(health?.items ?? 0), "tagged": .int(health?.tagged ?? 0),
      "items_per_week": health.map { .double(($0.itemsAWeek * 10).rounded() / 10) } ?? .null,
      "share_tagged": health?.shareTagged.map { .double($0.roundedToThousandths) } ?? .null,
      "newest": .moment(health?.newest), "format": .text(health?.format),
      "language": .text(health?.language),
    ]
  }
}

/// The page of `feeds`: one line a feed, and one more where something is wrong.
struct FeedTable {
  let rows: [FeedRow]
  let terminal: Terminal

  func lines() -> [String] {
    let style = Style(isOn: terminal.usesColor)
    let widest = min(
      34,
      (terminal.width ?? 120) / 3,
      rows.reduce(0) { max($0, DisplayWidth.columns(of: $1.title.printable)) }
    )
    let room = (terminal.width ?? .max) - Self.indent - widest - 2
    // What does not fit beside the titles goes below them, in every row alike; nothing is lost.
    func fit(_ text: (FeedRow) -> String) -> Bool {
      rows.allSatisfy { DisplayWidth.columns(of: text($0)) <= room }
    }
    let beside: [(FeedRow) -> String] = fit(facts) ? [facts] : fit(numbers) ? [numbers] : []
    let under: [(FeedRow) -> String] = fit(facts) ? [] : fit(numbers) ? [when] : [numbers, when]
    var lines: [String] = []
    for row in rows {
      let title = DisplayWidth.padded(
        DisplayWidth.cut(row.title.printable, to: widest),
        to: widest
      )
      let facts = beside.map { $0(row) }.joined()
      let head = "\(mark(row.condition, style))  \(style.bold(title))"
      lines.append(facts.isEmpty ? head : "\(head)  \(facts)")
      for text in under { lines += below(text(row)) }
      lines += below(WebAddress.withoutCredentials(row.subscription.url.text).printable).map(
        style.dim
      )
      if !row.words.isEmpty { lines += below(row.words.printable) }
    }
    return lines
  }

  private func facts(_ row: FeedRow) -> String {
    [numbers(row), when(row)].filter { !$0.isEmpty }.joined(separator: "  ")
  }

  /// The columns of the condition and the space behind it.
  private static let indent = 9

  /// Text under a title, in as many lines as the terminal makes of it.
  private func below(_ text: String) -> [String] {
    let space = String(repeating: " ", count: Self.indent)
    guard let width = terminal.width else { return [space + text] }
    return DisplayWidth.wrapped(text, to: max(10, width - Self.indent)).map { space + $0 }
  }

  private func mark(_ condition: FeedRow.Condition, _ style: Style) -> String {
    let word = DisplayWidth.padded("\(condition)", to: 7)
    return switch condition {
    case .gone, .failing: style.red(word)
    case .moved, .silent: style.yellow(word)
    case .new: style.dim(word)
    case .well: style.green(word)
    }
  }

  private func numbers(_ row: FeedRow) -> String {
    guard let health = row.health else { return "" }
    let week = Int(health.itemsAWeek.rounded())
    let share = health.shareTagged.map { ", \(Int(($0 * 100).rounded())) % tagged" } ?? ""
    return "\(week)/week\(share)"
  }

  private func when(_ row: FeedRow) -> String {
    guard let state = row.health?.state else { return "" }
    var parts: [String] = []
    if let success = state.lastSuccess { parts.append(success.ago(row.now)) }
    if let next = state.nextCheck, !state.isGone {
      let reason = state.nextCheckReason.map { " (\($0.printable))" } ?? ""
      parts.append("next \(next.ahead(row.now))\(reason)")
    }
    return parts.joined(separator: ", ")
  }
}
