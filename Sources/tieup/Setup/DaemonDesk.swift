import Aggregation
import Foundation
import JSONText
import Logging
import Storage
import Subscriptions
import Synchronization
import Syndication

/// The daemon's other half: reads feeds.yml for it, and hands its news on to the log, the service
/// manager, the metrics and `status`.
final class DaemonDesk: Sendable {
  private struct State {
    var signature: FileSignature?
    var ledger: Ledger
    var word = ""
  }

  private let context: CommandContext
  private let store: Store
  private let manager: ServiceManager
  private let log: Logger
  private let state: Mutex<State>

  init(
    _ context: CommandContext,
    _ store: Store,
    _ file: FeedsFile,
    _ manager: ServiceManager,
    _ log: Logger
  ) {
    (self.context, self.store, self.manager, self.log) = (context, store, manager, log)
    let signature = FileSignature(path: context.locations.config)
    state = Mutex(State(signature: signature, ledger: Ledger(file, context, store)))
  }

  /// What a feeds.yml sets the daemon up with.
  func setup(_ file: FeedsFile) throws(Failure) -> DaemonSetup {
    let telling = Telling(file, context)
    var settings = try context.runSettings(file)
    settings.outbox = telling.targets
    settings.policy.jitters = true
    do throws(SetupError) {
      return DaemonSetup(
        aggregator: try Aggregator(store: store, settings: settings),
        subscriptions: file.subscriptions,
        policy: settings.policy,
        courier: telling.courier(store)
      )
    } catch {
      throw Failure(error.message, .badInput)
    }
  }

  /// Reads feeds.yml when it is not the file that was read last, or when that is asked for.
  func load(isAsked: Bool) -> DaemonLoad {
    let now = FileSignature(path: context.locations.config)
    let isNew = state.withLock { state in
      defer { state.signature = now }
      return state.signature != now
    }
    guard isNew || isAsked else { return .unchanged }
    do throws(Failure) {
      let file: FeedsFile
      do throws(SubscriptionError) {
        file = try FeedsFile.load(path: context.locations.config)
      } catch {
        throw Failure(error)
      }
      let setup = try setup(file)
      for warning in file.warnings { log.warning("\(warning)") }
      let ledger = Ledger(file, context, store)
      state.withLock { $0.ledger = ledger }
      return .setup(setup)
    } catch {
      return .mistake(error.message)
    }
  }

  /// Hands a piece of news on.
  func tell(_ news: DaemonNews) {
    switch news {
    case .ready(let feeds):
      leave("configFault", nil)
      log.info("ready", metadata: ["feeds": "\(feeds)", "version": "\(Version.text)"])
      manager.ready()
    case .turn(let active, let next, let isOffline): turn(active, next, isOffline)
    case .passStarted(let feeds): log.debug("pass started", metadata: ["feeds": "\(feeds)"])
    case .passEnded(let report): ended(report)
    case .delivered(let target, let round): delivered(target, round)
    case .reloading: manager.reloading()
    case .reloaded(let feeds):
      leave("configFault", nil)
      log.notice("feeds.yml is in force", metadata: ["feeds": "\(feeds)"])
      manager.ready()
    case .refused(let line):
      leave("configFault", line)
      log.error("feeds.yml has a mistake; the old one stays in force", metadata: ["why": "\(line)"])
      manager.ready()
    case .clockSet(let jump):
      log.notice("the clock was set", metadata: ["seconds": "\(jump.components.seconds)"])
    case .storeFailed(let error):
      log.error("the store cannot be written; trying again", metadata: ["why": "\(error.message)"])
    case .stopping:
      log.info("stopping; what is in hand is finished")
      manager.stopping()
    }
  }

  private func turn(_ active: Int, _ next: Duration?, _ isOffline: Bool) {
    var doing = active > 0 ? "asking \(counted(active, "feed"))" : "asleep"
    if isOffline { doing += ", no server can be reached" }
    var until: String?
    if let next, active == 0 {
      let moment = CommandContext.clock() + next
      until = moment.rfc3339
      doing += next <= .seconds(1) ? ", a feed is due" : " until \(moment.rfc3339)"
    }
    manager.beat(doing)
    let word = JSONWriter().string([
      "process": .int(Int64(getpid())), "doing": .string(doing), "next_due": .text(until),
    ])
    let isNew = state.withLock { state in
      defer { state.word = word }
      return state.word != word
    }
    if isNew { leave("daemon", word) }
  }

  private func ended(_ report: RunReport) {
    let fields: Logger.Metadata = [
      "feeds": "\(report.results.count)", "fetched": "\(report.count(.ok))",
      "not_modified": "\(report.count(.notModified))", "failed": "\(report.count(.failed))",
      "items_new": "\(report.total(\.itemsNew))", "tagged": "\(report.total(\.tagged))",
      "stories_new": "\(report.storiesNew)",
    ]
    let isQuiet = report.total(\.itemsNew) == 0 && report.storiesFurther == 0
    log.log(level: isQuiet ? .debug : .info, "pass ended", metadata: fields)
    for result in report.results {
      if result.status == .failed, result.failures == 1, result.failuresBefore == 0 {
        log.warning(
          "a feed became ill",
          metadata: ["feed": "\(result.feed)", "why": "\(result.error ?? "")"]
        )
      } else if result.status == .ok || result.status == .notModified, result.failuresBefore > 0 {
        log.notice("a feed is well again", metadata: ["feed": "\(result.feed)"])
      }
    }
    enter(report, [])
  }

  private func delivered(_ target: String, _ round: Courier.Round) {
    let shown = Telling.shown(target)
    if round.delivered > 0 {
      log.info("told", metadata: ["target": "\(shown)", "count": "\(round.delivered)"])
    }
    if let error = round.error {
      log.warning(
        "a target was not told; it is tried again",
        metadata: [
          "target": "\(shown)", "why": "\(error)", "next": "\(round.nextTry?.rfc3339 ?? "")",
        ]
      )
    }
    enter(nil, [round])
  }

  private func enter(_ report: RunReport?, _ rounds: [Courier.Round]) {
    let ledger = state.withLock(\.ledger)
    do throws(StoreError) {
      if let complaint = try ledger.enter(report, rounds, at: CommandContext.clock()) {
        log.warning("\(complaint)")
      }
    } catch {
      log.error("counts were not kept", metadata: ["why": "\(error.message)"])
    }
  }

  private func leave(_ name: String, _ text: String?) {
    do throws(StoreError) { try store.leaveWord(name, text) } catch {
      log.debug("no word could be left", metadata: ["why": "\(error.message)"])
    }
  }
}

/// What tells one state of a file from another without reading it.
struct FileSignature: Equatable, Sendable {
  private let changed: Date?, size: Int?, number: Int?

  init(path: String) {
    // A link is looked through: what it points to is the file that is edited.
    let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: real)
    changed = attributes?[.modificationDate] as? Date
    size = (attributes?[.size] as? NSNumber)?.intValue
    number = (attributes?[.systemFileNumber] as? NSNumber)?.intValue
  }
}
