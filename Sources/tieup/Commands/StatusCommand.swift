import ArgumentParser
import JSONText
import Storage
import Syndication

/// `tieup status`: what a run or the daemon is doing or last did; from the store alone.
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say what a run is doing or last did, what is due next, how much is kept.",
    discussion: """
      Example:
        tieup status
      """
  )

  @ParentCommand var root: Tieup
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let context = CommandContext(common, under: root)
    let store = try context.store(.readOnly)
    let status: StoreStatus
    do throws(StoreError) { status = try store.status(at: context.now) } catch {
      throw Failure(error)
    }
    let holder = RunLock.holder(folder: context.locations.data)
    let last = status.lastRun.flatMap { try? JSONParser().value(from: $0) }
    var output = StandardOutput()
    if context.options.json {
      try output.line(JSONWriter(indented: true).string(json(status, holder, last)))
    } else {
      for line in lines(status, holder, last, context.now) { try output.line(line) }
    }
    try output.flush()
  }

  private func lines(
    _ status: StoreStatus,
    _ holder: RunLock.Holder?,
    _ last: JSONValue?,
    _ now: Timestamp
  ) -> [String] {
    var lines: [String] = []
    if let holder {
      lines.append(
        "a run is in progress (process \(holder.process), since \(holder.since.rfc3339))"
      )
    }
    if let at = status.lastRunAt {
      func count(_ name: String) -> Int64 { last?[name]?.intValue ?? 0 }
      lines.append(
        "last run \(at.rfc3339): \(count("feeds")) feeds, \(count("fetched")) fetched, "
          + "\(count("not_modified")) not modified, \(count("failed")) failed, "
          + "\(count("items_new")) new items, \(count("tagged")) tagged"
      )
    } else {
      lines.append("no run yet; 'tieup run' makes one")
    }
    if let due = status.nextDue, let feed = status.nextFeed {
      lines.append("next due \(due <= now ? "now" : due.rfc3339): \(feed.printable)")
    }
    lines.append(
      "\(counted(status.feeds, "feed")) known, \(status.failing) failing, \(status.gone) gone"
    )
    lines.append(
      "\(counted(status.items, "item")), \(status.stories) EV-alliance stories, "
        + "\(status.storiesToday) in the last 24 hours"
    )
    return lines
  }

  private func json(_ status: StoreStatus, _ holder: RunLock.Holder?, _ last: JSONValue?)
    -> JSONValue
  {
    [
      "running": .bool(holder != nil), "process": holder.map { .int(Int64($0.process)) } ?? .null,
      "last_run_at": .moment(status.lastRunAt), "last_run": last ?? .null,
      "next_due": .moment(status.nextDue), "next_feed": .text(status.nextFeed),
      "feeds": .int(status.feeds), "failing": .int(status.failing), "gone": .int(status.gone),
      "items": .int(status.items), "stories": .int(status.stories),
      "stories_today": .int(status.storiesToday),
    ]
  }
}
