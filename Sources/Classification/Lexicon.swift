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
  let patterns: [Pattern]
  /// What each pattern stands for, and what must hold around it.
  let targets: [Pattern.Target], rules: [Pattern.Rule]
  let automaton: Automaton
  /// The group of each company, as a number.
  let groups: [Int]
  private let alliances: Set<Int>
  private let companyByText: [String: Int]

  /// Reads the sources; later ones add to earlier ones.
  package init(_ sources: [LexiconSource]) throws(LexiconError) {
    var reader = LexiconReader()
    var hash = StableHash()
    for source in sources {
      try reader.read(source)
      hash.add(source.text)
    }
    let folding = Folding(variants: reader.variants)
    var automaton = Automaton(characters: reader.characters)
    var patterns: [Pattern] = []
    patterns.reserveCapacity(reader.written.count)
    var companyByText: [String: Int] = [:]
    for (written, target) in reader.written {
      let pattern = Pattern(written, target: target, folding: folding)
      let isNew = automaton.add(pattern.codes) { other in
        patterns[other].target == target && patterns[other].shape == pattern.shape
      }
      guard isNew else { continue }
      patterns.append(pattern)
      if case .company(let index) = target {
        companyByText[Self.key(pattern.text, folding)] = index
      }
    }
    var numbers: [String: Int] = [:]
    var groups: [Int] = []
    for company in reader.companies {
      let number = numbers[company.group, default: numbers.count]
      groups.append(number)
      numbers[company.group] = number
    }
    (companies, cues) = (reader.companies, reader.cues)
    (self.folding, self.patterns, self.automaton) = (folding, patterns, automaton)
    (targets, rules) = (patterns.map(\.target), patterns.map(\.rule))
    (self.groups, self.companyByText) = (groups, companyByText)
    alliances = Set(reader.alliances.map { Self.pairKey($0.0, $0.1) })
    version = hash.short
  }

  /// The company with this name or alias, whatever the case and width.
  package func company(named name: String) -> Company? {
    companyByText[Self.key(name, folding)].map { companies[$0] }
  }

  /// All ways of writing a company that the lexicon knows, without marks.
  package func aliases(of company: Company) -> [String] {
    patterns.compactMap { pattern in
      guard case .company(let index) = pattern.target, companies[index] == company else {
        return nil
      }
      return pattern.text
    }
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

  func index(ofCompanyNamed name: String) -> Int? { companyByText[Self.key(name, folding)] }

  private static func key(_ text: String, _ folding: Folding) -> String {
    String(decoding: folding.codes(text), as: UTF16.self)
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

  /// The first hexadecimal digits, for a version that a person may read.
  package var short: String {
    let digits = String(value >> 32, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
