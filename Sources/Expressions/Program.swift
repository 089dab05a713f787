/// An expression as instructions, and the one pass that they are run in.
struct Program: Sendable {
  private enum Instruction: Sendable {
    case set(ScalarSet)
    case place(ExpressionNode.Place)
    /// Goes on there and there.
    case both(Int, Int)
    case jump(Int)
    case match
  }

  private var instructions: [Instruction] = []

  /// A longer program would be slow over a long text.
  private static let longest = 4000

  init(_ node: ExpressionNode) throws(ExpressionError) {
    try append(node)
    instructions.append(.match)
  }

  private mutating func append(_ node: ExpressionNode) throws(ExpressionError) {
    guard instructions.count < Self.longest else {
      throw ExpressionError(reason: "an expression too large with its repetitions", column: 1)
    }
    switch node {
    case .empty: break
    case .set(let set): instructions.append(.set(set))
    case .place(let place): instructions.append(.place(place))
    case .sequence(let parts): for part in parts { try append(part) }
    case .choice(let choices): try append(choices[...])
    case .repeated(let node, let least, let most):
      for _ in 0..<least { try append(node) }
      guard let most else { return try appendEndless(node) }
      var forks: [Int] = []
      for _ in least..<max(least, most) {
        forks.append(instructions.count)
        instructions.append(.both(instructions.count + 1, 0))
        try append(node)
      }
      for fork in forks { instructions[fork] = .both(fork + 1, instructions.count) }
    }
  }

  private mutating func append(_ choices: ArraySlice<ExpressionNode>) throws(ExpressionError) {
    guard let first = choices.first else { return }
    guard choices.count > 1 else { return try append(first) }
    let fork = instructions.count
    instructions.append(.both(fork + 1, 0))
    try append(first)
    let exit = instructions.count
    instructions.append(.jump(0))
    instructions[fork] = .both(fork + 1, instructions.count)
    try append(choices.dropFirst())
    instructions[exit] = .jump(instructions.count)
  }

  private mutating func appendEndless(_ node: ExpressionNode) throws(ExpressionError) {
    let fork = instructions.count
    instructions.append(.both(fork + 1, 0))
    try append(node)
    instructions.append(.jump(fork))
    instructions[fork] = .both(fork + 1, instructions.count)
  }

  /// Whether the program reaches its end from anywhere in the text.
  func matches(_ text: String.UnicodeScalarView) -> Bool {
    var now = Threads(capacity: instructions.count), later = now
    var before: Unicode.Scalar?
    var index = text.startIndex
    while true {
      let scalar = index < text.endIndex ? text[index] : nil
      if add(0, to: &now, Surroundings(before: before, after: scalar)) { return true }
      guard let scalar else { return false }
      text.formIndex(after: &index)
      let around = Surroundings(before: scalar, after: index < text.endIndex ? text[index] : nil)
      later.removeAll()
      for place in now.waiting {
        if case .set(let set) = instructions[place], set.accepts(scalar),
          add(place + 1, to: &later, around)
        {
          return true
        }
      }
      swap(&now, &later)
      before = scalar
    }
  }

  /// Follows forks, jumps and anchors from `place`; whether that reaches the end.
  private func add(_ place: Int, to threads: inout Threads, _ around: Surroundings) -> Bool {
    guard threads.visit(place) else { return false }
    var open = [place]
    while let place = open.popLast() {
      switch instructions[place] {
      case .match: return true
      case .set: threads.waiting.append(place)
      case .place(let anchor):
        if around.allow(anchor), threads.visit(place + 1) { open.append(place + 1) }
      case .jump(let target): if threads.visit(target) { open.append(target) }
      case .both(let first, let second):
        if threads.visit(second) { open.append(second) }
        if threads.visit(first) { open.append(first) }
      }
    }
    return false
  }

  /// The instructions that the program may be at, each once.
  private struct Threads {
    /// Those that wait for a scalar.
    var waiting: [Int] = []
    /// The turn in which each instruction was last seen.
    private var seen: [Int]
    private var turn = 1

    init(capacity: Int) { seen = Array(repeating: 0, count: capacity) }

    mutating func visit(_ place: Int) -> Bool {
      guard seen[place] != turn else { return false }
      seen[place] = turn
      return true
    }

    mutating func removeAll() {
      waiting.removeAll(keepingCapacity: true)
      turn += 1
    }
  }

  /// What stands on both sides of a place in the text.
  private struct Surroundings {
    let before: Unicode.Scalar?, after: Unicode.Scalar?

    func allow(_ anchor: ExpressionNode.Place) -> Bool {
      switch anchor {
      case .textStart: before == nil
      case .textEnd: after == nil
      case .lineStart: before.map { $0 == "\n" } ?? true
      case .lineEnd: after.map { $0 == "\n" } ?? true
      case .wordEdge: isWordEdge
      case .noWordEdge: !isWordEdge
      }
    }

    private var isWordEdge: Bool {
      (before?.isWordScalar ?? false) != (after?.isWordScalar ?? false)
    }
  }
}
