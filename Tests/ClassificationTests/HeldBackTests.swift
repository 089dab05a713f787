import Foundation
import JSONText
import Syndication
import Testing

@testable import Classification

@Suite("The fifth that training leaves out")
struct HeldBackTests {
  /// The labelled stories of the project that are held back.
  private static func stories() throws -> [LabelledStory] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../data/labelled").standardized
    let files = try FileManager.default
      .contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "jsonl" }.sorted { $0.path < $1.path }
    var stories: [LabelledStory] = []
    for file in files {
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        let value = try JSONParser().value(from: String(line))
        let story = LabelledStory(
          id: try #require(value["id"]?.stringValue),
          text: StoryText(
            title: value["title"]?.stringValue ?? "",
            summary: value["summary"]?.stringValue,
            language: value["language"]?.stringValue
          ),
          isAlliance: value["label"]?.intValue == 1,
          form: value["form"]?.stringValue.flatMap(AllianceForm.init(rawValue:)),
          stage: value["stage"]?.stringValue.flatMap(AllianceStage.init(rawValue:)),
          parties: (value["parties"]?.arrayValue ?? []).compactMap(\.stringValue),
          isHard: value["hard"]?.boolValue ?? false
        )
        if story.isHeldBack { stories.append(story) }
      }
    }
    return stories
  }

  // These floors may only rise.
  @Test("precision, recall and F1 stay above their floors")
  func floors() throws {
    let classifier = try #require(ClassifierTests.classifier)
    let evaluation = Evaluation(try Self.stories(), by: classifier)
    try #require(evaluation.total.stories > 400)
    #expect(evaluation.total.precision >= 0.95)
    #expect(evaluation.total.recall >= 0.66)
    #expect(evaluation.total.f1 >= 0.78)
    #expect(evaluation.hardFalseAlarms <= 0.03)
    #expect(evaluation.details.form >= 0.76)
    #expect(evaluation.details.stage >= 0.75)
    #expect(evaluation.details.partyPrecision >= 0.94)
    #expect(evaluation.details.partyRecall >= 0.93)
  }

  @Test("of the stories that score nine tenths, nine in ten are alliances")
  func calibrated() throws {
    let classifier = try #require(ClassifierTests.classifier)
    let evaluation = Evaluation(try Self.stories(), by: classifier)
    let sure = evaluation.outcomes.filter { $0.verdict.score >= 0.9 }
    #expect(Double(sure.count { $0.story.isAlliance }) >= 0.9 * Double(sure.count))
  }
}
