import Aggregation
import JSONText
import Syndication

/// What is in a feed that somebody is about to subscribe to.
struct SubscriptionPreview {
  /// The address to be added.
  let url: FeedURL
  /// The owner's title, else the feed's own.
  let title: String?
  let ownTitle: String?
  let tags: [String]
  /// What the store records of the fetch that was made for the preview.
  let harvest: Harvest
  let others: [(url: String, title: String?)]
  let now: Timestamp

  /// The items' dates, newest first.
  private var dates: [Timestamp] {
    harvest.items.compactMap { $0.item.published ?? $0.item.modified }.filter { $0 <= now }
      .sorted(by: >)
  }

  private var tagged: [HarvestedItem] { harvest.items.filter(\.verdict.isAlliance) }

  /// Items a week by the feed's own dates; nil when they say nothing.
  var itemsPerWeek: Double? {
    guard let newest = dates.first, let oldest = dates.last, dates.count > 1 else { return nil }
    // Two posts of one hour are no sign of hundreds a week.
    let span = max(Double((newest - oldest).components.seconds), 86400)
    return Double(dates.count - 1) * 7 * 86400 / span
  }

  func lines(_ style: Style) -> [String] {
    var lines = [style.bold((title ?? ownTitle ?? url.text).printable), "  \(url.text.printable)"]
    var facts = [harvest.head?.format ?? "", counted(harvest.items.count, "item")]
    if let week = itemsPerWeek { facts.append("about \(Int(week.rounded())) a week") }
    if let newest = dates.first { facts.append("the last one \(newest.rfc3339.prefix(10))") }
    if let language = harvest.head?.language { facts.append(language.printable) }
    lines.append("  " + facts.filter { !$0.isEmpty }.joined(separator: ", "))
    lines.append("  \(counted(tagged.count, "item")) would be tagged ev-alliance")
    for item in tagged.prefix(5) {
      let parties = item.verdict.parties.map(\.printable).joined(separator: ", ")
      lines.append("    \((item.item.title ?? "").printable)  \(style.bold(parties))")
    }
    if !others.isEmpty {
      lines.append("  the page offers other feeds, too:")
      for other in others.prefix(5) {
        lines.append("    \(other.url.printable)  \(style.dim((other.title ?? "").printable))")
      }
    }
    return lines
  }

  var json: JSONValue {
    [
      "feed": .string(url.text), "title": .text(title ?? ownTitle),
      "format": .text(harvest.head?.format), "language": .text(harvest.head?.language),
      "items": .int(harvest.items.count),
      "items_per_week": itemsPerWeek.map { .double(($0 * 10).rounded() / 10) } ?? .null,
      "newest": .moment(dates.first), "tagged": .int(tagged.count),
      "tagged_titles": .strings(tagged.compactMap(\.item.title)),
      "others": .strings(others.map(\.url)),
    ]
  }
}

/// What came of one address given to `subscribe`.
enum SubscriptionAnswer {
  case found(SubscriptionPreview)
  case added(SubscriptionPreview)
  case declined(SubscriptionPreview)
  /// The address, or where it leads, is in feeds.yml already.
  case duplicate(FeedURL, title: String?)
  case nothing(address: String, why: String)
  /// No server answered there.
  case unreachable(address: String, why: String)

  /// What the command ends with for it; nil when all is well.
  var failure: Failure.Status? {
    switch self {
    case .nothing: .noInput
    case .unreachable: .unreachable
    case .found, .added, .declined, .duplicate: nil
    }
  }

  /// One line for a person; nil when there is nothing to say yet.
  var line: String? {
    switch self {
    case .found: nil
    case .added(let preview): "added \(preview.url.text.printable)"
    case .declined(let preview): "not added: \(preview.url.text.printable)"
    case .duplicate(let url, let title):
      "already subscribed: \(url.text.printable)\(title.map { " (\($0.printable))" } ?? "")"
    case .nothing(let address, let why), .unreachable(let address, let why): "\(address): \(why)"
    }
  }

  func json(for address: String) -> JSONValue {
    switch self {
    case .found(let preview), .declined(let preview):
      ["address": .string(address), "status": "declined", "preview": preview.json]
    case .added(let preview):
      ["address": .string(address), "status": "added", "preview": preview.json]
    case .duplicate(let url, _):
      ["address": .string(address), "status": "duplicate", "feed": .string(url.text)]
    case .nothing(_, let why), .unreachable(_, let why):
      ["address": .string(address), "status": "failed", "error": .string(why)]
    }
  }
}
