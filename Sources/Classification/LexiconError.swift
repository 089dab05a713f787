/// One file of the lexicon: its name, for complaints and for how to read it, and its bytes.
///
/// A file whose name starts with `companies` lists companies, one that starts with `variants`
/// lists characters that count as one; every other one lists cues.
package struct LexiconSource: Sendable, Hashable {
  /// The file's name as a person knows it.
  package var name: String
  /// What stands in it, in UTF-8.
  package var bytes: [UInt8]

  /// Creates a source of its text.
  package init(name: String, text: String) { self.init(name: name, bytes: Array(text.utf8)) }

  /// Creates a source of its bytes.
  package init(name: String, bytes: [UInt8]) { (self.name, self.bytes) = (name, bytes) }
}

/// Why a lexicon, a weights file or a rule cannot be used: where, and what to do about it.
package struct LexiconError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file as a person knows it.
  package var file: String
  /// The line in it, from 1; nil when it is not about one line.
  package var line: Int?
  /// The column in the line, from 1; nil when it is not known.
  package var column: Int?
  /// What is wrong and what is expected.
  package var reason: String

  /// Creates an error.
  package init(file: String, line: Int?, column: Int? = nil, reason: String) {
    (self.file, self.line, self.column, self.reason) = (file, line, column, reason)
  }

  /// One line for the user.
  package var description: String {
    guard let line else { return "\(file): \(reason)" }
    return "\(file):\(line):\(column.map { "\($0):" } ?? "") \(reason)"
  }
}
