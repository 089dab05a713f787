/// A reader's own tag: an entry of `rules:` in feeds.yml, checked when it was loaded.
package struct TagRule: Sendable, Hashable {
  /// The tag it gives.
  package var tag: String
  /// Words of which one must occur; empty asks for nothing.
  package var any: [String] = []
  /// Words that must all occur.
  package var all: [String] = []
  /// Words of which none may occur.
  package var none: [String] = []
  /// Companies by name or alias, of which one must be named.
  package var companies: [String] = []
  /// A regular expression that must match, already found to be valid; nil asks for nothing.
  package var regex: String?
  /// Whether the title is looked at, and whether the text is.
  package var inTitle = true, inText = true
  /// Where its companies stand in feeds.yml, else where it starts: line and column, from 1.
  package var line: Int?, column: Int?

  /// Creates a rule that asks for nothing yet.
  package init(tag: String) { self.tag = tag }
}
