/// One way of writing a company or a cue, and what must hold around it.
struct Pattern: Sendable {
  /// What it stands for.
  enum Target: Sendable, Hashable {
    case company(Int)
    case cue(Int)
  }

  let target: Target
  /// Folded characters of it.
  let length: Int
  /// Upper case, character by character, where it must be as written; otherwise empty.
  let shape: [Bool]
  /// What must hold around it.
  let rule: Rule
  /// The text as it stands in the lexicon, without marks.
  let text: String

  /// Reads `=Shell`, `~Pilot`, `^기아`, `partner*`: the marks stand before and behind the text.
  init(_ written: some StringProtocol, target: Target, folding: Folding) {
    var rest = Substring(written)
    var marks: Set<Character> = []
    while let mark = rest.first, "=~^?".contains(mark) {
      marks.insert(mark)
      rest = rest.dropFirst()
    }
    let isStem = rest.last == "*"
    if isStem { rest = rest.dropLast() }
    var upper: [Bool] = []
    if case .company = target {
      upper = rest.unicodeScalars.map { FoldedText.isUpper(Int($0.value)) }
      if upper.count <= 3, upper.allSatisfy({ $0 }) { marks.insert("=") }
    }
    self.target = target
    text = String(rest)
    codes = folding.codes(rest)
    length = codes.count
    shape = marks.contains("=") ? upper : []
    var rule = Rule()
    if !shape.isEmpty { rule.insert(.cased) }
    if marks.contains("~") { rule.insert(.weak) }
    if marks.contains("?") { rule.insert(.contextual) }
    if marks.contains("^") { rule.insert(.bounded) }
    if isStem { rule.insert(.stem) }
    if case .company = target { rule.insert(.company) }
    self.rule = rule
  }

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

  /// The folded characters.
  let codes: [UInt16]
}
