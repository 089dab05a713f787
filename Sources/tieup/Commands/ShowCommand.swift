import ArgumentParser
import JSONText
import Storage
import Syndication

/// `tieup show`: all that is kept of one story.
struct ShowCommand: ParsableCommand {
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

  @OptionGroup var story: StoryArgument

  func run() throws {
    let context = CommandContext(common, under: root)
    let names = FeedNames(try context.knownSubscriptions())
    let found = try story.found(context) { (store, id) throws(StoreError) in try store.story(id) }
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
