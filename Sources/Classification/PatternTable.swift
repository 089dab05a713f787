/// All patterns of a lexicon, their characters one after another in one array.
struct PatternTable: Sendable {
  /// A pattern as it stands, with its marks, in a source of the lexicon.
  struct Written: Sendable {
    private let number: Int32, start: Int32, end: Int32
    /// What it stands for.
    let target: Pattern.Number

    init(source: Int, range: Range<Int>, target: Pattern.Target) {
      (number, start, end) = (Int32(source), Int32(range.lowerBound), Int32(range.upperBound))
      self.target = Pattern.Number(target)
    }

    /// The source's place in the lexicon.
    var source: Int { Int(number) }
    /// The bytes of the source.
    var range: Range<Int> { Int(start)..<Int(end) }
  }

  private(set) var entries: [Pattern] = []
  /// Where each pattern was read.
  private(set) var written: [Written] = []
  /// The folded characters of all patterns.
  private(set) var codes: [UInt16] = []
  /// Whether each of them stands in upper case in the lexicon.
  private(set) var isUpper: [Bool] = []

  /// Makes room for patterns with this many characters in all.
  init(patterns: Int, characters: Int) {
    entries.reserveCapacity(patterns)
    written.reserveCapacity(patterns)
    codes.reserveCapacity(characters)
    isUpper.reserveCapacity(characters)
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
    let isCased = one.rule.contains(.cased)
    guard one.target == two.target, isCased == two.rule.contains(.cased) else { return false }
    guard isCased else { return true }
    for index in 0..<Int(one.length)
    where isUpper[Int(one.start) + index] != isUpper[Int(two.start) + index] { return false }
    return true
  }

  /// Reads a pattern with its marks.
  mutating func append(_ one: Written, of bytes: [UInt8], folding: Folding) {
    var (rule, text) = Pattern.marks(one.range, of: bytes)
    let start = codes.count
    var byte = text.lowerBound
    var capitals = 0
    while byte < text.upperBound {
      let scalar = UTF8Scalar.next(in: bytes.span, at: &byte, before: text.upperBound)
      let character = folding.character(scalar)
      if character.code == Folding.dropped { continue }
      codes.append(character.code)
      isUpper.append(character.isUpper)
      if character.isUpper { capitals += 1 }
    }
    let length = codes.count - start
    if case .company = one.target.target {
      rule.insert(.company)
      if length <= 3, length == capitals { rule.insert(.cased) }
    } else {
      rule.remove(.cased)
    }
    entries.append(Pattern(number: one.target, rule: rule, codes: start..<codes.count))
    written.append(one)
  }

  /// Takes back the pattern that was appended last.
  mutating func removeLast() {
    guard let last = entries.popLast() else { return }
    written.removeLast()
    codes.removeLast(Int(last.length))
    isUpper.removeLast(Int(last.length))
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
