import Syndication

extension RunReport {
  /// The upper bounds of the buckets that fetch times are counted in, in seconds.
  package static let fetchBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

  /// What this run adds to the metrics, by the metric's name with its labels.
  package var counts: [String: Double] {
    var counts: [String: Double] = [
      "tieup_runs_total": 1, "tieup_items_new_total": Double(total(\.itemsNew)),
      "tieup_items_updated_total": Double(total(\.itemsUpdated)),
      "tieup_items_tagged_total": Double(total(\.tagged)),
      "tieup_stories_new_total": Double(storiesNew),
      "tieup_stories_further_stage_total": Double(storiesFurther),
      "tieup_fetch_bytes_total": Double(total(\.bytes)),
    ]
    for status in [FetchStatus.ok, .notModified, .failed] {
      counts["tieup_fetches_total{status=\"\(status.rawValue)\"}"] = Double(count(status))
    }
    let fetched = results.filter { $0.status != .skipped }.map { result in
      let (seconds, attoseconds) = result.took.components
      return Double(seconds) + Double(attoseconds) / 1e18
    }
    for bound in Self.fetchBuckets {
      counts["tieup_fetch_duration_seconds_bucket{le=\"\(Self.label(bound))\"}"] =
        Double(fetched.reduce(0) { $0 + ($1 <= bound ? 1 : 0) })
    }
    counts["tieup_fetch_duration_seconds_bucket{le=\"+Inf\"}"] = Double(fetched.count)
    counts["tieup_fetch_duration_seconds_count"] = Double(fetched.count)
    counts["tieup_fetch_duration_seconds_sum"] = fetched.reduce(0, +)
    return counts
  }

  /// A bound as a label: whole numbers without a fraction.
  package static func label(_ bound: Double) -> String {
    bound == bound.rounded() ? String(Int(bound)) : String(bound)
  }
}
