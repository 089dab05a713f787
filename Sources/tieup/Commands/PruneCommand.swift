import ArgumentParser
import JSONText
import Storage
import Subscriptions
import Syndication

/// `tieup prune`: takes away what is old, untagged, unreviewed and gone from its feed.
struct PruneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Take away old items that are untagged, unreviewed and gone from their feed.",
    discussion: """
      How old is `retention:` in feeds.yml (400d unless set). What was pruned does not come back as \
      new. Tagged, starred and reviewed stories are never pruned.

      Example:
        tieup prune --dry-run
      """
  )

  @ParentCommand var root: Tieup
  @OptionGroup var common: CommonOptions

  @Flag(name: .customLong("dry-run"), help: "Only say what would go.")
  var dryRun = false

  func run() throws {
    let context = CommandContext(common, under: root)
    let file = try context.feedsFile()
    let store = try context.existingStore(dryRun ? .readOnly : .readWrite)
    let report: PruneReport
    do throws(StoreError) {
      report = try store.prune(
        retention: file.settings.retention,
        now: context.now,
        subscribed: Set(file.subscriptions.map(\.url)),
        dryRun: dryRun
      )
    } catch {
      throw Failure(error)
    }
    var output = StandardOutput()
    if context.options.json {
      let json: JSONValue = [
        "dry_run": .bool(dryRun), "old": .int(report.old), "pruned": .int(report.pruned),
        "kept_tagged_or_reviewed": .int(report.keptForStory),
        "kept_in_feed": .int(report.keptInFeed), "bytes_before": .int(report.bytesBefore),
        "bytes_after": .int(report.bytesAfter),
      ]
      try output.line(JSONWriter(indented: true).string(json))
    } else if !context.options.quiet {
      try output.line(
        "\(counted(report.pruned, "item")) \(dryRun ? "would be pruned" : "pruned") of "
          + "\(report.old) older than the retention; \(report.keptForStory) kept for their story, "
          + "\(report.keptInFeed) still in their feed"
      )
      if !dryRun {
        try output.line(
          "\(ByteCount.words(report.bytesBefore)) before, \(ByteCount.words(report.bytesAfter)) now"
        )
      }
    }
    try output.flush()
  }
}

/// Sizes in words.
enum ByteCount {
  /// `532 B`, `48 kB`, `1.2 MB`.
  static func words(_ bytes: Int64) -> String {
    if bytes < 1000 { return "\(bytes) B" }
    if bytes < 1_000_000 { return "\(bytes / 1000) kB" }
    let tenths = bytes / (bytes < 1_000_000_000 ? 100_000 : 100_000_000)
    return "\(tenths / 10).\(tenths % 10) \(bytes < 1_000_000_000 ? "MB" : "GB")"
  }
}
