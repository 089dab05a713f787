/// One way of writing a company or a cue, and what must hold around it; its characters stand in
/// the `PatternTable`.
struct Pattern: Sendable {
  /// What it stands for.
  enum Target: Sendable, Hashable {
    case company(Int)
    case cue(Int)
  }

  /// The company, or the complement of the cue.
  private let number: Int32
  /// Folded characters of it, and where they stand in the table.
  let length: Int32, start: Int32
  /// Upper case as it stands in the lexicon, where it must be as written; otherwise empty.
  let shapeStart: Int32, shapeLength: Int32
  /// The source that it was read from, and where its text without marks stands in there.
  let source: Int32, textStart: Int32, textEnd: Int32
  /// What must hold around it.
  let rule: Rule

  init(
    target: Target,
    rule: Rule,
    codes: Range<Int>,
    shape: Range<Int>,
    source: Int,
    text: Range<Int>
  ) {
    switch target {
    case .company(let index): number = Int32(index)
    case .cue(let index): number = ~Int32(index)
    }
    self.rule = rule
    (start, length) = (Int32(codes.lowerBound), Int32(codes.count))
    (shapeStart, shapeLength) = (Int32(shape.lowerBound), Int32(shape.count))
    (self.source, textStart, textEnd) = (
      Int32(source), Int32(text.lowerBound), Int32(text.upperBound)
    )
  }

  /// What it stands for.
  var target: Target { number < 0 ? .cue(Int(~number)) : .company(Int(number)) }

  /// What must hold around a pattern, as marks that cost nothing to look at.
  struct Rule: OptionSet, Sendable {
    let rawValue: UInt8

    /// Upper case as written.
    static let cased = Rule(rawValue: 1)
    /// Counts only in the company of a surer name.
    static let weak = Rule(rawValue: 2)
    /// Counts only where the sentence names another company.
    static let contextual = Rule(rawValue: 4)
    /// No Hangul before it, and only a particle behind it.
    static let bounded = Rule(rawValue: 8)
    /// Further letters may follow it to the end of the word.
    static let stem = Rule(rawValue: 16)
    /// It names a company.
    static let company = Rule(rawValue: 32)
  }
}
