import Syndication
import Testing

@testable import Classification

@Suite struct ClassifierTests {
  static let classifier = try? Classifier()

  @Test("the built-in lexicon and weights can be read") func builtIn() throws {
    let classifier = try #require(Self.classifier)
    #expect(classifier.version.hasPrefix("lex-"))
    #expect(classifier.lexicon.companies.count >= 600)
  }

  @Test("two makers that pool software and batteries are tied, the rivals named are not")
  func seedCase() throws {
    let classifier = try #require(Self.classifier)
    let story = StoryText(
      title: "Honda and Nissan sign memorandum to share electric vehicle software and batteries",
      summary: "The two carmakers want to catch up with BYD, Li Auto and Tesla, they said."
    )
    let verdict = classifier.examine(story).verdict
    #expect(verdict.isAlliance)
    #expect(Set(verdict.parties) == ["Honda", "Nissan"])
    #expect(verdict.form == .memorandum)
    #expect(verdict.themes.contains("software"))
    #expect(verdict.themes.contains("batteries"))
  }
}
