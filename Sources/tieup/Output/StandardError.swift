import Foundation

/// Complaints, notes and progress, on standard error; a failure to write there is nobody's.
enum StandardError {
  /// Prints `tieup: text`, cleaned of control characters.
  static func complain(_ text: String) { line("tieup: \(text.printable)") }

  /// Prints a line as it is (already clean).
  static func line(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
  }

  /// Prints without a line break: progress.
  static func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
