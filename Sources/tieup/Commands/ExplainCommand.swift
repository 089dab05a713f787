import ArgumentParser
import JSONText
import Storage
import Syndication

/// `tieup explain`: why an article was tagged or not, from what was stored when it was decided.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why a story was tagged or not, with the very words marked.",
    discussion: """
      What is shown is what was decided when the item came in, not a second decision.

      Example:
        tieup explain 12
      """
  )

  @ParentCommand var root: Tieup
  @OptionGroup var common: CommonOptions

  @Argument(help: "The story's id, or an article's, as 'tieup list' shows it.")
  var id: String

  func run() async throws {
    let context = CommandContext(common, under: root)
    let id = try StoryID(self.id)
    let store = try context.store(.readOnly)
    let found: ItemDetail?
    do throws(StoreError) { found = try store.item(id.number) } catch { throw Failure(error) }
    guard let found else { throw id.isMissing }
    var output = context.page()
    if context.options.json {
      try output.line(JSONWriter(indented: true).string(StoryJSON.explanation(found)))
    } else {
      let text = ExplainText(
        title: found.row.title ?? "",
        summary: found.summary,
        content: found.content,
        verdict: found.verdict,
        style: Style(isOn: context.terminal.usesColor),
        width: context.terminal.width.map { min($0, 100) } ?? 80
      )
      for line in text.lines() { try output.line(line) }
    }
    try output.finish()
  }
}
