import Syndication

/// The companies and cues that texts are read with, and the automaton that finds them.
package final class Lexicon: Sendable {
  /// The companies, in the order of the files.
  package let companies: [Company]
  /// The cues, in the order of the files.
  package let cues: [Cue]
  /// Changes when any of the sources does.
  package let version: String
  let folding: Folding
  let patterns: PatternTable
  let automaton: Automaton
  /// The group of each company, as a number.
  let groups: [Int]
  private let alliances: Set<Int>
  private let sources: [LexiconSource]

  /// Reads the sources; later ones add to earlier ones.
  package init(_ sources: [LexiconSource]) throws(LexiconError) {
    var reader = LexiconReader()
    var hash = StableHash()
    for source in sources {
      try reader.read(source)
      hash.add(source.bytes)
    }
    let folding = Folding(variants: reader.variants)
    var patterns = PatternTable(patterns: reader.written.count, characters: reader.size / 2)
    var automaton = Automaton(patterns: reader.written.count)
    for written in reader.written {
      patterns.append(written, of: sources[written.source].bytes, folding: folding)
      if !automaton.addLast(of: patterns) { patterns.removeLast() }
    }
    automaton.seal()
    var numbers: [String: Int] = [:]
    var groups: [Int] = []
    for company in reader.companies {
      let number = numbers[company.group, default: numbers.count]
      groups.append(number)
      numbers[company.group] = number
    }
    (companies, cues) = (reader.companies, reader.cues)
    (self.folding, self.patterns, self.automaton) = (folding, patterns, automaton)
    (self.groups, self.sources) = (groups, sources)
    alliances = Set(reader.alliances.map { Self.pairKey($0.0, $0.1) })
    version = hash.short
  }

  /// The company with this name or alias, whatever the case and width.
  package func company(named name: String) -> Company? {
    index(ofCompanyNamed: name).map { companies[$0] }
  }

  /// All ways of writing a company that the lexicon knows, without marks.
  package func aliases(of company: Company) -> [String] {
    (0..<patterns.count).compactMap { pattern in
      guard case .company(let index) = patterns[pattern].target, companies[index] == company else {
        return nil
      }
      return text(of: pattern)
    }
  }

  /// A pattern as it stands in the lexicon, without marks.
  func text(of pattern: Int) -> String {
    let written = patterns.written[pattern]
    let bytes = sources[written.source].bytes
    return String(decoding: bytes[Pattern.marks(written.range, of: bytes).text], as: UTF8.self)
  }

  /// Whether two of them have an alliance that is publicly about electric vehicles.
  func isKnownAlliance(_ things: [Mention.Thing]) -> Bool {
    for case .company(let one) in things {
      for case .company(let two) in things where one < two {
        if alliances.contains(Self.pairKey(one, two)) { return true }
      }
    }
    return false
  }

  private static func pairKey(_ one: Int, _ two: Int) -> Int { min(one, two) << 20 | max(one, two) }

  /// What the company with this name or alias is called in verdicts; nil when none has it.
  package func canonicalName(of name: String) -> String? {
    index(ofCompanyNamed: name).map { companies[$0].name }
  }

  /// The company with this name or alias: of several the one that was read last.
  func index(ofCompanyNamed name: String) -> Int? {
    var next = automaton.pattern(exactly: folding.codes(name), in: patterns)
    while let pattern = next {
      if case .company(let index) = patterns[pattern].target { return index }
      next = automaton.pattern(before: pattern)
    }
    return nil
  }
}

/// A hash that is the same on every machine and in every version (FNV-1a, 64 bits).
package struct StableHash: Sendable {
  /// The hash so far.
  package private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Starts with nothing hashed.
  package init() {}

  /// Adds the bytes of a text.
  package mutating func add(_ text: String) {
    for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  /// Adds bytes.
  package mutating func add(_ bytes: [UInt8]) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  /// The first hexadecimal digits, for a version that a person may read.
  package var short: String {
    let digits = String(value >> 32, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
