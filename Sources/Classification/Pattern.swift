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
  /// Whether it counts only in the company of a surer name.
  let isWeak: Bool
  /// Whether it counts only where the sentence names another company.
  let isContextual: Bool
  /// Whether no Hangul may stand before it, and only a particle behind it.
  let isBounded: Bool
  /// Whether further letters may follow it to the end of the word.
  let isStem: Bool
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
    let upper = rest.unicodeScalars.map { $0.properties.isUppercase }
    if case .company = target, upper.count <= 3, upper.allSatisfy({ $0 }) { marks.insert("=") }
    self.target = target
    self.isStem = isStem
    text = String(rest)
    codes = folding.codes(rest)
    length = codes.count
    shape = marks.contains("=") ? upper : []
    isWeak = marks.contains("~")
    isContextual = marks.contains("?")
    isBounded = marks.contains("^")
  }

  /// The folded characters.
  let codes: [UInt16]
}
