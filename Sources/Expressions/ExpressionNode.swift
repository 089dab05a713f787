/// An expression as it was read, before it becomes a program.
indirect enum ExpressionNode {
  /// Nothing at all, which always matches.
  case empty
  /// One scalar of a set.
  case set(ScalarSet)
  /// A place between two scalars.
  case place(Place)
  /// One after another.
  case sequence([ExpressionNode])
  /// One of several.
  case choice([ExpressionNode])
  /// Again and again; without `most`, as often as it likes.
  case repeated(ExpressionNode, least: Int, most: Int?)

  /// What an anchor asks of the place it stands at.
  enum Place: Sendable {
    case textStart, textEnd, lineStart, lineEnd, wordEdge, noWordEdge
  }
}
