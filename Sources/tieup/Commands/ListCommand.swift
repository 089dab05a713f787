import ArgumentParser
import JSONText
import Storage
import Subscriptions
import Syndication

/// `tieup list`: the tagged stories, newest first.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the tagged stories, newest first, one line a story.",
    discussion: """
      A story is one event, however many outlets carried it. In a pipe the lines are whole and \
      carry the date; on a terminal they fit its width.

      Examples:
        tieup list --since 7d --party Honda
        tieup list --stage signed --format csv > signed.csv
      """
  )

  /// How the stories are printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json, jsonl, csv, markdown, atom, jsonfeed
  }

  @ParentCommand var root: Tieup
  @OptionGroup var common: CommonOptions
  @OptionGroup var filter: StoryFilter

  @Option(help: "How to print them: \(Format.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format: Format?

  @Flag(help: "One row an article instead of a story.")
  var items = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "At most so many; 0 for all. On a terminal 20 unless told.",
      valueName: "n"
    )
  )
  var limit: Int?

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("--limit wants 0 or more, not \(limit)") }
    try filter.check()
  }

  func run() throws {
    let context = CommandContext(common, under: root)
    try context.requireJSON(format?.rawValue)
    let format = self.format ?? (context.options.json ? .json : .table)
    let store = try context.store(.readOnly)
    let names = FeedNames(try context.knownSubscriptions())
    var query = try filter.query(store, names: names, in: context)
    query.limit = limit.map { $0 == 0 ? nil : $0 } ?? (context.terminal.isInteractive ? 20 : nil)
    query.namesOutlets = format != .table
    let entries = try StoryEntry.matching(query, items: items, names, in: store)
    var output = format == .table ? context.page() : StandardOutput()
    try StoryPrinter(format: format, context: context, name: filter.name)
      .print(entries, to: &output)
    try output.finish()
    if entries.isEmpty, let tag = filter.tag, tag != Verdict.allianceTag, !context.options.quiet,
      try !context.knownTags().contains(tag)
    {
      StandardError.complain("no rule of feeds.yml has the tag \(tag)")
    }
    if entries.isEmpty, format == .table, context.terminal.isInteractive {
      StandardError.complain(
        "nothing to list; 'tieup run' fetches, 'tieup list --all' shows untagged items too"
      )
    }
  }
}
