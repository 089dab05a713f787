import Syndication
import Testing

@testable import Classification

@Suite struct ClassifierTests {
  static let classifier = try? Classifier()

  @Test("the built-in lexicon and weights can be read")
  func builtIn() throws {
    let classifier = try #require(Self.classifier)
    #expect(classifier.version.hasPrefix("lex-"))
    #expect(classifier.version.contains("·w-"))
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

  @Test("a pact that is only made known is announced, whatever its rivals do")
  func announced() throws {
    let classifier = try #require(Self.classifier)
    let story = StoryText(
      title: "Honda, Nissan agree on memorandum to develop EV software and share batteries",
      summary: "Both lag behind BYD, Li Auto and Tesla."
    )
    let verdict = classifier.examine(story).verdict
    #expect(verdict.stage == .announced)
    #expect(Set(verdict.parties) == ["Honda", "Nissan"])
  }

  @Test(
    "evidence gives the very words at the place that it names",
    arguments: [
      StoryText(title: "🚗🔋 Honda & Nissan team up on EV batteries", summary: "Café: Honda said."),
      StoryText(title: "ホンダと日産、ＥＶ電池で提携へ", summary: "両社は電池の共同開発で合意した。"),
      StoryText(title: "현대차·SK온, 전기차 배터리 합작법인 설립", content: "현대차는 SK온과 손잡았다."),
      StoryText(title: "Cafe\u{301} Renault et Verkor signent un accord sur les batteries"),
    ]
  )
  func offsets(story: StoryText) throws {
    let classifier = try #require(Self.classifier)
    let evidence = classifier.examine(story).verdict.evidence
    #expect(evidence.count >= 3)
    for piece in evidence {
      let scalars = Array(story.text(of: piece.field).unicodeScalars)
      try #require(piece.start >= 0 && piece.end <= scalars.count && piece.start < piece.end)
      var words = String.UnicodeScalarView()
      words.append(contentsOf: scalars[piece.start..<piece.end])
      #expect(String(words) == piece.text)
    }
  }

  @Test(
    "a text with nothing in it is no alliance",
    arguments: ["", " ", "…", "\u{0}\u{FFFD}", "EV", "Honda", "提携", "🔋", "))((", "&amp;"]
  )
  func nothing(title: String) throws {
    let verdict = try #require(Self.classifier).examine(StoryText(title: title)).verdict
    #expect(!verdict.isAlliance)
    #expect(verdict.parties.isEmpty)
    #expect(verdict.form == nil)
  }

  @Test("a very long text is read to a limit, not to the end of time")
  func long() throws {
    let text = String(
      repeating: "Honda and Nissan share EV batteries, with Mitsubishi. ",
      count: 20_000
    )
    let verdict = try #require(Self.classifier).examine(StoryText(title: text, content: text))
      .verdict
    #expect(verdict.evidence.count <= 40)
  }

  @Test("a user's company joins the built-in ones")
  func userLexicon() throws {
    let own = LexiconSource(
      name: "data/lexicon/companies.tsv",
      text: "Qarvo Cells\tbattery\tNO\t\tQarvo;クァルヴォ\n"
    )
    let classifier = try Classifier(userLexicon: [own])
    let story = StoryText(title: "Qarvo and Ford form joint venture for EV batteries")
    #expect(Set(classifier.examine(story).verdict.parties) == ["Qarvo Cells", "Ford"])
    #expect(classifier.version != (try Classifier()).version)
  }

  @Test("a user's weights decide on top of the shipped ones")
  func userWeights() throws {
    let story = StoryText(title: "Honda and Nissan form joint venture for EV batteries")
    #expect(try Classifier().examine(story).verdict.isAlliance)
    let strict = try Classifier(userWeights: "threshold\t1.1\n")
    #expect(!strict.examine(story).verdict.isAlliance)
    #expect(throws: LexiconError.self) { try Classifier(userWeights: "no-such-feature\t1\n") }
  }
}
