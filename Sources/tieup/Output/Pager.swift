import Foundation
import Glibc

/// `$PAGER` for an answer that is longer than the screen; `less` where the variable is unset.
///
/// A class, because what is started must be waited for exactly once.
final class Pager {
  private let screen: Int
  private var lines = 0
  private var process: Int32?
  /// What the pager shows is written here; nil before it is started.
  private(set) var input: FileHandle?

  /// Nil where nothing is to be paged: no terminal, or a user who wants none (`PAGER=cat`).
  init?(terminal: Terminal, environment: [String: String]) {
    guard terminal.isInteractive, let height = terminal.height, environment["TERM"] != "dumb",
      Self.isWanted(environment, exists: { FileManager.default.isExecutableFile(atPath: $0) })
    else { return nil }
    // The prompt that follows needs a line of its own.
    screen = height - 1
  }

  /// Counts what is about to be printed, and starts the pager once it is more than the screen.
  func count(_ text: String) {
    guard input == nil else { return }
    lines += text.utf8.count { $0 == UInt8(ascii: "\n") }
    guard lines > screen, let started = Terminal.startPager() else { return }
    // Ctrl-C is a key of the pager; were it our end, the shell's prompt would meet the pager's.
    signal(SIGINT, SIG_IGN)
    signal(SIGQUIT, SIG_IGN)
    process = started.process
    input = FileHandle(fileDescriptor: started.input, closeOnDealloc: false)
  }

  /// Tells the pager that nothing more comes, and waits until it is left.
  func end() {
    try? input?.close()
    if let process { Terminal.waitForPager(process) }
    process = nil
  }

  /// Whether the environment names a pager that is there: a missing one must not swallow the answer.
  static func isWanted(_ environment: [String: String], exists: (String) -> Bool) -> Bool {
    let command = environment["PAGER"] ?? "less"
    guard let program = command.split(separator: " ").first, program != "cat" else { return false }
    guard !program.contains("/") else { return exists(String(program)) }
    // A variable or a quotation in front is the shell's business.
    guard program.allSatisfy({ $0.isLetter || $0.isNumber || "-_.+".contains($0) }) else {
      return true
    }
    let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    return folders.contains { exists("\($0)/\(program)") }
  }
}
