import ArgumentParser
import Storage
import Subscriptions
import Syndication

/// `tieup export`: the subscriptions as OPML, or the stories in one of the formats of `list`.
struct ExportCommand: ParsableCommand {
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

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("At most so many stories, the newest; 0 for all.", valueName: "n")
  )
  var limit = 0

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit wants 0 or more, not \(limit)") }
    try filter.check()
  }

  func run() throws {
    let context = CommandContext(common, under: root)
    try context.requireJSON(kind.rawValue)
    var output = StandardOutput()
    if let format = ListCommand.Format(rawValue: kind.rawValue) {
      let names = FeedNames(try context.knownSubscriptions())
      let store = try context.store(.readOnly)
      var query = try filter.query(store, names: names, in: context)
      query.limit = limit == 0 ? nil : limit
      let entries = try StoryEntry.matching(
        query,
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
    let local = file.subscriptions.count { $0.url.isFile }
    if local > 0, !context.options.quiet {
      StandardError.complain(
        "left out \(counted(local, "feed")) that no other machine can read (file: addresses)"
      )
    }
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
