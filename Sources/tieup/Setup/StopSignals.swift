import Dispatch
import Foundation
import Glibc
import Synchronization

/// SIGINT and SIGTERM as a polite stop, and an impolite one when the polite one takes too long.
struct StopSignals {
  private let sources: [any DispatchSourceSignal]

  /// Calls `stop` on the first signal, and `cancel` on the second one or 3 s after the first: what
  /// is in hand then has had its time, and the store still needs some.
  init(cancel: @escaping @Sendable () -> Void, stop: @escaping @Sendable () -> Void) {
    let queue = DispatchQueue(label: "tieup.signals")
    let hasCome = Mutex(false)
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        let isSecond = hasCome.withLock { come in
          defer { come = true }
          return come
        }
        if isSecond || source.data > 1 { cancel() }
        stop()
        queue.asyncAfter(deadline: .now() + .seconds(3)) { cancel() }
      }
      source.activate()
      return source
    }
  }

  /// Gives the signals back.
  func end() { for source in sources { source.cancel() } }
}
