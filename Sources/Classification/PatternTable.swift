/// All patterns of a lexicon, their characters one after another in one array.
struct PatternTable: Sendable {
  private(set) var entries: [Pattern] = []
  /// The folded characters of all patterns.
  private(set) var codes: [UInt16] = []
  /// Upper case, character by character, of those patterns that must be as written.
  private(set) var shapes: [Bool] = []
  private var upper: [Bool] = []

  /// Makes room for patterns with this many bytes in all.
  init(patterns: Int, bytes: Int) {
    entries.reserveCapacity(patterns)
    codes.reserveCapacity(bytes)
  }

  var count: Int { entries.count }

  subscript(pattern: Int) -> Pattern { entries[pattern] }

  /// The folded characters of a pattern.
  func codes(of pattern: Pattern) -> ArraySlice<UInt16> {
    codes[Int(pattern.start)..<Int(pattern.start + pattern.length)]
  }

  /// Whether two patterns have the same characters.
  func haveSameCodes(_ one: Pattern, _ two: Pattern) -> Bool {
    guard one.length == two.length else { return false }
    for index in 0..<Int(one.length)
    where codes[Int(one.start) + index] != codes[Int(two.start) + index] { return false }
    return true
  }

  /// Whether two patterns with the same characters say the same.
  func areSame(_ one: Pattern, _ two: Pattern) -> Bool {
    guard one.target == two.target, one.shapeLength == two.shapeLength else { return false }
    for index in 0..<Int(one.shapeLength)
    where shapes[Int(one.shapeStart) + index] != shapes[Int(two.shapeStart) + index] {
      return false
    }
    return true
  }

  /// Reads `=Shell`, `~Pilot`, `^기아`, `partner*`: the marks stand before and behind the text.
  mutating func append(
    _ written: Range<Int>,
    of bytes: [UInt8],
    source: Int,
    target: Pattern.Target,
    folding: Folding
  ) {
    var rule: Pattern.Rule = []
    var text = written
    marks: while let mark = text.first {
      switch bytes[mark] {
      case UInt8(ascii: "="): rule.insert(.cased)
      case UInt8(ascii: "~"): rule.insert(.weak)
      case UInt8(ascii: "?"): rule.insert(.contextual)
      case UInt8(ascii: "^"): rule.insert(.bounded)
      default: break marks
      }
      text = (mark + 1)..<text.upperBound
    }
    if let last = text.last, bytes[last] == UInt8(ascii: "*") {
      rule.insert(.stem)
      text = text.lowerBound..<last
    }
    let start = codes.count
    let span = bytes.span
    upper.removeAll(keepingCapacity: true)
    var place = text.lowerBound
    while place < text.upperBound {
      let scalar = UTF8Scalar.next(in: span, at: &place, before: text.upperBound)
      let character = folding.character(scalar)
      upper.append(character.isUpper)
      if character.code != Folding.dropped { codes.append(character.code) }
    }
    let shape = shapes.count
    if case .company = target {
      rule.insert(.company)
      if upper.count <= 3, upper.allSatisfy({ $0 }) { rule.insert(.cased) }
      if rule.contains(.cased) { shapes += upper }
    }
    if shapes.count == shape { rule.remove(.cased) }
    entries.append(
      Pattern(
        target: target,
        rule: rule,
        codes: start..<codes.count,
        shape: shape..<shapes.count,
        source: source,
        text: text
      )
    )
  }

  /// Takes back the pattern that was appended last.
  mutating func removeLast() {
    guard let last = entries.popLast() else { return }
    codes.removeLast(Int(last.length))
    shapes.removeLast(Int(last.shapeLength))
  }
}

/// Reads Unicode scalars from UTF-8 that is known to be well-formed.
enum UTF8Scalar {
  /// The scalar that begins at `place`, which moves behind it.
  static func next(in bytes: Span<UInt8>, at place: inout Int, before end: Int) -> Int {
    let lead = Int(bytes[place])
    place += 1
    if lead < 0x80 { return lead }
    let length = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3
    var value = lead & (0x3F >> length)
    for _ in 0..<length where place < end {
      value = value << 6 | Int(bytes[place]) & 0x3F
      place += 1
    }
    return value
  }
}
