import Aggregation
import Foundation

/// The machine's own clocks.
struct SystemDaemonClock: DaemonClock {
  private let start = ContinuousClock.now

  var wall: Duration { .seconds(Date().timeIntervalSince1970) }
  var ticks: Duration { ContinuousClock.now - start }

  func sleep(for duration: Duration) async {
    try? await Task.sleep(for: duration, tolerance: .zero, clock: .continuous)
  }
}
