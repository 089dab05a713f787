/// One way of writing a company or a cue, and what must hold around it.
///
/// So small that those which texts come by most stay in the cache; its characters stand in the
/// `PatternTable`.
struct Pattern: Sendable {
  /// What it stands for.
  enum Target: Sendable, Hashable {
    case company(Int)
    case cue(Int)
  }

  /// A target in four bytes: the company, or the complement of the cue.
  struct Number: Sendable {
    private let value: Int32

    init(_ target: Target) {
      switch target {
      case .company(let index): value = Int32(index)
      case .cue(let index): value = ~Int32(index)
      }
    }

    var target: Target { value < 0 ? .cue(Int(~value)) : .company(Int(value)) }
  }

  private let number: Number
  /// How many folded characters it has, and where they begin in the table.
  let length: Int32, start: Int32
  /// What must hold around it.
  let rule: Rule

  init(number: Number, rule: Rule, codes: Range<Int>) {
    self.number = number
    (start, length) = (Int32(codes.lowerBound), Int32(codes.count))
    self.rule = rule
  }

  /// What it stands for.
  var target: Target { number.target }

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

  /// What the marks before and behind a text say: `=Shell`, `~Pilot`, `^기아`, `partner*`.
  static func marks(_ written: Range<Int>, of bytes: [UInt8]) -> (rule: Rule, text: Range<Int>) {
    var rule: Rule = []
    var (start, end) = (written.lowerBound, written.upperBound)
    marks: while start < end {
      switch bytes[start] {
      case UInt8(ascii: "="): rule.insert(.cased)
      case UInt8(ascii: "~"): rule.insert(.weak)
      case UInt8(ascii: "?"): rule.insert(.contextual)
      case UInt8(ascii: "^"): rule.insert(.bounded)
      default: break marks
      }
      start += 1
    }
    if start < end, bytes[end - 1] == UInt8(ascii: "*") {
      rule.insert(.stem)
      end -= 1
    }
    return (rule, start..<end)
  }
}
