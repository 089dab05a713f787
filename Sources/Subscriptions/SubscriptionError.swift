/// What is wrong with feeds.yml or an OPML file, in one line that says what to do.
package enum SubscriptionError: Error, Hashable, Sendable {
  /// The file's text is at fault; its owner mends it (exit status 65).
  case mistake(Mistake)
  /// There is no such file (exit status 66).
  case noSuchFile(String)
  /// The file is there and cannot be read (exit status 74).
  case unreadable(file: String, why: String)
  /// The file, or its folder, cannot be written (exit status 73).
  case unwritable(file: String, why: String)

  /// A fault in a file's text, and where it stands.
  package struct Mistake: Hashable, Sendable {
    /// The file as the user named it.
    package var file: String
    /// The line, from 1; nil when the fault has no place, as in an empty file.
    package var line: Int?
    /// The column in characters, from 1; nil when only the line is known.
    package var column: Int?
    /// What is wrong.
    package var what: String
    /// What should stand there; nil when that is plain from `what`.
    package var expected: String?

    /// Creates a mistake from what is known of it.
    package init(
      file: String,
      line: Int? = nil,
      column: Int? = nil,
      what: String,
      expected: String? = nil
    ) {
      (self.file, self.line, self.column) = (file, line, column)
      (self.what, self.expected) = (what, expected)
    }
  }
}

extension SubscriptionError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .mistake(let mistake):
      let place = [mistake.line, mistake.column].compactMap { $0 }.map { ":\($0)" }.joined()
      let expected = mistake.expected.map { "; expected \($0)" } ?? ""
      return "\(mistake.file)\(place): \(mistake.what)\(expected)"
    case .noSuchFile(let file):
      let starts = file.hasSuffix(".yml") ? "; `tieup subscribe URL` starts one" : ""
      return "\(file): no such file\(starts)"
    case .unreadable(let file, let why):
      return "\(file): cannot be read: \(why)"
    case .unwritable(let file, let why):
      return "\(file): cannot be written: \(why); nothing was changed"
    }
  }
}
