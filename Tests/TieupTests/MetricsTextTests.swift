import Aggregation
import Storage
import Syndication
import Testing

@testable import tieup

@Suite struct MetricsTextTests {
  private func text(_ report: RunReport?) -> String {
    MetricsText(
      counts: report?.counts ?? [:],
      status: StoreStatus(),
      targets: [],
      lastSuccess: nil
    ).text()
  }

  @Test("every series stands under its own HELP and TYPE, and each name is declared once")
  func declared() {
    let lines = text(nil).split(separator: "\n")
    var declared: [Substring] = []
    for line in lines {
      if line.hasPrefix("# TYPE ") { declared.append(line.split(separator: " ")[2]) }
      guard !line.hasPrefix("#") else { continue }
      let name = line.prefix { $0 != "{" && $0 != " " }
      #expect(declared.last.map { name.hasPrefix($0) } == true, "\(line)")
    }
    #expect(Set(declared).count == declared.count)
    #expect(declared.allSatisfy { $0.hasPrefix("tieup_") })
  }

  @Test("a run adds its feeds to the buckets, cumulatively, and to the counters")
  func counted() {
    let zero = Timestamp(0)
    var results = [
      RunReport.Result(feed: "a", title: "a", status: .ok, took: .milliseconds(40)),
      RunReport.Result(feed: "b", title: "b", status: .failed, took: .seconds(7)),
      RunReport.Result(feed: "c", title: "c", status: .skipped),
    ]
    results[0].itemsNew = 3
    results[0].bytes = 512
    let text = text(RunReport(started: zero, finished: zero, results: results))
    for line in [
      "tieup_runs_total 1", "tieup_fetches_total{status=\"ok\"} 1",
      "tieup_fetches_total{status=\"failed\"} 1", "tieup_items_new_total 3",
      "tieup_fetch_bytes_total 512", "tieup_fetch_duration_seconds_bucket{le=\"0.05\"} 1",
      "tieup_fetch_duration_seconds_bucket{le=\"5\"} 1",
      "tieup_fetch_duration_seconds_bucket{le=\"10\"} 2",
      "tieup_fetch_duration_seconds_bucket{le=\"+Inf\"} 2",
      "tieup_fetch_duration_seconds_count 2", "tieup_fetch_duration_seconds_sum 7.04",
      "tieup_outbox_depth 0",
    ] {
      #expect(text.contains("\n\(line)\n"), "\(line)")
    }
    #expect(text.hasSuffix("\n"))
  }
}
