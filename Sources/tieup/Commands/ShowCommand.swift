import ArgumentParser
import JSONText
import Storage
import Syndication

/// `tieup show`: all that is kept of one story.
struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one story: every article of it, text, tags, review, links.",
    discussion: """
      Example:
        tieup show 12
      """
  )

  @ParentCommand var root: Tieup
  @OptionGroup var common: CommonOptions

  @Argument(help: "The story's id, or an article's, as 'tieup list' shows it.")
  var id: String

  func run() async throws {
    let context = CommandContext(common, under: root)
    let id = try StoryID(self.id)
    let names = FeedNames(try context.knownSubscriptions())
    let store = try context.store(.readOnly)
    let found: StoryDetail?
    do throws(StoreError) { found = try store.story(id.number) } catch { throw Failure(error) }
    guard let found else { throw id.isMissing }
    var output = context.page()
    if context.options.json {
      try output.line(JSONWriter(indented: true).string(StoryJSON.story(found, names)))
    } else {
      let text = StoryPage(
        detail: found,
        names: names,
        style: Style(isOn: context.terminal.usesColor),
        width: context.terminal.width.map { min($0, 100) } ?? 80
      )
      for line in text.lines() { try output.line(line) }
    }
    try output.finish()
  }
}
