import Foundation
import JSONText
import Syndication
import Testing

@testable import Classification

@Suite struct StoryReadingTests {
  private static let filler = String(repeating: "The weather stays mild this week. ", count: 20)

  private static func classifier() throws -> Classifier {
    let own = LexiconSource(
      name: "companies-mine.tsv",
      text: "Orrvane Cells\tbattery\tNO\t\t~Orrvane\n"
    )
    return try Classifier(userLexicon: [own])
  }

  @Test("a name that needs a surer one finds it however far down it stands")
  func surerName() throws {
    let classifier = try Self.classifier()
    var story = StoryText(title: "Toyota hires the boss that Orrvane had", content: Self.filler)
    #expect(classifier.examine(story).verdict.evidence.allSatisfy { $0.text != "Orrvane" })
    story.content = Self.filler + "Orrvane Cells said so."
    #expect(classifier.examine(story).verdict.evidence.contains { $0.text == "Orrvane" })
  }

  @Test("electric vehicles count for a tie however far down they are spoken of")
  func electricBody() throws {
    let lexicon = try Self.classifier().lexicon
    func isElectric(_ last: String) -> Bool {
      let story = StoryText(
        title: "Toyota and Ford form a joint venture",
        content: Self.filler + last
      )
      let reading = StoryReading(story, lexicon: lexicon)
      return FeatureExtractor.features(of: reading, lexicon: lexicon).contains(
        FeatureSpace.flag(.titleDealElectricElsewhere)
      )
    }
    #expect(isElectric("It will build electric vehicles."))
    #expect(!isElectric("It will build houses."))
  }

  @Test("a rule finds its company however far down it stands, tie or no tie")
  func ruleCompany() throws {
    let classifier = try Self.classifier()
    var rule = TagRule(tag: "mine")
    rule.companies = ["Nissan"]
    let rules = try RuleSet([rule], lexicon: classifier.lexicon)
    for (last, tags) in [("Nissan agrees.", ["mine"]), ("Nobody agrees.", [])] {
      let story = StoryText(title: "Rain is rare", content: Self.filler + last)
      #expect(classifier.examine(story, rules: rules).verdict.tags == tags)
    }
  }

  @Test("what is not read would have made no difference")
  func sameAsWhole() throws {
    let lexicon = try Self.classifier().lexicon
    let stories = try Self.stories()
    for index in stride(from: 0, to: stories.count - 12, by: 7) {
      let body = stories[(index + 1)..<(index + 12)].map { $0.title + ".\n" }.joined()
      let story = StoryText(
        title: stories[index].title,
        summary: index % 2 == 0 ? stories[index].summary : nil,
        content: body
      )
      let some = StoryReading(story, lexicon: lexicon)
      let all = StoryReading(story, lexicon: lexicon, whole: true)
      #expect(
        FeatureExtractor.features(of: some, lexicon: lexicon)
          == FeatureExtractor.features(of: all, lexicon: lexicon)
      )
      func evidence(_ reading: StoryReading) -> [Evidence] {
        EvidenceWriter(
          story: story,
          lexicon: lexicon,
          parties: reading.parties,
          names: reading.names
        ).evidence(of: reading)
      }
      #expect(evidence(some) == evidence(all))
    }
  }

  private static func stories() throws -> [(title: String, summary: String?)] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../data/labelled").standardized
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    var stories: [(title: String, summary: String?)] = []
    for name in names where name.hasSuffix(".jsonl") {
      let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
      for line in bytes.split(separator: UInt8(ascii: "\n")) {
        let value = try JSONParser().value(from: Array(line))
        guard let title = value["title"]?.stringValue else { continue }
        stories.append((title, value["summary"]?.stringValue))
      }
    }
    return stories
  }
}
