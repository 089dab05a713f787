import Aggregation
import ArgumentParser
import JSONText
import Storage
import Subscriptions
import Syndication

/// `tieup notify`: who is told of new stories, what is still owed to them, and whether it works.
struct NotifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notify",
    abstract: "Show who is told of new stories and what is owed to them; try it out.",
    discussion: """
      The targets stand under notify: in feeds.yml. --test sends each an invented story whose event \
      is "test"; --retry delivers now what failed before, without waiting for its turn.

      Example:
        tieup notify --test
      """
  )

  @ParentCommand var root: Tieup
  @OptionGroup var common: CommonOptions

  @Flag(help: "Send each target an invented story.")
  var test = false

  @Flag(help: "Deliver now what is owed.")
  var retry = false

  /// What is told of one target.
  private struct Line {
    var target: String
    var health: OutboxHealth
    /// What came of an attempt just made; nil when none was.
    var attempt: Courier.Attempt?
  }

  func run() async throws {
    let context = CommandContext(common, under: root)
    let file = try context.feedsFile()
    let telling = Telling(file, context)
    if retry { try await deliver(context, file, telling) }
    let store = try context.store(.readOnly)
    var lines: [Line] = []
    do throws(StoreError) {
      let known = try store.outboxHealth()
      for target in telling.targets {
        let health = known.first { $0.target == target.key } ?? OutboxHealth(target: target.key)
        lines.append(Line(target: target.key, health: health))
      }
    } catch {
      throw Failure(error)
    }
    if test {
      for index in lines.indices {
        lines[index].attempt = await telling.test(lines[index].target, at: context.now)
      }
    }
    try print(lines, context)
    let isBad = lines.contains { if case .failed = $0.attempt { true } else { false } }
    if isBad { throw ExitCode(Failure.Status.unreachable.rawValue) }
  }

  /// Delivers what is owed, unless a run or the daemon does that itself.
  private func deliver(
    _ context: CommandContext,
    _ file: FeedsFile,
    _ telling: Telling
  ) async throws(Failure) {
    do throws(StoreError) {
      let folder = context.locations.data
      guard let lock = try RunLock.acquire(folder: folder, at: context.now) else {
        StandardError.complain("a run or the daemon is in progress and delivers itself")
        return
      }
      defer { lock.release() }
      let store = try Store(folder: folder, access: .readWrite)
      for target in telling.targets { try store.outboxRetry(target.key, at: context.now) }
      let rounds = try await telling.courier(store).deliverAll(
        clock: CommandContext.clock,
        isOver: { false }
      )
      let ledger = Ledger(file, context, store)
      _ = try ledger.enter(nil, rounds.map(\.round), at: CommandContext.clock())
    } catch {
      throw Failure(error)
    }
  }

  private func print(_ lines: [Line], _ context: CommandContext) throws(Failure) {
    var output = StandardOutput()
    if context.options.json {
      let rows = lines.map { line -> JSONValue in
        var object = JSONObject()
        object.append("target", .string(Telling.shown(line.target)))
        object.append("pending", .int(line.health.pending))
        object.append("failures", .int(line.health.failures))
        object.append("last_error", .text(line.health.lastError))
        object.append("last_delivery", .moment(line.health.lastDelivery))
        object.append("next_try", .moment(line.health.nextTry))
        if let attempt = line.attempt { object.append("test", .string(Self.words(attempt))) }
        return .object(object)
      }
      try output.line(JSONWriter(indented: true).string(.array(rows)))
    } else {
      if lines.isEmpty {
        StandardError.complain("nobody is told: feeds.yml has no notify: under settings:")
      }
      for line in lines {
        var words = line.attempt.map { [Self.words($0)] } ?? []
        if line.health.pending > 0 { words.append("\(line.health.pending) owed") }
        if let last = line.health.lastDelivery { words.append("last told \(last.minute)") }
        if let error = line.health.lastError {
          words.append("\(counted(line.health.failures, "failure")): \(error.printable)")
        }
        if let next = line.health.nextTry { words.append("next try \(next.minute)") }
        if words.isEmpty { words = ["nothing told yet"] }
        try output.line("\(Telling.shown(line.target)): \(words.joined(separator: "; "))")
      }
    }
    try output.flush()
  }

  private static func words(_ attempt: Courier.Attempt) -> String {
    switch attempt {
    case .delivered: "ok"
    case .failed(let why, _): why.printable
    case .brokenOff: "broken off"
    }
  }
}
