import Foundation
import JSONText
import Testing

/// The rules that the labelled stories were written by, held by machine.
@Suite struct LabelledDataTests {
  private struct Story {
    var id: String, text: String, language: String
    var isAlliance: Bool, isHard: Bool, form: String, stage: String, parties: Int
  }

  private static func stories() throws -> [Story] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../data/labelled").standardized
    let files = try FileManager.default
      .contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "jsonl" }
    return try files.flatMap { file in
      try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
        let value = try JSONParser().value(from: String(line))
        func text(_ name: String) -> String { value[name]?.stringValue ?? "" }
        return Story(
          id: text("id"),
          text: text("title") + ". " + text("summary"),
          language: text("language"),
          isAlliance: value["label"]?.intValue == 1,
          isHard: value["hard"]?.boolValue ?? false,
          form: text("form"),
          stage: text("stage"),
          parties: value["parties"]?.arrayValue?.count ?? 0
        )
      }
    }
  }

  @Test("there are enough of them, in eight languages, more than half of the negatives hard")
  func counts() throws {
    let stories = try Self.stories()
    #expect(stories.count >= 2000)
    #expect(Set(stories.map(\.id)).count == stories.count)
    #expect(Set(stories.map(\.language)) == ["en", "de", "fr", "es", "it", "ja", "zh", "ko"])
    let negatives = stories.filter { !$0.isAlliance }
    #expect(negatives.count { $0.isHard } * 2 > negatives.count)
    #expect(Set(stories.filter(\.isAlliance).map(\.form)).count == 8)
    #expect(Set(stories.filter(\.isAlliance).map(\.stage)).count == 6)
    #expect(negatives.allSatisfy { $0.form.isEmpty && $0.stage.isEmpty && $0.parties == 0 })
  }

  @Test("no six words in a row stand in more than one story of a hundred: no template wrote them")
  func noTemplate() throws {
    for (language, stories) in Dictionary(grouping: try Self.stories(), by: \.language) {
      var holders: [String: Set<String>] = [:]
      for story in stories {
        let words = story.text.lowercased()
          .split { !$0.isLetter && !$0.isNumber }.map(String.init)
        guard words.count >= 6 else { continue }
        for start in 0...(words.count - 6) {
          holders[words[start..<start + 6].joined(separator: " "), default: []].insert(story.id)
        }
      }
      let most = holders.max { $0.value.count < $1.value.count }
      #expect(
        (most?.value.count ?? 0) <= max(1, stories.count / 100),
        "\(language): \(most?.key ?? "")"
      )
    }
  }
}
