/// A regular expression that is matched in one pass over the text.
///
/// A text that a stranger wrote can make the usual matchers, which go back and try again, run for
/// ever; this one goes forward only, with every state the expression may be in at once (Thompson's
/// construction), so a match takes at most the text's length times the expression's. What cannot be
/// had that way, back references and looking around, is refused when the expression is read.
///
/// Understood: literals, `.`, classes, `\d \w \s \b` and their opposites, `\p{L}` and the other
/// general categories, `\p{Han}`, `\p{Hiragana}`, `\p{Katakana}`, `\p{Hangul}`, `\t \n \r \xHH
/// \uHHHH \x{…}`, groups, `|`, `* + ? {m,n}` greedy or lazy, `^ $ \A \z`, and the flags `(?i)`,
/// `(?m)`, `(?s)`. Characters are Unicode scalars.
package struct Expression: Sendable {
  private let program: Program

  /// Reads an expression; it matches anywhere in a text unless it is anchored.
  package init(_ pattern: String) throws(ExpressionError) {
    var parser = ExpressionParser(pattern)
    program = try Program(try parser.expression())
  }

  /// Whether it matches anywhere in `text`.
  package func matches(_ text: String) -> Bool { program.matches(text.unicodeScalars) }
}
