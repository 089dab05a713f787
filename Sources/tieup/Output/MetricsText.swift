import Aggregation
import Storage
import Syndication

/// The metrics in the text format that Prometheus reads, version 0.0.4.
struct MetricsText {
  /// The counts that the store keeps, by name with labels.
  let counts: [String: Double]
  let status: StoreStatus
  let targets: [OutboxHealth]
  /// When a run was last made in which not every feed failed.
  let lastSuccess: Timestamp?

  /// The counters that may never have been counted, and yet are named from the beginning.
  private static let counters: [(name: String, help: String)] = [
    ("tieup_runs_total", "Runs made."),
    ("tieup_fetches_total", "Fetches by what they came to."),
    ("tieup_fetch_bytes_total", "Bytes of bodies taken, decoded."),
    ("tieup_items_new_total", "Items never seen before."),
    ("tieup_items_updated_total", "Items whose text changed."),
    ("tieup_items_tagged_total", "New items that were tagged ev-alliance."),
    ("tieup_stories_new_total", "Alliance stories never seen before."),
    ("tieup_stories_further_stage_total", "Alliance stories that came to a further stage."),
    ("tieup_notifications_total", "Attempts to tell a target, by what they came to."),
  ]

  func text() -> String {
    var lines: [String] = []
    func head(_ name: String, _ kind: String, _ help: String) {
      lines += ["# HELP \(name) \(help)", "# TYPE \(name) \(kind)"]
    }
    func gauge(_ name: String, _ help: String, _ values: [(labels: String, value: Double)]) {
      guard !values.isEmpty else { return }
      head(name, "gauge", help)
      for value in values { lines.append("\(name)\(value.labels) \(Self.number(value.value))") }
    }
    gauge(
      "tieup_build_info",
      "The version that wrote this.",
      [
        ("{version=\"\(Version.text)\"}", 1)
      ]
    )
    for (name, help) in Self.counters {
      head(name, "counter", help)
      let series = counts.keys.filter { $0 == name || $0.hasPrefix(name + "{") }.sorted()
      for one in series { lines.append("\(one) \(Self.number(counts[one] ?? 0))") }
      if series.isEmpty { lines += Self.zeros(name) }
    }
    let histogram = "tieup_fetch_duration_seconds"
    head(histogram, "histogram", "How long fetches took, redirects included.")
    for bound in RunReport.fetchBuckets.map(RunReport.label) + ["+Inf"] {
      let name = "\(histogram)_bucket{le=\"\(bound)\"}"
      lines.append("\(name) \(Self.number(counts[name] ?? 0))")
    }
    for part in ["_sum", "_count"] {
      lines.append("\(histogram)\(part) \(Self.number(counts[histogram + part] ?? 0))")
    }
    let well = status.feeds - status.failing - status.gone
    gauge(
      "tieup_feeds",
      "Feeds known to the store, by state.",
      [
        ("{state=\"ok\"}", Double(well)), ("{state=\"failing\"}", Double(status.failing)),
        ("{state=\"gone\"}", Double(status.gone)),
      ]
    )
    gauge("tieup_items", "Items kept.", [("", Double(status.items))])
    gauge("tieup_stories", "Alliance stories kept.", [("", Double(status.stories))])
    gauge(
      "tieup_outbox_depth",
      "Notifications that are owed.",
      [
        ("", Double(targets.reduce(0) { $0 + $1.pending }))
      ]
    )
    gauge(
      "tieup_last_run_timestamp_seconds",
      "When the last run ended.",
      status.lastRunAt.map { [("", Double($0.seconds))] } ?? []
    )
    gauge(
      "tieup_last_success_timestamp_seconds",
      "When a run last ended in which a feed was had.",
      lastSuccess.map { [("", Double($0.seconds))] } ?? []
    )
    return lines.joined(separator: "\n") + "\n"
  }

  /// A counter that was never counted: one that has labels is left without a value.
  private static func zeros(_ name: String) -> [String] {
    ["tieup_fetches_total", "tieup_notifications_total"].contains(name) ? [] : ["\(name) 0"]
  }

  /// A number without a needless fraction.
  private static func number(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
    return String(value)
  }
}
