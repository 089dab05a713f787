import Dispatch
import Foundation
import Glibc
import Synchronization

/// SIGINT and SIGTERM as a polite stop, and an impolite one when the polite one takes too long.
///
/// The signals are caught once and for good: a second source for the same signal hears nothing. One
/// that comes while nobody listens is heard by who listens next.
struct StopSignals {
  /// Who is told of a signal.
  private struct Listener: Sendable {
    var cancel: @Sendable () -> Void
    var stop: @Sendable () -> Void
  }

  private struct State: Sendable {
    var listener: Listener?
    var hasCome = false
  }

  private static let state = Mutex(State())
  private static let queue = DispatchQueue(label: "tieup.signals")
  private static let sources = Mutex<[any DispatchSourceSignal]>([])

  /// Calls `stop` on the first signal, and `cancel` on the second one or 3 s after the first: what
  /// is in hand then has had its time, and the store still needs some.
  init(cancel: @escaping @Sendable () -> Void, stop: @escaping @Sendable () -> Void) {
    let hasCome = Self.state.withLock { state in
      state.listener = Listener(cancel: cancel, stop: stop)
      return state.hasCome
    }
    Self.catchThem()
    if hasCome { Self.queue.async { Self.tell(isSecond: false) } }
  }

  /// Listens no longer.
  func end() { Self.state.withLock { $0.listener = nil } }

  private static func catchThem() {
    sources.withLock { sources in
      guard sources.isEmpty else { return }
      for number in [SIGINT, SIGTERM] {
        // Until the source is active; its handler then takes the place of this, so that programs
        // which we start do not inherit that it is ignored.
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
        source.setEventHandler { come(times: Int(source.data)) }
        source.activate()
        sources.append(source)
      }
    }
  }

  private static func come(times: Int) {
    let isSecond = state.withLock { state in
      defer { state.hasCome = true }
      return state.hasCome
    }
    tell(isSecond: isSecond || times > 1)
  }

  private static func tell(isSecond: Bool) {
    let listener = state.withLock(\.listener)
    if isSecond { listener?.cancel() }
    listener?.stop()
    queue.asyncAfter(deadline: .now() + .seconds(3)) { state.withLock(\.listener)?.cancel() }
  }
}
