extension ExpressionParser {
  /// The set of one scalar, by the flags in force.
  func literal(_ scalar: Unicode.Scalar) -> ScalarSet {
    var set = ScalarSet(scalar)
    set.foldsCase = flags.ignoresCase
    return set
  }

  /// What a backslash outside a class begins.
  mutating func escaped() throws(ExpressionError) -> ExpressionNode {
    switch next {
    case "b": return place(.wordEdge)
    case "B": return place(.noWordEdge)
    case "A": return place(.textStart)
    case "z", "Z": return place(.textEnd)
    case let digit? where ("1"..."9").contains(digit):
      throw fault("a reference back, which a single pass cannot follow")
    default: break
    }
    var set = ScalarSet()
    set.foldsCase = flags.ignoresCase
    try insertEscaped(into: &set)
    return .set(set)
  }

  /// The class that an opened bracket begins.
  mutating func set() throws(ExpressionError) -> ScalarSet {
    var set = ScalarSet()
    set.foldsCase = flags.ignoresCase
    set.isNegated = takes("^")
    var isFirst = true
    while let scalar = take() {
      if scalar == "]", !isFirst { return set }
      isFirst = false
      if scalar == "[", next == ":" { throw fault("a class by name: write \\p{L}, \\d, \\s") }
      var low = scalar
      if scalar == "\\" {
        guard let one = try insertEscaped(into: &set) else { continue }
        low = one
      }
      guard next == "-" else {
        set.insert(low.value...low.value)
        continue
      }
      position(skipping: 1)
      guard let high = next, high != "]" else {
        // A hyphen at the end stands for itself.
        set.insert(low.value...low.value)
        set.insert(0x2D...0x2D)
        continue
      }
      try insertRange(from: low, into: &set)
    }
    throw fault("a bracket that is never closed")
  }

  private mutating func insertRange(from low: Unicode.Scalar, into set: inout ScalarSet)
    throws(ExpressionError)
  {
    guard let high = take() else { throw fault("a bracket that is never closed") }
    var last = high
    if high == "\\" {
      var others = ScalarSet()
      guard let one = try insertEscaped(into: &others) else {
        throw fault("a range that ends in a class")
      }
      last = one
    }
    guard low.value <= last.value else { throw fault("a range from high to low") }
    set.insert(low.value...last.value)
  }

  /// Adds what the scalars behind a backslash stand for; the scalar, where it is one.
  @discardableResult
  private mutating func insertEscaped(into set: inout ScalarSet) throws(ExpressionError)
    -> Unicode.Scalar?
  {
    guard let scalar = take() else { throw fault("a backslash at the end") }
    switch scalar {
    case "d", "D": set.insert(.digit, isNegated: scalar == "D")
    case "w", "W": set.insert(.word, isNegated: scalar == "W")
    case "s", "S": set.insert(.space, isNegated: scalar == "S")
    case "p", "P": try insertProperty(into: &set, isNegated: scalar == "P")
    default:
      let one = try plain(scalar)
      set.insert(one.value...one.value)
      return one
    }
    return nil
  }

  private mutating func plain(_ scalar: Unicode.Scalar) throws(ExpressionError) -> Unicode.Scalar {
    switch scalar {
    case "t": return "\t"
    case "n": return "\n"
    case "r": return "\r"
    case "f": return "\u{0C}"
    case "x", "u":
      let isBraced = takes("{")
      let value = try hexadecimal(isBraced ? 1...6 : scalar == "x" ? 2...2 : 4...4)
      guard !isBraced || takes("}"), let one = Unicode.Scalar(value) else {
        throw fault("a number that is no character")
      }
      return one
    default:
      guard !scalar.isWordScalar else {
        position(skipping: -1)
        throw fault("an escape that is not known, \\\(scalar)")
      }
      return scalar
    }
  }

  private mutating func hexadecimal(_ digits: ClosedRange<Int>) throws(ExpressionError) -> UInt32 {
    var value: UInt32 = 0, count = 0
    while count < digits.upperBound, let next, next.isASCII,
      let digit = Character(next).hexDigitValue
    {
      position(skipping: 1)
      value = value * 16 + UInt32(digit)
      count += 1
    }
    guard digits.contains(count) else { throw fault("a number of too few digits") }
    return value
  }

  private mutating func insertProperty(into set: inout ScalarSet, isNegated: Bool)
    throws(ExpressionError)
  {
    var name = ""
    if takes("{") {
      while let scalar = take(), scalar != "}" { name.unicodeScalars.append(scalar) }
    } else if let scalar = take() {
      name.unicodeScalars.append(scalar)
    }
    if let kind = ScalarSet.Kind.named(name) {
      set.insert(kind, isNegated: isNegated)
    } else if let script = ScalarSet.script(name) {
      insert(script, isNegated: isNegated, into: &set)
    } else {
      throw fault("a property that is not known, \(name)")
    }
  }

  private func insert(
    _ ranges: [ClosedRange<UInt32>],
    isNegated: Bool,
    into set: inout ScalarSet
  ) {
    guard isNegated else { return ranges.forEach { set.insert($0) } }
    var start: UInt32 = 0
    for range in ranges {
      set.insert(start...(range.lowerBound - 1))
      start = range.upperBound + 1
    }
    set.insert(start...0x10FFFF)
  }

  private mutating func place(_ place: ExpressionNode.Place) -> ExpressionNode {
    position(skipping: 1)
    return .place(place)
  }
}
