import Classification
import Foundation
import JSONText
import Storage
import Subscriptions
import Syndication

/// `tieup train --reviews`: what this store's verdicts teach, written over no shipped weight.
struct ReviewLesson {
  let context: CommandContext
  /// Where the layer goes; nil for data/lexicon/weights.tsv.
  let output: String?

  /// Learns, writes the layer, and says which weights moved most.
  func learn() throws {
    let stories = try reviewed()
    guard stories.count >= 2, stories.contains(where: \.isAlliance),
      !stories.allSatisfy(\.isAlliance)
    else {
      throw Failure(
        "learning needs confirmed and rejected stories, some of each; 'tieup review' makes them",
        .badInput
      )
    }
    let sources = try context.taught().lexicon.map { LexiconSource(name: $0.name, text: $0.text) }
    let lesson: Lesson
    do throws(LexiconError) {
      lesson = Lesson(from: stories, over: try Classifier(userLexicon: sources))
    } catch {
      throw Failure(error.description, .badInput)
    }
    let path = output ?? "\(context.locations.data)/lexicon/weights.tsv"
    try write(lesson.text, to: path)
    try tell(lesson, stories, path)
  }

  /// The stories that were confirmed or rejected, each by its first article.
  private func reviewed() throws(Failure) -> [LabelledStory] {
    let store = try context.store(.readOnly)
    do throws(StoreError) {
      var stories: [LabelledStory] = []
      for review in [StoryQuery.ReviewFilter.confirmed, .rejected] {
        var query = StoryQuery()
        query.tag = nil
        query.review = review
        for row in try store.stories(query) {
          guard let item = try store.item(row.id) else { continue }
          stories.append(
            LabelledStory(
              id: String(row.story),
              text: StoryText(
                title: item.row.title ?? "",
                summary: item.summary,
                content: item.content,
                language: item.language
              ),
              isAlliance: review == .confirmed
            )
          )
        }
      }
      return stories
    } catch {
      throw Failure(error)
    }
  }

  private func write(_ text: String, to path: String) throws(Failure) {
    let url = URL(fileURLWithPath: path)
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try WholeFile.replace(path, with: Array(text.utf8))
    } catch {
      throw Failure("\(path): cannot be written; check the folder's permissions", .cannotCreate)
    }
  }

  private func tell(_ lesson: Lesson, _ stories: [LabelledStory], _ path: String) throws(Failure) {
    var output = StandardOutput()
    if context.options.json {
      let changes = lesson.changes.map { change -> JSONValue in
        ["feature": .string(change.name), "added": .double(change.added)]
      }
      let json: JSONValue = [
        "reviews": .int(stories.count), "file": .string(path), "changes": .array(changes),
      ]
      try output.line(JSONWriter(indented: true).string(json))
    } else if !context.options.quiet {
      try output.line(
        "\(counted(stories.count, "reviewed story")) taught "
          + "\(counted(lesson.changes.count, "weight")); written to \(path.printable)"
      )
      for change in lesson.changes.prefix(8) {
        let sign = change.added < 0 ? "" : "+"
        let hundredths = (change.added * 100).rounded() / 100
        try output.line("  \(sign)\(hundredths)  \(change.name)")
      }
    }
    try output.flush()
  }
}
