import Synchronization

/// A polite stop: what is in hand is finished, nothing new is started.
///
/// Any thread may call `stop`; the run looks at it between two feeds. Cancelling the run's task is
/// the impolite stop, which also breaks off the transfers in hand.
package final class RunControl: Sendable {
  private let stopped = Atomic<Bool>(false)

  /// Creates a control that lets the run go on.
  package init() {}

  /// Asks the run to start nothing more.
  package func stop() { stopped.store(true, ordering: .releasing) }

  /// Whether the run was asked to stop.
  package var isStopped: Bool { stopped.load(ordering: .acquiring) }
}
