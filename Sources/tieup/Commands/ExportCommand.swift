import ArgumentParser
import Storage
import Subscriptions
import Syndication

/// `tieup export`: the subscriptions as OPML, or the stories in one of the formats of `list`.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the feeds as OPML, or the stories as a feed, JSON, CSV or Markdown.",
    discussion: """
      Examples:
        tieup export opml > feeds.opml
        tieup export jsonfeed --since 30d > alliances.json
      """
  )

  /// What can be written.
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case opml, jsonfeed, json, jsonl, csv, markdown, atom
  }

  @ParentCommand var root: Tieup
  @OptionGroup var common: CommonOptions
  @OptionGroup var filter: StoryFilter

  @Argument(help: "What to write: \(Kind.allCases.map(\.rawValue).joined(separator: ", ")).")
  var kind: Kind

  @Flag(help: "One entry an article instead of a story.")
  var items = false

  func validate() throws { try filter.check() }

  func run() async throws {
    let context = CommandContext(common, under: root)
    var output = StandardOutput()
    if let format = ListCommand.Format(rawValue: kind.rawValue) {
      let names = FeedNames(try context.knownSubscriptions())
      let store = try context.store(.readOnly)
      let entries = try StoryEntry.matching(
        try filter.query(store, names: names, in: context),
        items: items,
        names,
        in: store
      )
      try StoryPrinter(format: format, context: context, name: filter.name)
        .print(entries, to: &output)
    } else {
      try output.write(try opml(context))
    }
    try output.flush()
  }

  private func opml(_ context: CommandContext) throws(Failure) -> String {
    let file = try context.feedsFile()
    let store = try context.store(.readOnly)
    var heads: [FeedURL: FeedHead] = [:]
    do throws(StoreError) {
      for health in try store.feedHealth(at: context.now) {
        guard let url = FeedURL(health.feed) else { continue }
        var feed = Feed(format: .rss20)
        (feed.title, feed.homePageURL) = (health.title, health.homePageURL)
        heads[url] = FeedHead(feed)
      }
    } catch {
      throw Failure(error)
    }
    return OPMLWriter.text(
      file.subscriptions,
      title: "tieup subscriptions",
      now: context.now,
      heads: heads
    )
  }
}
