import CTerminal
import Foundation
import Glibc

/// What standard output and standard error are connected to, and what may be printed there.
struct Terminal: Sendable {
  /// Whether standard output is a terminal.
  var isInteractive: Bool
  /// Whether standard error is one: progress is drawn only then.
  var showsProgress: Bool
  /// Whether colours and hyperlinks may be printed.
  var usesColor: Bool
  /// The columns to lay out for; nil in a pipe, where lines are as long as they are.
  var width: Int?
  /// The lines of the screen; nil in a pipe.
  var height: Int? = nil

  /// Looks at the process's own descriptors and environment.
  static func current(noColor: Bool, environment: [String: String]) -> Terminal {
    let out = isatty(1) == 1
    let dumb = environment["TERM"] == "dumb"
    let refused = noColor || !(environment["NO_COLOR"] ?? "").isEmpty || dumb
    var width: Int? = nil
    var height: Int? = nil
    if out {
      let asked = environment["COLUMNS"].flatMap { Int($0) } ?? Int(tieup_columns(1))
      width = asked > 0 ? max(asked, 20) : 80
      let lines = environment["LINES"].flatMap { Int($0) } ?? Int(tieup_rows(1))
      height = lines > 0 ? lines : 24
    }
    return Terminal(
      isInteractive: out,
      showsProgress: isatty(2) == 1 && !dumb,
      usesColor: out && !refused,
      width: width,
      height: height
    )
  }

  /// Whether somebody can answer a question: standard input is a terminal.
  static var canAsk: Bool { isatty(0) == 1 }

  /// One key from the terminal, without Enter; nil at the end of the input and for Ctrl-C and Ctrl-D.
  static func key() -> Character? {
    let key = tieup_key()
    guard key > 4, let scalar = Unicode.Scalar(UInt32(key)) else { return nil }
    return Character(scalar)
  }

  /// Starts the user's pager: its process, and the descriptor that it reads what is written to.
  static func startPager() -> (process: Int32, input: Int32)? {
    let pager = tieup_pager_start()
    return pager.process > 0 ? (pager.process, pager.input) : nil
  }

  /// Waits until the user leaves the pager.
  static func waitForPager(_ process: Int32) { tieup_pager_wait(process) }

  /// A pipe: no colour, no width.
  static let pipe = Terminal(
    isInteractive: false,
    showsProgress: false,
    usesColor: false,
    width: nil
  )
}
