/// Why markup could not be read, or what was wrong with it: the line and what is wrong there.
package enum SAXError: Error, Sendable, Hashable, CustomStringConvertible {
  /// There is nothing but white space.
  case empty
  /// The bytes are no XML at all, or XML whose root is none of those asked for.
  case noRoot
  /// The document is larger than any reader of ours takes.
  case tooLarge
  /// A fault at a line.
  case malformed(line: Int, reason: String)

  /// One line for a person.
  package var description: String {
    switch self {
    case .empty: "the document is empty"
    case .noRoot: "no XML document of the kind looked for"
    case .tooLarge: "the document is too large"
    case .malformed(let line, let reason): "line \(line): \(reason)"
    }
  }
}
