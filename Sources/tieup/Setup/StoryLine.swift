import Classification
import JSONText
import Parsing
import Syndication

/// A story as one line of JSON: what `classify`, `evaluate` and `train` read.
struct StoryLine {
  /// The story's name; any JSON value, given back as it came.
  let id: JSONValue
  /// The texts.
  let text: StoryText
  private let value: JSONValue

  /// Why a line is no story.
  struct Mistake: Error {
    let reason: String
  }

  /// What stands in a line, without the mark that some editors put in front of a file, wherever
  /// files were joined; nil for a blank line.
  static func body(of line: [UInt8]) -> [UInt8]? {
    let body = line.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(line.dropFirst(3)) : line
    return body.contains { $0 > 0x20 } ? body : nil
  }

  /// Reads the body of a line.
  init(_ line: [UInt8]) throws(Mistake) {
    do throws(JSONError) {
      value = try JSONParser().value(from: line)
    } catch {
      throw Mistake(reason: "not JSON: \(error.description)")
    }
    guard value.objectValue != nil else { throw Mistake(reason: "not a JSON object") }
    guard let id = value["id"], !id.isNull else { throw Mistake(reason: "no \"id\"") }
    self.id = id
    let title = value["title"]
    guard title == nil || title?.isNull == true || title?.stringValue != nil else {
      throw Mistake(reason: "\"title\" is not a string")
    }
    var content = value["content_text"]?.stringValue
    if content == nil, let html = value["content_html"]?.stringValue {
      content = HTMLCleaner.clean(html, base: value["url"]?.stringValue).text
    }
    text = StoryText(
      title: title?.stringValue ?? "",
      summary: value["summary"]?.stringValue,
      content: content,
      language: value["language"]?.stringValue ?? value["lang"]?.stringValue
    )
    guard title?.stringValue != nil || text.summary != nil || text.content != nil else {
      throw Mistake(reason: "neither \"title\" nor \"summary\" nor content")
    }
  }

  /// The story with its label.
  func labelled() throws(Mistake) -> LabelledStory {
    guard let label = value["label"]?.intValue, label == 0 || label == 1 else {
      throw Mistake(reason: "\"label\" is neither 0 nor 1")
    }
    return LabelledStory(
      id: id.stringValue ?? JSONWriter().string(id),
      text: text,
      isAlliance: label == 1,
      form: value["form"]?.stringValue.flatMap { AllianceForm(rawValue: $0) },
      stage: value["stage"]?.stringValue.flatMap { AllianceStage(rawValue: $0) },
      parties: (value["parties"]?.arrayValue ?? []).compactMap(\.stringValue),
      isHard: value["hard"]?.boolValue ?? false
    )
  }

  /// Whether the story is marked as one that people would argue about.
  var isAmbiguous: Bool { value["ambiguous"]?.boolValue ?? false }

  /// Reads the labelled stories of files, without those marked as ambiguous.
  static func labelled(in files: [String]) throws(Failure) -> [LabelledStory] {
    var stories: [LabelledStory] = []
    for file in files {
      let bytes = try InputFile.bytes(file)
      let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      for (index, line) in lines.enumerated() {
        guard let body = body(of: Array(line)) else { continue }
        do throws(Mistake) {
          let story = try StoryLine(body)
          if !story.isAmbiguous { stories.append(try story.labelled()) }
        } catch {
          throw Failure("\(file):\(index + 1): \(error.reason)", .badInput)
        }
      }
    }
    return stories
  }
}
