import CProcess
import Dispatch
import Foundation
import Synchronization

/// One start of a reader's program: the notification on its standard input, a limit on its time.
struct CommandCall: Sendable {
  let arguments: [String]
  let timeout: Duration

  /// What programs must not inherit: they are not the service that the manager watches.
  private static let privateVariables = [
    "NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "LISTEN_FDS", "LISTEN_PID",
  ]

  private static let starting = Mutex(())

  private var name: String { arguments.first ?? "" }

  /// Starts the program and waits for its end; it is killed when its time is up or the task is
  /// cancelled.
  func run(input: [UInt8]) async throws(NotifyError) {
    guard let path = Self.path(of: name) else {
      let isThere = FileManager.default.fileExists(atPath: name)
      let why =
        isThere ? "it is there, but may not be executed" : "no such program; give its whole path"
      throw .cannotStart(command: name, why: why)
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = Array(arguments.dropFirst())
    process.environment = ProcessInfo.processInfo.environment.filter {
      !Self.privateVariables.contains($0.key)
    }
    // A file that has no name any more: a program that reads nothing holds nobody up, and one that
    // ends early breaks no pipe.
    guard let file = Self.file(of: input) else {
      throw .cannotStart(command: name, why: "no room for its input in the temporary folder")
    }
    defer { try? file.close() }
    process.standardInput = file
    process.standardOutput = FileHandle.nullDevice
    let child = Child(process)
    let end = await withTaskCancellationHandler {
      await withCheckedContinuation { (continuation: CheckedContinuation<End, Never>) in
        let ending = Ending(continuation)
        process.terminationHandler = { ended in
          let isSignal = ended.terminationReason == .uncaughtSignal
          let status = ended.terminationStatus
          ending.come(isSignal ? .signal(status) : .exit(status))
        }
        do {
          // Started side by side, one might inherit what tells of the other's end.
          try Self.starting.withLock { _ in
            // The program is not to inherit what this thread is deaf to.
            let blocked = tieup_block_signals(0)
            defer { _ = tieup_block_signals(blocked) }
            try process.run()
          }
        } catch {
          ending.come(.notStarted(Self.words(error)))
          return
        }
        child.started(limit: timeout)
        ending.watch(process.processIdentifier)
      }
    } onCancel: {
      child.kill(because: .cancelled)
    }
    child.ended()
    switch (end, child.reason) {
    case (.notStarted(let why), _): throw .cannotStart(command: name, why: why)
    case (.exit(0), _): return
    case (_, .cancelled): throw .cancelled
    case (_, .tooSlow): throw .tooSlow(command: name, limit: timeout)
    case (.exit(let status), nil): throw .failed(command: name, status: status)
    case (.signal(let number), nil): throw .killed(command: name, signal: number)
    }
  }

  /// The program's file: as given when it has a slash, else the first of that name in PATH.
  private static func path(of name: String) -> String? {
    let files = FileManager.default
    guard !name.contains("/") else { return files.isExecutableFile(atPath: name) ? name : nil }
    let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    return folders.split(separator: ":").map { "\($0)/\(name)" }
      .first { files.isExecutableFile(atPath: $0) }
  }

  /// An open file that holds `input` and is gone when it is closed; nil when it cannot be made.
  private static func file(of input: [UInt8]) -> FileHandle? {
    let files = FileManager.default
    let path = files.temporaryDirectory.appending(path: "tieup-\(UUID().uuidString)").path
    let isMade = files.createFile(
      atPath: path,
      contents: Data(input),
      attributes: [.posixPermissions: 0o600]
    )
    defer { try? files.removeItem(atPath: path) }
    return isMade ? FileHandle(forReadingAtPath: path) : nil
  }

  private static func words(_ error: any Error) -> String {
    let error = error as NSError
    let inner = error.userInfo[NSUnderlyingErrorKey] as? NSError
    return (inner ?? error).localizedDescription
  }
}

/// How a program came to its end.
private enum End: Sendable {
  case exit(Int32), signal(Int32), notStarted(String)
}

/// The end of a program, which comes once, from wherever it is noticed first.
private final class Ending: Sendable {
  private let waiting: Mutex<CheckedContinuation<End, Never>?>

  init(_ continuation: CheckedContinuation<End, Never>) { waiting = Mutex(continuation) }

  func come(_ end: End) {
    let continuation = waiting.withLock { waiting in
      defer { waiting = nil }
      return waiting
    }
    continuation?.resume(returning: end)
  }

  /// Looks from time to time whether the program itself has ended: it may have left children behind
  /// that go on, and that nobody waits for.
  func watch(_ program: Int32) {
    guard waiting.withLock({ $0 != nil }) else { return }
    switch tieup_program_end(program) {
    case -1:
      DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(100)) {
        self.watch(program)
      }
    case let end where end >= 256: come(.signal(end - 256))
    case let end where end >= 0: come(.exit(end))
    default: break
    }
  }
}

/// A program under way, which may be killed from another thread.
private final class Child: Sendable {
  enum Reason: Sendable { case tooSlow, cancelled }

  private struct State {
    var isRunning = false
    var reason: Reason?
    var isWanted = true
  }

  private let process: Process
  private let state = Mutex(State())

  init(_ process: Process) { self.process = process }

  /// Why we killed it; nil when we did not.
  var reason: Reason? { state.withLock(\.reason) }

  /// The program runs: from now on it may be killed, and it is when the limit is over.
  func started(limit: Duration) {
    let isWanted = state.withLock { state in
      state.isRunning = true
      return state.isWanted
    }
    guard isWanted else { return strike() }
    let (seconds, attoseconds) = limit.components
    let wait = Double(seconds) + Double(attoseconds) / 1e18
    DispatchQueue.global().asyncAfter(deadline: .now() + wait) { [weak self] in
      self?.kill(because: .tooSlow)
    }
  }

  /// The program has come to its end; its number may soon be another's.
  func ended() { state.withLock { $0.isRunning = false } }

  /// Kills the program, or keeps it from living on when it is only about to start.
  func kill(because reason: Reason) {
    let isRunning = state.withLock { state in
      guard state.isWanted else { return false }
      state.isWanted = false
      state.reason = reason
      return state.isRunning
    }
    if isRunning { strike() }
  }

  private func strike() {
    guard process.isRunning else { return }
    let number = process.processIdentifier
    guard number > 1 else { return }
    // The program's own children go with it where it leads a group.
    _ =
      getpgid(number) == number
      ? Foundation.kill(-number, SIGKILL) : Foundation.kill(number, SIGKILL)
  }
}
