import Syndication
import Testing

@testable import Classification

@Suite struct TrainerTests {
  private static let stories: [LabelledStory] = (0..<40).map { number in
    let maker = ["Ford", "BMW", "Toyota", "Kia"][number % 4]
    let partner = ["CATL", "SK On", "Northvolt", "Verkor"][number / 4 % 4]
    let title =
      number % 2 == 0
      ? "\(maker) and \(partner) form battery joint venture number \(number)"
      : "\(maker) launches electric car number \(number) with \(partner) battery"
    return LabelledStory(
      id: "s\(number)",
      text: StoryText(title: title),
      isAlliance: number % 2 == 0
    )
  }

  @Test("the same stories give the same weights, byte for byte")
  func deterministic() throws {
    let lexicon = try #require(ClassifierTests.classifier).lexicon
    let one = try Trainer(lexicon: lexicon).model(for: Self.stories).text
    let two = try Trainer(lexicon: lexicon).model(for: Self.stories).text
    #expect(one == two)
    #expect(one.hasPrefix("# feature"))
  }

  @Test("weights are read back as they were written")
  func roundTrip() throws {
    let lexicon = try #require(ClassifierTests.classifier).lexicon
    let text = try Trainer(lexicon: lexicon).model(for: Self.stories).text
    #expect(try LinearModel(LexiconSource(name: "w.tsv", text: text)).text == text)
  }

  @Test("a system of equations is solved")
  func solve() {
    let solved = Trainer.solve([4, 2, 2, 3], [8, 7])
    #expect(solved.map { $0.map { ($0 * 1000).rounded() / 1000 } } == [1.25, 1.5])
    #expect(Trainer.solve([0, 0, 0, 0], [1, 1]) == nil)
  }

  @Test(
    "the logistic function is the one of the books",
    arguments: [(0.0, 0.5), (2.0, 0.880797), (-4.0, 0.017986)]
  )
  func logistic(value: Double, expected: Double) {
    #expect(abs(LinearModel.logistic(value) - expected) < 1e-5)
    #expect(abs(LinearModel.softplus(value) - (value + LinearModel.softplus(-value))) < 1e-6)
  }

  @Test(
    "numbers are written with four decimals",
    arguments: [(1.0, "1.0000"), (-0.25, "-0.2500"), (12.00004, "12.0000")]
  )
  func fixed(value: Double, text: String) {
    #expect(LinearModel.fixed(value) == text)
  }
}
