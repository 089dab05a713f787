import ArgumentParser
import Classification
import Foundation
import JSONText
import Syndication

/// `tieup classify`: stories as JSON lines in, verdicts as JSON lines out, in the same order.
struct ClassifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: "Tag stories: JSON lines in, JSON lines out.",
    discussion: """
      A line in: {"id", "title", "summary"?, "content_html"? or "content_text"?, "url"?, \
      "language"?, "date"?}. A line out: {"id", "tags", "score", "parties", "form", "stage", \
      "themes", "evidence"}; start and end of evidence count Unicode scalars of the field's plain \
      text. A line that is no story is told of on standard error, and the exit status is 65.

      Example:
        tieup classify < stories.jsonl > verdicts.jsonl
      """
  )

  @ParentCommand var root: Tieup
  @OptionGroup var common: CommonOptions

  func run() throws {
    let context = CommandContext(common, under: root)
    let classifier = try context.classifier()
    var output = StandardOutput()
    var lines = LineReader(.standardInput)
    var number = 0
    var mistakes = 0
    while let line = try lines.next() {
      number += 1
      guard let body = StoryLine.body(of: line) else { continue }
      let story: StoryLine
      do throws(StoryLine.Mistake) {
        story = try StoryLine(body)
      } catch {
        mistakes += 1
        StandardError.complain("line \(number): \(error.reason)")
        continue
      }
      let verdict = classifier.examine(story.text).verdict
      try output.line(JSONWriter().string(Self.answer(verdict, id: story.id)))
      if !lines.hasMore { try output.flush() }
    }
    try output.flush()
    if mistakes > 0 {
      throw Failure("\(mistakes) of \(number) lines are no stories", .badInput)
    }
  }

  private static func answer(_ verdict: Verdict, id: JSONValue) -> JSONValue {
    var object = JSONObject()
    object.append("id", id)
    object.append("tags", .strings(verdict.tags))
    object.append("score", .double((verdict.score * 10_000).rounded() / 10_000))
    object.append("parties", .strings(verdict.parties))
    object.append("form", verdict.form.map { .string($0.rawValue) } ?? .null)
    object.append("stage", verdict.stage.map { .string($0.rawValue) } ?? .null)
    object.append("themes", .strings(verdict.themes))
    object.append("evidence", .array(verdict.evidence.map(StoryJSON.evidence)))
    return .object(object)
  }
}
