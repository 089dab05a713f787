import Aggregation
import Foundation
import Storage
import Subscriptions
import Syndication

/// Keeps the counts of runs and tellings, and writes the metrics file where feeds.yml wants one.
///
/// What goes wrong here is complained of and harms no run.
struct Ledger: Sendable {
  private let store: Store
  /// The metrics file; relative ones lie beside feeds.yml.
  private let path: String?

  init(_ file: FeedsFile, _ context: CommandContext, _ store: Store) {
    self.store = store
    path = file.settings.metricsFile.map { path in
      path.hasPrefix("/") ? path : "\(context.configFolder)/\(path)"
    }
  }

  /// Counts a run and what was told, and replaces the metrics file; a line when that fails.
  func enter(
    _ report: RunReport?,
    _ rounds: [Courier.Round] = [],
    at now: Timestamp
  ) throws(StoreError) -> String? {
    var counts = report?.counts ?? [:]
    for round in rounds {
      let name = "tieup_notifications_total"
      counts["\(name){result=\"delivered\"}", default: 0] += Double(round.delivered)
      counts["\(name){result=\"failed\"}", default: 0] += Double(round.failed)
    }
    try store.count(counts)
    if let report, report.count(.ok) + report.count(.notModified) > 0 {
      try store.leaveWord("lastSuccess", String(report.finished.seconds))
    }
    guard let path else { return nil }
    let text = MetricsText(
      counts: try store.counts(),
      status: try store.status(at: now),
      targets: try store.outboxHealth(),
      lastSuccess: try store.word("lastSuccess").flatMap { Int64($0) }.map { Timestamp($0) }
    ).text()
    return Self.replace(path, with: text)
  }

  /// Puts a whole new file in the place of the old one, readable for a collector of another user.
  private static func replace(_ path: String, with text: String) -> String? {
    do {
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try WholeFile.replace(path, with: Array(text.utf8))
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
      return nil
    } catch is WholeFile.NotPlain {
      return "\(path): a pipe or a device is no place for the metrics; name a file"
    } catch {
      return "\(path): the metrics cannot be written; check the folder's permissions and room"
    }
  }
}
