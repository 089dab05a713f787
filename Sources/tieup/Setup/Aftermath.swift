import Aggregation
import Storage
import Subscriptions
import Syndication

/// What `run` does when its feeds are through: the outbox is delivered, the metrics are written.
struct Aftermath {
  let context: CommandContext
  let file: FeedsFile
  let store: Store
  let telling: Telling

  /// How long after the run deliveries may still begin.
  private static let patience = Duration.seconds(30)

  /// Delivers, counts and writes; a receiver that cannot be told is a complaint, not a failure.
  func settle(_ report: RunReport) async throws(Failure) {
    let rounds = report.wasStopped || telling.targets.isEmpty ? [] : try await deliver()
    for (target, round) in rounds {
      guard let error = round.error, !context.options.quiet else { continue }
      let next = round.nextTry.map { "; tried again from \($0.minute)" } ?? ""
      StandardError.complain("not told: \(Telling.shown(target)): \(error)\(next)")
    }
    do throws(StoreError) {
      let ledger = Ledger(file, context, store)
      if let complaint = try ledger.enter(report, rounds.map(\.round), at: CommandContext.clock()) {
        StandardError.complain(complaint)
      }
    } catch {
      throw Failure(error)
    }
  }

  private func deliver() async throws(Failure) -> [(target: String, round: Courier.Round)] {
    let control = RunControl()
    let end = ContinuousClock.now + Self.patience
    let courier = telling.courier(store)
    typealias Rounds = [(target: String, round: Courier.Round)]
    let task = Task { () async -> Result<Rounds, StoreError> in
      do throws(StoreError) {
        return .success(
          try await courier.deliverAll(
            clock: CommandContext.clock,
            isOver: { control.isStopped || ContinuousClock.now > end }
          )
        )
      } catch {
        return .failure(error)
      }
    }
    let signals = StopSignals(cancel: { task.cancel() }, stop: { control.stop() })
    defer { signals.end() }
    switch await task.value {
    case .success(let rounds): return rounds
    case .failure(let error): throw Failure(error)
    }
  }
}
