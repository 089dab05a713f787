import Foundation
import Testing

@testable import Classification

@Suite struct LexiconTests {
  @Test("every file of the lexicon's folder is built in as it stands")
  func builtIn() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Classification/Lexicon").standardized
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let sources = BuiltIn.lexicon + [BuiltIn.weights, BuiltIn.prior]
    #expect(Set(names.filter { $0.hasSuffix(".tsv") }) == Set(sources.map(\.name)))
    for source in sources {
      let bytes = [UInt8](try Data(contentsOf: folder.appending(path: source.name)))
      #expect(source.bytes == bytes, "\(source.name)")
    }
  }

  @Test(
    "ways of writing that begin alike are all found, in whatever order they are listed",
    arguments: [
      "alpha; alphabet; alphabets; alp", "alphabets; alp; alphabet; alpha",
      "alphabets; alphabet; alpha; alp", "alp; alpha; alphabet; alphabets; alpha; alphabet",
    ]
  )
  func beginnings(patterns: String) throws {
    let source = LexiconSource(name: "cues.tsv", text: "and\t-\t\(patterns)\n")
    let lexicon = try Lexicon([source])
    #expect(lexicon.patterns.count == 4)
    for word in ["alp", "alpha", "alphabet", "alphabets"] {
      let text = FoldedText("an \(word) ", folding: lexicon.folding, limit: 100)
      #expect(lexicon.hits(in: text).map { $0.end - $0.start } == [word.count])
    }
    let text = FoldedText("alph alphabe alphabetss al", folding: lexicon.folding, limit: 100)
    #expect(lexicon.hits(in: text).isEmpty)
  }

  @Test("no way of writing belongs to two companies")
  func oneOwner() throws {
    let lexicon = try Lexicon(BuiltIn.lexicon)
    var owner: [[UInt16]: Int] = [:]
    for (number, pattern) in lexicon.patterns.entries.enumerated() {
      guard case .company(let index) = pattern.target else { continue }
      let codes = Array(lexicon.patterns.codes(of: pattern))
      let known = owner[codes] ?? index
      #expect(known == index, "\(lexicon.text(of: number)): \(lexicon.companies[known].name)")
      owner[codes] = index
    }
    #expect(owner.count > 1500)
  }

  @Test(
    "a name that is also a word is guarded",
    arguments: [
      "apple", "shell", "total", "pilot", "blink", "hero", "smart", "seat", "man", "target",
      "ample",
      "aurora", "arrival", "slate", "lotus", "proton", "sila", "sigma", "redwood", "recharge",
      "origin",
      "plus", "water", "volta", "bolt", "grab", "orange", "vale", "lear", "dana", "plug", "ship",
      "one",
      "express", "tier", "nano", "move", "link", "spark", "mini", "mer", "dow", "cruise", "ram",
      "gravity",
    ]
  )
  func guarded(word: String) throws {
    let lexicon = try Lexicon(BuiltIn.lexicon)
    let text = FoldedText(word, folding: lexicon.folding, limit: 100)
    for hit in lexicon.hits(in: text) where hit.start == 0 && hit.end == text.count {
      guard case .company = lexicon.patterns[hit.pattern].target else { continue }
      #expect(!lexicon.patterns[hit.pattern].rule.isDisjoint(with: [.weak, .contextual]))
    }
  }

  @Test("every company is found by its name or an alias, and has a kind")
  func aliases() throws {
    let lexicon = try Lexicon(BuiltIn.lexicon)
    for company in lexicon.companies { #expect(!lexicon.aliases(of: company).isEmpty) }
    #expect(lexicon.company(named: "宁德时代")?.name == "CATL")
    #expect(lexicon.company(named: "寧德時代")?.name == "CATL")
    #expect(lexicon.company(named: "ホンダ")?.name == "Honda")
    #expect(lexicon.company(named: "현대자동차")?.name == "Hyundai")
  }

  @Test(
    "a mistake is told with file and line",
    arguments: [
      ("companies.tsv", "# fine\nX\trocket\tUS\t\t\n", 2),
      ("companies.tsv", "X\n", 1),
      ("cues.tsv", "\n\ndeal\tmarriage\twed\n", 3),
      ("cues.tsv", "dance\t-\tx\n", 1),
      ("cues.tsv", "ev\tbatteries\n", 1),
      ("alliances.tsv", "A\tB\n", 1),
      ("variants.tsv", "ab\n", 1),
    ]
  )
  func mistakes(name: String, text: String, line: Int) {
    let error = #expect(throws: LexiconError.self) {
      try Lexicon([LexiconSource(name: name, text: text)])
    }
    #expect(error?.file == name)
    #expect(error?.line == line)
  }

  @Test("the longest way of writing wins, and words end where they end")
  func longest() throws {
    let lexicon = try Lexicon(BuiltIn.lexicon)
    func names(_ title: String) -> [String] {
      let text = FoldedText(title, folding: lexicon.folding, limit: 1000)
      return lexicon.hits(in: text).compactMap { hit in
        guard case .company(let index) = lexicon.patterns[hit.pattern].target else { return nil }
        return lexicon.companies[index].name
      }
    }
    #expect(
      names("Mitsubishi Electric picks Mitsubishi Fuso") == [
        "Mitsubishi Electric", "Mitsubishi Fuso",
      ]
    )
    #expect(names("affordable fords and Hondas") == ["Ford", "Honda"])
    #expect(names("LG화학과 삼성SDI는") == ["LG Energy Solution", "Samsung SDI"])
    #expect(names("기아를 위한 기아차, 기아문제") == ["Kia", "Kia"])
  }
}
