import ArgumentParser
import JSONText
import Storage
import Syndication

/// `tieup explain`: why an article was tagged or not, from what was stored when it was decided.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why a story was tagged or not, with the very words marked.",
    discussion: """
      What is shown is what was decided when the article came in, not a second decision. A story's \
      number explains its first article; the others are named below it.

      Example:
        tieup explain 12
      """
  )

  @ParentCommand var root: Tieup
  @OptionGroup var common: CommonOptions

  @OptionGroup var story: StoryArgument

  func run() throws {
    let context = CommandContext(common, under: root)
    let (found, others) = try story.found(context) {
      (store, id) throws(StoreError) -> (ItemDetail, [Int64])? in
      guard let item = try store.item(id) else { return nil }
      let articles = try store.story(item.row.story)?.items.map(\.row.id) ?? []
      return (item, articles.filter { $0 != item.row.id })
    }
    var output = context.page()
    if context.options.json {
      try output.line(JSONWriter(indented: true).string(StoryJSON.explanation(found)))
    } else {
      let text = ExplainText(
        title: found.row.title ?? "",
        summary: found.summary,
        content: found.content,
        verdict: found.verdict,
        others: others,
        style: Style(isOn: context.terminal.usesColor),
        width: context.terminal.width.map { min($0, 100) } ?? 80
      )
      for line in text.lines() { try output.line(line) }
    }
    try output.finish()
  }
}
