import Aggregation
import ArgumentParser
import JSONText
import Storage
import Subscriptions
import Syndication

/// `tieup subscribe`: finds the feed behind an address, shows it, adds it to feeds.yml.
struct SubscribeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "subscribe",
    abstract: "Find the feed behind an address, show what is in it, add it to feeds.yml.",
    discussion: """
      Any address will do: a feed, or a site's front page. The feed is fetched once; what is in it \
      is stored. On a terminal you are asked first; --yes answers for you.

      Example:
        tieup subscribe cnevpost.com --tags china,ev
      """
  )

  @ParentCommand var root: Tieup
  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("The feed, or a page of the site.", valueName: "url"))
  var urls: [String]

  @Flag(name: [.short, .long], help: "Add without asking.")
  var yes = false

  @Option(help: ArgumentHelp("Labels for it, separated by commas.", valueName: "labels"))
  var tags: String?

  @Option(help: ArgumentHelp("Your own title for it.", valueName: "text"))
  var title: String?

  func validate() throws {
    if let title, SingleLine.of(title) == nil {
      throw ValidationError("--title wants a text; without it the feed's own title is taken")
    }
    if title != nil, urls.count > 1 { throw ValidationError("--title is for one address only") }
  }

  func run() async throws {
    let context = CommandContext(common, under: root)
    var desk = try SubscriptionDesk(context: context)
    defer { desk.close() }
    let labels = Self.labels(tags ?? "")
    let title = title.flatMap(SingleLine.of)
    var output = StandardOutput()
    var reports: [JSONValue] = []
    var failures: [Failure.Status] = []
    for url in urls {
      var answer = await desk.look(at: url, title: title, tags: labels)
      if case .found(let preview) = answer {
        // Who is asked is shown what it is about.
        if !context.options.json, !(yes && context.options.quiet) {
          for line in preview.lines(Style(isOn: context.terminal.usesColor)) {
            try output.line(line)
          }
          try output.flush()
        }
        if try agrees(preview, context) {
          try desk.add(preview)
          answer = .added(preview)
        } else {
          answer = .declined(preview)
        }
      }
      if let failure = answer.failure { failures.append(failure) }
      reports.append(answer.json(for: url))
      if let line = answer.line { try tell(line, answer, context, &output) }
    }
    if context.options.json {
      try output.line(JSONWriter(indented: true).string(.array(reports)))
    }
    try output.flush()
    // What is no feed is the user's to mend, and outweighs what was out of reach.
    if let worst = failures.min(by: { $0.rawValue < $1.rawValue }) {
      throw ExitCode(worst.rawValue)
    }
  }

  /// The labels of a list with commas between them, one line each, none twice.
  static func labels(_ list: String) -> [String] {
    var labels: [String] = []
    for part in list.split(separator: ",") {
      if let label = SingleLine.of(String(part)), !labels.contains(label) { labels.append(label) }
    }
    return labels
  }

  private func tell(
    _ line: String,
    _ answer: SubscriptionAnswer,
    _ context: CommandContext,
    _ output: inout StandardOutput
  ) throws(Failure) {
    if answer.failure != nil {
      StandardError.complain(line)
    } else if !context.options.json, !context.options.quiet {
      try output.line(line)
      try output.flush()
    }
  }

  /// Asks on a terminal; without one, only `--yes` is a yes.
  private func agrees(_ preview: SubscriptionPreview, _ context: CommandContext) throws -> Bool {
    if yes { return true }
    guard context.terminal.isInteractive, Terminal.canAsk else {
      throw Failure("not added: say --yes to add \(preview.url.text) without being asked", .usage)
    }
    StandardError.write("Add it to \(context.locations.config.printable)? [Y/n] ")
    let answer = (readLine() ?? "n").lowercased()
    return answer.isEmpty || answer == "y" || answer == "yes"
  }
}
