/// Reads an expression's text; what stands for scalars is in `ExpressionParser+Scalars`.
struct ExpressionParser {
  /// The flags that hold from here to the end of the group.
  struct Flags {
    var ignoresCase = false, anchorsAtLines = false, dotTakesNewlines = false
  }

  private let scalars: [Unicode.Scalar]
  private(set) var position = 0
  private(set) var flags = Flags()
  private var depth = 0

  /// Deeper groups are nobody's expression.
  private static let deepest = 50
  /// More turns than this are a mistake, or an attack.
  private static let mostTurns = 500

  init(_ pattern: String) { scalars = Array(pattern.unicodeScalars) }

  /// The whole expression.
  mutating func expression() throws(ExpressionError) -> ExpressionNode {
    let node = try choice()
    guard next == nil else { throw fault("a parenthesis that closes nothing") }
    return node
  }

  /// The scalar to be read next.
  var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  /// Takes the next scalar.
  mutating func take() -> Unicode.Scalar? {
    guard let next else { return nil }
    position += 1
    return next
  }

  /// Takes the next scalars where they are these.
  mutating func takes(_ text: String) -> Bool {
    guard scalars[position...].starts(with: text.unicodeScalars) else { return false }
    position += text.unicodeScalars.count
    return true
  }

  /// Goes on by so many scalars.
  mutating func position(skipping count: Int) { position += count }

  /// A fault at the scalar to be read next.
  func fault(_ reason: String) -> ExpressionError {
    ExpressionError(reason: reason, column: position + 1)
  }

  private mutating func choice() throws(ExpressionError) -> ExpressionNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw fault("groups within groups within groups") }
    let outer = flags
    defer { flags = outer }
    var choices = [try sequence()]
    while takes("|") { choices.append(try sequence()) }
    return choices.count == 1 ? choices[0] : .choice(choices)
  }

  private mutating func sequence() throws(ExpressionError) -> ExpressionNode {
    var parts: [ExpressionNode] = []
    while let next, next != "|", next != ")" {
      let start = position
      let part = try atom()
      guard let turns = try turns() else {
        parts.append(part)
        continue
      }
      if case .place = part {
        position = start
        throw fault("an anchor that is to be repeated")
      }
      parts.append(.repeated(part, least: turns.least, most: turns.most))
      if try self.turns() != nil { throw fault("a repetition of a repetition") }
    }
    return .sequence(parts)
  }

  private mutating func atom() throws(ExpressionError) -> ExpressionNode {
    let start = position
    switch take() {
    case "(": return try group()
    case "[": return .set(try set())
    case ".":
      var set = ScalarSet(everything: true)
      if !flags.dotTakesNewlines { set.insert(0x0A...0x0D) }
      return .set(set)
    case "^": return .place(flags.anchorsAtLines ? .lineStart : .textStart)
    case "$": return .place(flags.anchorsAtLines ? .lineEnd : .textEnd)
    case "\\": return try escaped()
    case "*", "+", "?", "{":
      position = start
      throw fault("a repetition of nothing")
    case let scalar?: return .set(literal(scalar))
    case nil: return .empty
    }
  }

  private mutating func group() throws(ExpressionError) -> ExpressionNode {
    let outer = flags
    if takes("?:") {
      // A group that is not counted: none is.
    } else if takes("?=") || takes("?!") || takes("?<=") || takes("?<!") {
      throw fault("looking ahead or back, which a single pass cannot do")
    } else if takes("?P<") || takes("?<") {
      while let scalar = take(), scalar != ">" {}
    } else if takes("?") {
      guard try readFlags() else { return .empty }
    }
    let node = try choice()
    flags = outer
    guard takes(")") else { throw fault("a parenthesis that is never closed") }
    return node
  }

  /// Reads `i)` or `i:` and the like; false when the flags hold for the rest of the outer group.
  private mutating func readFlags() throws(ExpressionError) -> Bool {
    var isOn = true
    while let scalar = take() {
      switch scalar {
      case "i": flags.ignoresCase = isOn
      case "m": flags.anchorsAtLines = isOn
      case "s": flags.dotTakesNewlines = isOn
      case "-": isOn = false
      case ")": return false
      case ":": return true
      default:
        position -= 1
        throw fault("a flag that is not i, m or s")
      }
    }
    throw fault("a parenthesis that is never closed")
  }

  private mutating func turns() throws(ExpressionError) -> (least: Int, most: Int?)? {
    let turns: (least: Int, most: Int?)
    if takes("*") {
      turns = (0, nil)
    } else if takes("+") {
      turns = (1, nil)
    } else if takes("?") {
      turns = (0, 1)
    } else if next == "{" {
      turns = try count()
    } else {
      return nil
    }
    // Greedy, lazy: whether there is a match is the same.
    if !takes("?"), takes("+") { throw fault("a possessive repetition, which is not known here") }
    return turns
  }

  private mutating func count() throws(ExpressionError) -> (least: Int, most: Int?) {
    position += 1
    let least = try number()
    guard takes(",") else {
      guard takes("}") else { throw fault("a count that is not {3}, {3,} or {3,5}") }
      return (least, least)
    }
    if takes("}") { return (least, nil) }
    let most = try number()
    guard takes("}") else { throw fault("a count that is not {3}, {3,} or {3,5}") }
    guard most >= least else { throw fault("a count from more to fewer") }
    return (least, most)
  }

  private mutating func number() throws(ExpressionError) -> Int {
    var number = 0
    let start = position
    while let digit = next.flatMap({ $0.isASCII ? Character($0).wholeNumberValue : nil }) {
      position += 1
      number = number * 10 + digit
      guard number <= Self.mostTurns else { throw fault("more than \(Self.mostTurns) turns") }
    }
    guard position > start else { throw fault("a count that is not {3}, {3,} or {3,5}") }
    return number
  }
}
