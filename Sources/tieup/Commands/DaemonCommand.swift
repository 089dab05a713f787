import Aggregation
import ArgumentParser
import Dispatch
import Foundation
import Glibc
import JSONText
import Logging
import Storage
import Subscriptions
import Syndication

/// `tieup daemon`: `run`, always on.
struct DaemonCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "daemon",
    abstract: "Stay on: fetch each feed when it is due, tell the desk at once.",
    discussion: """
      It sleeps until the next feed is due, reads feeds.yml again when it changes (or on SIGHUP), \
      and ends on SIGTERM with what is in hand stored. Logs go to standard error; under systemd it \
      says when it is ready and that it is alive (packaging/systemd/tieup-daemon.service).

      Example:
        tieup --config ~/desk/feeds.yml --data ~/desk/data daemon
      """
  )

  @ParentCommand var root: Tieup
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let context = CommandContext(common, under: root)
    let environment = ProcessInfo.processInfo.environment
    let options = context.options
    let level: Logger.Level = options.quiet ? .warning : options.verbose ? .debug : .info
    let log = Logger(label: "tieup") { _ in LogLines(level: level, environment: environment) }
    let file = try context.feedsFile()
    guard let lock = try await lock(context, log) else { return }
    defer { lock.release() }
    let store = try context.store(.readWrite)
    let manager = ServiceManager(environment: environment)
    let desk = DaemonDesk(context, store, file, manager, log)
    let setup = try desk.setup(file)
    let daemon = Daemon(
      store: store,
      clock: SystemDaemonClock(),
      load: { desk.load(isAsked: $0) },
      tell: { desk.tell($0) }
    )
    let task = Task { () async -> StoreError? in
      do throws(StoreError) {
        try await daemon.run(setup)
        return nil
      } catch {
        return error
      }
    }
    let signals = StopSignals(cancel: { task.cancel() }, stop: { daemon.stop() })
    let hangup = Self.onHangup { daemon.reload() }
    let failure = await task.value
    hangup.cancel()
    signals.end()
    do throws(StoreError) { try store.leaveWord("daemon", nil) } catch {
      log.debug("no word could be taken back", metadata: ["why": "\(error.message)"])
    }
    if let failure { throw Failure(failure) }
  }

  /// Takes the run lock, waiting for a run that has it; nil when another daemon has it.
  private func lock(_ context: CommandContext, _ log: Logger) async throws(Failure) -> RunLock? {
    let folder = context.locations.data
    var hasWaited = false
    while true {
      do throws(StoreError) {
        if let lock = try RunLock.acquire(folder: folder, at: CommandContext.clock()) {
          return lock
        }
      } catch {
        throw Failure(error)
      }
      let holder = RunLock.holder(folder: folder)
      if let holder, DaemonWord.of(holder, in: try? context.store(.readOnly)) != nil {
        StandardError.complain(
          "a daemon is running already (process \(holder.process), "
            + "since \(holder.since.minute)); nothing to do"
        )
        return nil
      }
      if !hasWaited { log.info("waiting for a run that is in progress") }
      hasWaited = true
      try? await Task.sleep(for: .seconds(1))
    }
  }

  private static func onHangup(
    _ body: @escaping @Sendable () -> Void
  ) -> any DispatchSourceSignal {
    signal(SIGHUP, SIG_IGN)
    let source = DispatchSource.makeSignalSource(
      signal: SIGHUP,
      queue: DispatchQueue(label: "tieup.hangup")
    )
    source.setEventHandler { body() }
    source.activate()
    return source
  }
}

/// What the daemon says of itself in the store.
struct DaemonWord {
  /// What it is doing, for a person.
  let doing: String
  /// When the next feed is due; nil while feeds are asked.
  let nextDue: String?

  /// The word of the daemon that holds the run lock; nil when the holder is no daemon.
  static func of(_ holder: RunLock.Holder, in store: Store?) -> DaemonWord? {
    guard let store, let text = try? store.word("daemon"),
      let word = try? JSONParser().value(from: text),
      word["process"]?.intValue == Int64(holder.process)
    else { return nil }
    return DaemonWord(
      doing: word["doing"]?.stringValue ?? "",
      nextDue: word["next_due"]?.stringValue
    )
  }
}
