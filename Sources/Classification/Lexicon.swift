import Syndication

/// The companies and cues that texts are read with, and the automaton that finds them.
package struct Lexicon: Sendable {
  /// The companies, in the order of the files.
  package private(set) var companies: [Company] = []
  /// The cues, in the order of the files.
  package private(set) var cues: [Cue] = []
  /// Changes when any of the sources does.
  package let version: String
  let folding: Folding
  private(set) var patterns: [Pattern] = []
  private(set) var automaton: Automaton
  /// The group of each company, as a number.
  private(set) var groups: [Int] = []
  private var alliances: Set<Int> = []
  private var companyByText: [String: Int] = [:]

  /// Reads the sources; later ones add to earlier ones.
  package init(_ sources: [LexiconSource]) throws(LexiconError) {
    var reader = LexiconReader()
    for source in sources { try reader.read(source) }
    var hash = StableHash()
    for source in sources { hash.add(source.text) }
    version = hash.short
    folding = Folding(variants: reader.variants)
    companies = reader.companies
    cues = reader.cues
    var made: [Pattern] = []
    made.reserveCapacity(reader.written.count)
    var characters = 0
    for (written, target) in reader.written {
      let pattern = Pattern(written, target: target, folding: folding)
      characters += pattern.length
      made.append(pattern)
    }
    automaton = Automaton(characters: characters)
    patterns.reserveCapacity(made.count)
    for pattern in made {
      let isNew = automaton.add(pattern.codes) { patterns[$0].target == pattern.target }
      if isNew { patterns.append(pattern) }
    }
    var numbers: [String: Int] = [:]
    for company in companies {
      groups.append(numbers[company.group, default: numbers.count])
      numbers[company.group] = groups.last
    }
    for (one, two) in reader.alliances { alliances.insert(pairKey(one, two)) }
    for pattern in made {
      if case .company(let index) = pattern.target { companyByText[key(pattern.text)] = index }
    }
  }

  /// The company with this name or alias, whatever the case and width.
  package func company(named name: String) -> Company? {
    companyByText[key(name)].map { companies[$0] }
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
        if alliances.contains(pairKey(one, two)) { return true }
      }
    }
    return false
  }

  private func pairKey(_ one: Int, _ two: Int) -> Int { min(one, two) << 20 | max(one, two) }

  func index(ofCompanyNamed name: String) -> Int? { companyByText[key(name)] }

  private func key(_ text: String) -> String {
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
