import CSystemd
import Dispatch
import Foundation
import Synchronization

/// What systemd is told (sd_notify); without `$NOTIFY_SOCKET` nobody is, and nothing happens.
final class ServiceManager: Sendable {
  private struct State {
    var status = ""
  }

  private let state = Mutex(State())
  private let isThere: Bool
  /// Whether the manager restarts us when we fall silent.
  private let isWatched: Bool

  init(environment: [String: String]) {
    isThere = environment["NOTIFY_SOCKET"] != nil
    let isOurs = environment["WATCHDOG_PID"].map { $0 == "\(getpid())" } ?? true
    isWatched = isThere && isOurs && environment["WATCHDOG_USEC"] != nil
  }

  /// All is set up.
  func ready() { send("READY=1") }

  /// feeds.yml is being read again; `ready` follows.
  func reloading() {
    // systemd compares this with its own clock, the monotonic one.
    send("RELOADING=1\nMONOTONIC_USEC=\(DispatchTime.now().uptimeNanoseconds / 1000)")
  }

  /// The end has begun.
  func stopping() { send("STOPPING=1") }

  /// A sign of life, with the line that `systemctl status` shows when it is another one.
  func beat(_ status: String) {
    let isNew = state.withLock { state in
      defer { state.status = status }
      return state.status != status
    }
    if isNew { send("STATUS=\(status)") }
    if isWatched { send("WATCHDOG=1") }
  }

  private func send(_ text: String) {
    guard isThere else { return }
    // The datagram is put together byte by byte: one sender at a time.
    state.withLock { _ in
      for byte in text.utf8 { _ = tieup_notify(Int32(byte)) }
      _ = tieup_notify(-1)
    }
  }
}
