package import Storage
package import Syndication

/// Takes what the outbox owes to its targets, one entry at a time, and notes what came of it.
///
/// An entry is noted as delivered only after the receiver has answered, so a kill in between
/// repeats it; nothing is ever lost.
package struct Courier: Sendable {
  /// What came of one attempt.
  package enum Attempt: Sendable, Hashable {
    /// The receiver answered.
    case delivered
    /// It did not, and why, in one line; and how long it asked to be left alone, if it did.
    case failed(String, wait: Duration? = nil)
    /// We were told to stop: nothing is known that was not known before.
    case brokenOff
  }

  /// What one round to one target came to.
  package struct Round: Sendable, Hashable {
    /// How many entries were delivered, and how many attempts failed.
    package var delivered = 0, failed = 0
    /// What went wrong; nil when nothing did.
    package var error: String?
    /// When the target is to be tried again; nil when nothing is owed.
    package var nextTry: Timestamp?
  }

  /// Whom it tells.
  package let targets: [OutboxTarget]
  private let store: Store
  private let send: @Sendable (OutboxEntry, StoryRow) async -> Attempt

  /// Creates a courier; `send` makes one attempt.
  package init(
    store: Store,
    targets: [OutboxTarget],
    send: @escaping @Sendable (OutboxEntry, StoryRow) async -> Attempt
  ) {
    (self.store, self.targets, self.send) = (store, targets, send)
  }

  /// Delivers all that is owed to a target, until one attempt fails or `isOver`.
  ///
  /// One failure ends the round: a receiver that is down costs one attempt, not one an entry.
  package func deliver(
    to target: String,
    clock: @Sendable () -> Timestamp,
    isOver: @Sendable () -> Bool
  ) async throws(StoreError) -> Round {
    var round = Round()
    while true {
      let entries = try store.outboxDue(target, at: clock())
      if entries.isEmpty { return round }
      for entry in entries {
        if isOver() || Task.isCancelled {
          round.nextTry = clock()
          return round
        }
        guard let story = try store.outboxStory(entry) else {
          // Nothing is left of the story, so there is nothing to tell.
          try store.outboxDelivered(entry, at: clock())
          continue
        }
        switch await send(entry, story) {
        case .delivered:
          try store.outboxDelivered(entry, at: clock())
          round.delivered += 1
        case .brokenOff:
          round.nextTry = clock()
          return round
        case .failed(let why, let wait):
          round.failed += 1
          round.error = why
          round.nextTry = try store.outboxFailed(entry, why: why, asked: wait, at: clock())
          return round
        }
      }
    }
  }

  /// One round to each target, side by side; the first error of the store, if any, is thrown.
  package func deliverAll(
    clock: @escaping @Sendable () -> Timestamp,
    isOver: @escaping @Sendable () -> Bool
  ) async throws(StoreError) -> [(target: String, round: Round)] {
    var rounds: [(String, Round)] = []
    var failure: StoreError?
    await withTaskGroup(of: (String, Result<Round, StoreError>).self) { group in
      for target in targets {
        group.addTask {
          do throws(StoreError) {
            let round = try await deliver(to: target.key, clock: clock, isOver: isOver)
            return (target.key, .success(round))
          } catch {
            return (target.key, .failure(error))
          }
        }
      }
      for await (target, result) in group {
        switch result {
        case .success(let round): rounds.append((target, round))
        case .failure(let error): failure = failure ?? error
        }
      }
    }
    if let failure { throw failure }
    return rounds.sorted { $0.0 < $1.0 }
  }
}
