import Aggregation
import ArgumentParser
import JSONText
import Storage
import Subscriptions
import Syndication

/// `tieup run`: one pass over what is due, the cron job.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Fetch what is due, tag it, keep it: one pass.",
    discussion: """
      From cron it prints nothing when all is well, a line when a feed becomes ill and a line when \
      it recovers. What is not due is left alone; --force asks every feed.

      Example (crontab):
        */20 * * * *  tieup --config ~/desk/feeds.yml --data ~/desk/data run
      """
  )

  @ParentCommand var root: Tieup
  @OptionGroup var common: CommonOptions

  @Flag(help: "Ignore the schedule: ask every feed now.")
  var force = false

  @Option(
    name: .customLong("feed"),
    parsing: .singleValue,
    help: ArgumentHelp("Only this feed; may be given again.", valueName: "url")
  )
  var feeds: [String] = []

  func run() async throws {
    let context = CommandContext(common, under: root)
    let file = try context.feedsFile()
    let subscriptions = try chosen(from: file)
    guard let lock = try lock(context) else { return }
    defer { lock.release() }
    let store = try context.store(.readWrite)
    let telling = Telling(file, context)
    var settings = try context.runSettings(file)
    settings.outbox = telling.targets
    let aggregator: Aggregator
    do throws(SetupError) {
      aggregator = try Aggregator(store: store, settings: settings)
    } catch {
      throw Failure(error.message, .badInput)
    }
    let report = try await pass(aggregator, subscriptions, lock, context)
    let printing = Result { () throws(Failure) in try print(report, context) }
    try await Aftermath(context: context, file: file, store: store, telling: telling)
      .settle(report)
    try printing.get()
    if report.everyFeedFailed { throw ExitCode(Failure.Status.tryAgain.rawValue) }
  }

  /// Makes the pass, ended politely by SIGINT and SIGTERM.
  private func pass(
    _ aggregator: Aggregator,
    _ subscriptions: [Subscription],
    _ lock: RunLock,
    _ context: CommandContext
  ) async throws(Failure) -> RunReport {
    let control = RunControl()
    let progress = ProgressLine(context: context)
    let force = self.force
    let task = Task { () async -> Result<RunReport, StoreError> in
      do throws(StoreError) {
        return .success(
          try await aggregator.run(
            subscriptions,
            force: force,
            control: control,
            clock: CommandContext.clock,
            progress: { now in
              progress.show(now)
              lock.say(
                "\(now.done) of \(counted(now.total, "feed")), \(counted(now.itemsNew, "new item"))"
              )
            }
          )
        )
      } catch {
        return .failure(error)
      }
    }
    let signals = StopSignals(cancel: { task.cancel() }, stop: { control.stop() })
    defer {
      signals.end()
      progress.end()
      aggregator.close()
    }
    switch await task.value {
    case .success(let report): return report
    case .failure(let error): throw Failure(error)
    }
  }

  /// The subscriptions that `--feed` leaves.
  private func chosen(from file: FeedsFile) throws(Failure) -> [Subscription] {
    guard !feeds.isEmpty else { return file.subscriptions }
    var chosen: Set<FeedURL> = []
    for feed in feeds {
      if let match = try FeedChoice.subscription(feed, among: file.subscriptions) {
        chosen.insert(match.url)
        continue
      }
      throw Failure(
        "no such feed in feeds.yml: \(feed); 'tieup feeds' lists them, 'tieup subscribe' adds one",
        .noInput
      )
    }
    return file.subscriptions.filter { chosen.contains($0.url) }
  }

  /// Takes the run lock; nil, and a note, when another run holds it.
  private func lock(_ context: CommandContext) throws(Failure) -> RunLock? {
    do throws(StoreError) {
      if let lock = try RunLock.acquire(folder: context.locations.data, at: context.now) {
        return lock
      }
    } catch {
      throw Failure(error)
    }
    let holder =
      RunLock.holder(folder: context.locations.data).map {
        " (process \($0.process), since \($0.since.minute))"
      } ?? ""
    StandardError.complain("another run is in progress\(holder); nothing to do")
    return nil
  }

  private func print(_ report: RunReport, _ context: CommandContext) throws(Failure) {
    var output = StandardOutput()
    if context.options.json {
      try output.line(JSONWriter(indented: true).string(report.json))
    } else {
      let text = RunText(report: report, terminal: context.terminal)
      let lines =
        context.options.verbose || context.terminal.isInteractive
        ? text.whole(everyFeed: context.options.verbose) : text.changes()
      for line in lines where !context.options.quiet { try output.line(line) }
    }
    try output.flush()
  }
}
