/// What is wrong with an expression, and where.
package struct ExpressionError: Error, Equatable, CustomStringConvertible {
  /// The fault, in a few words.
  package let reason: String
  /// The place of the scalar that it shows at, from 1 on.
  package let column: Int

  /// The fault with its place.
  package var description: String { "\(reason) at character \(column)" }
}
