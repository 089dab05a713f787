import ArgumentParser
import Foundation
import JSONText
import Storage
import Syndication

/// `tieup status`: what a run or the daemon is doing or last did; from the store alone.
struct StatusCommand: ParsableCommand {
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

  func run() throws {
    let context = CommandContext(common, under: root)
    let store = try context.store(.readOnly)
    // A mistake in feeds.yml is no reason to tell nothing: then all that is stored counts.
    let isThere = FileManager.default.fileExists(atPath: context.locations.config)
    let subscriptions = isThere ? try? context.knownSubscriptions() : nil
    let status: StoreStatus
    let holder = RunLock.holder(folder: context.locations.data)
    let telling: TellingStatus
    do throws(StoreError) {
      status = try store.status(at: context.now).among(subscriptions, in: store)
      telling = TellingStatus(
        daemon: holder.flatMap { DaemonWord.of($0, in: store) },
        fault: try store.word("configFault"),
        targets: try store.outboxHealth()
      )
    } catch {
      throw Failure(error)
    }
    let last = status.lastRun.flatMap { try? JSONParser().value(from: $0) }
    var output = StandardOutput()
    if context.options.json {
      try output.line(JSONWriter(indented: true).string(json(status, holder, last, telling)))
    } else {
      for line in lines(status, holder, last, telling, context.now) {
        let fitting = context.terminal.width.map { DisplayWidth.wrapped(line, to: $0) } ?? [line]
        for line in fitting { try output.line(line) }
      }
    }
    try output.flush()
  }

  private func lines(
    _ status: StoreStatus,
    _ holder: RunLock.Holder?,
    _ last: JSONValue?,
    _ telling: TellingStatus,
    _ now: Timestamp
  ) -> [String] {
    var lines: [String] = []
    if let holder, let daemon = telling.daemon {
      lines.append(
        "the daemon is running (process \(holder.process), since \(holder.since.minute)): "
          + daemon.doing.printable
      )
      if let fault = telling.fault {
        lines.append("feeds.yml has a mistake, the old one is in force: \(fault.printable)")
      }
    } else if let holder {
      lines.append(
        "a run is in progress (process \(holder.process), since \(holder.since.minute))"
          + (holder.doing.map { ": \($0.printable)" } ?? "")
      )
    }
    if let at = status.lastRunAt {
      func count(_ name: String) -> Int64 { last?[name]?.intValue ?? 0 }
      lines.append(
        "last run \(at.ago(now)) (\(at.minute)): \(counted(Int(count("feeds")), "feed")), "
          + "\(count("fetched")) fetched, \(count("not_modified")) not modified, "
          + "\(count("failed")) failed, \(counted(Int(count("items_new")), "new item")), "
          + "\(count("tagged")) tagged"
      )
    } else if holder == nil {
      lines.append("no run yet; 'tieup run' makes one")
    }
    if let due = status.nextDue, let feed = status.nextFeed {
      lines.append("next due \(due.ahead(now)): \(WebAddress.withoutCredentials(feed).printable)")
    }
    lines.append(
      "\(counted(status.feeds, "feed")) known, \(status.failing) failing, \(status.gone) gone"
    )
    lines.append(
      "\(counted(status.items, "item")), \(counted(status.stories, "EV-alliance story")), "
        + "\(status.storiesToday) in the last 24 hours"
    )
    lines += telling.lines
    return lines
  }

  private func json(
    _ status: StoreStatus,
    _ holder: RunLock.Holder?,
    _ last: JSONValue?,
    _ telling: TellingStatus
  ) -> JSONValue {
    [
      "running": .bool(holder != nil), "process": holder.map { .int(Int64($0.process)) } ?? .null,
      "doing": .text(telling.daemon?.doing ?? holder?.doing),
      "last_run_at": .moment(status.lastRunAt), "last_run": last ?? .null,
      "next_due": .moment(status.nextDue), "next_feed": .text(status.nextFeed),
      "feeds": .int(status.feeds), "failing": .int(status.failing), "gone": .int(status.gone),
      "items": .int(status.items), "stories": .int(status.stories),
      "stories_today": .int(status.storiesToday), "daemon": telling.daemonJSON,
      "config_fault": .text(telling.daemon == nil ? nil : telling.fault),
      "outbox": .int(telling.depth),
    ]
  }
}

/// What `status` says of the daemon and of the outbox.
private struct TellingStatus {
  /// The running daemon's own words; nil when none runs.
  var daemon: DaemonWord?
  /// What the daemon found wrong with feeds.yml.
  var fault: String?
  var targets: [OutboxHealth]

  /// How many tellings are owed.
  var depth: Int { targets.reduce(0) { $0 + $1.pending } }

  /// What is owed to whom; nothing when nothing is.
  var lines: [String] {
    targets.filter { $0.pending > 0 }.map { target in
      let why = target.lastError.map { " (\($0.printable))" } ?? ""
      return
        "\(counted(target.pending, "notification")) owed to \(Telling.shown(target.target))\(why)"
    }
  }

  var daemonJSON: JSONValue {
    guard let daemon else { return .null }
    return ["doing": .string(daemon.doing), "next_due": .text(daemon.nextDue)]
  }
}
