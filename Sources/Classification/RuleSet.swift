internal import Expressions
package import Syndication

/// The reader's own tag rules, ready to be applied.
package struct RuleSet: Sendable {
  private let rules: [Compiled]

  /// No rules.
  package static let none = RuleSet()

  private init() { rules = [] }

  /// Compiles rules; an unknown company or an expression that is none is an error.
  package init(_ rules: [TagRule], lexicon: Lexicon, file: String = "feeds.yml")
    throws(LexiconError)
  {
    var compiled: [Compiled] = []
    for rule in rules {
      compiled.append(try Compiled(rule, lexicon: lexicon, file: file))
    }
    self.rules = compiled
  }

  /// Whether any rule looks for companies, in whatever sentence.
  var nameCompanies: Bool { rules.contains { !$0.companies.isEmpty } }

  /// The tags of the rules that a story meets, in the order of the rules, each once.
  func tags(of reading: StoryReading, story: StoryText) -> [String] {
    var tags: [String] = []
    for rule in rules where !tags.contains(rule.tag) && rule.isMet(by: reading, story: story) {
      tags.append(rule.tag)
    }
    return tags
  }

  /// One rule, its words folded and its companies looked up.
  private struct Compiled: Sendable {
    let tag: String
    private let any: [Phrase], all: [Phrase], none: [Phrase]
    let companies: Set<Int>
    private let expression: Expression?
    private let inTitle: Bool, inText: Bool

    init(_ rule: TagRule, lexicon: Lexicon, file: String) throws(LexiconError) {
      tag = rule.tag
      let folding = lexicon.folding
      any = rule.any.map { Phrase($0, folding: folding) }
      all = rule.all.map { Phrase($0, folding: folding) }
      none = rule.none.map { Phrase($0, folding: folding) }
      (inTitle, inText) = (rule.inTitle, rule.inText)
      var companies: Set<Int> = []
      for name in rule.companies {
        guard let index = lexicon.index(ofCompanyNamed: name) else {
          throw LexiconError(
            file: file,
            line: rule.line,
            column: rule.column,
            reason: "unknown company \"\(name)\"; add it to data/lexicon/companies.tsv"
          )
        }
        companies.insert(index)
      }
      self.companies = companies
      guard let pattern = rule.regex else {
        expression = nil
        return
      }
      do {
        expression = try Expression(pattern)
      } catch {
        throw LexiconError(
          file: file,
          line: rule.line,
          column: rule.column,
          reason: "not a regular expression: \"\(pattern)\""
        )
      }
    }

    func isMet(by reading: StoryReading, story: StoryText) -> Bool {
      let texts = (inTitle ? [reading.title] : []) + (inText ? reading.texts : [])
      func holds(_ phrase: Phrase) -> Bool { texts.contains { phrase.occurs(in: $0.text) } }
      guard any.isEmpty || any.contains(where: holds), all.allSatisfy(holds),
        !none.contains(where: holds)
      else { return false }
      guard companies.isEmpty || texts.contains(where: names) else { return false }
      guard let expression else { return true }
      return texts.contains { expression.matches(story.text(of: $0.field)) }
    }

    private func names(_ text: FieldReading) -> Bool {
      text.sentences.contains { sentence in
        sentence.mentions.contains { mention in
          if case .company(let index) = mention.thing { companies.contains(index) } else { false }
        }
      }
    }
  }
}

/// Words of a rule, found as whole words where the script has words.
struct Phrase: Sendable {
  private let codes: [UInt16]
  private let startsWord: Bool, endsWord: Bool

  init(_ text: String, folding: Folding) {
    codes = folding.codes(text)
    startsWord = codes.first.map { folding.kind($0).isSpaced } ?? false
    endsWord = codes.last.map { folding.kind($0).isSpaced } ?? false
  }

  func occurs(in text: FoldedText) -> Bool {
    guard let first = codes.first, text.count >= codes.count else { return false }
    for start in 0...(text.count - codes.count) where text[start].code == first {
      let end = start + codes.count
      guard text.characters[start..<end].lazy.map(\.code).elementsEqual(codes) else { continue }
      if startsWord, start > 0, text[start - 1].kind.isSpaced { continue }
      if endsWord, end < text.count, text[end].kind.isSpaced { continue }
      return true
    }
    return false
  }
}
