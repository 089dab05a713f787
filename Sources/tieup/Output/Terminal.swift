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

  /// Looks at the process's own descriptors and environment.
  static func current(noColor: Bool, environment: [String: String]) -> Terminal {
    let out = isatty(1) == 1
    let dumb = environment["TERM"] == "dumb"
    let refused = noColor || !(environment["NO_COLOR"] ?? "").isEmpty || dumb
    var width: Int? = nil
    if out {
      let asked = environment["COLUMNS"].flatMap { Int($0) } ?? Int(tieup_columns(1))
      width = asked > 0 ? max(asked, 20) : 80
    }
    return Terminal(
      isInteractive: out,
      showsProgress: isatty(2) == 1 && !dumb,
      usesColor: out && !refused,
      width: width
    )
  }

  /// Whether somebody can answer a question: standard input is a terminal.
  static var canAsk: Bool { isatty(0) == 1 }

  /// A pipe: no colour, no width.
  static let pipe = Terminal(
    isInteractive: false,
    showsProgress: false,
    usesColor: false,
    width: nil
  )
}
