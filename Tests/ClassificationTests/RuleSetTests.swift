import Syndication
import Testing

@testable import Classification

@Suite struct RuleSetTests {
  private func tags(_ rule: TagRule, _ story: StoryText) throws -> [String] {
    let classifier = try #require(ClassifierTests.classifier)
    let rules = try RuleSet([rule], lexicon: classifier.lexicon)
    return classifier.examine(story, rules: rules).verdict.tags
  }

  private func rule(_ change: (inout TagRule) -> Void) -> TagRule {
    var rule = TagRule(tag: "mine")
    change(&rule)
    return rule
  }

  private let story = StoryText(
    title: "Solid-state cells: トヨタの全固体電池",
    summary: "Toyoda's café will smart. Price: 20 €."
  )

  @Test("words count as whole words where the script has words")
  func words() throws {
    #expect(try tags(rule { $0.any = ["solid state"] }, story) == ["mine"])
    #expect(try tags(rule { $0.any = ["全固体"] }, story) == ["mine"])
    #expect(try tags(rule { $0.any = ["cell"] }, story) == [])
    #expect(try tags(rule { $0.any = ["CAFE"] }, story) == ["mine"])
  }

  @Test("all, none and the place are obeyed")
  func conditions() throws {
    #expect(try tags(rule { $0.all = ["cells", "price"] }, story) == ["mine"])
    #expect(try tags(rule { $0.all = ["cells", "hydrogen"] }, story) == [])
    #expect(try tags(rule { ($0.any, $0.none) = (["cells"], ["price"]) }, story) == [])
    #expect(try tags(rule { ($0.any, $0.inText) = (["price"], false) }, story) == [])
    #expect(try tags(rule { ($0.any, $0.inTitle) = (["cells"], false) }, story) == [])
  }

  @Test("a company is meant by any of its names")
  func companies() throws {
    #expect(try tags(rule { $0.companies = ["Toyota"] }, story) == ["mine"])
    #expect(try tags(rule { $0.companies = ["丰田"] }, story) == ["mine"])
    #expect(try tags(rule { $0.companies = ["Nissan"] }, story) == [])
  }

  @Test("a regular expression is matched as it is written")
  func expression() throws {
    #expect(try tags(rule { $0.regex = #"\d+ €"# }, story) == ["mine"])
    #expect(try tags(rule { $0.regex = "SOLID" }, story) == [])
  }

  @Test("what cannot be meant is told with the line of the rule")
  func mistakes() throws {
    let lexicon = try #require(ClassifierTests.classifier).lexicon
    for wrong in [
      rule { ($0.regex, $0.line) = ("(", 7) },
      rule { ($0.companies, $0.line, $0.column) = (["Qqx"], 7, 5) },
    ] {
      let error = #expect(throws: LexiconError.self) { try RuleSet([wrong], lexicon: lexicon) }
      #expect(error?.line == 7)
      if let column = wrong.column {
        #expect(error?.description.hasPrefix("feeds.yml:7:\(column): unknown company") == true)
      }
    }
  }
}
