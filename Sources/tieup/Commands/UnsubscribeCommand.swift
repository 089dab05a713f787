import ArgumentParser
import JSONText
import Subscriptions
import Syndication

/// `tieup unsubscribe`: takes feeds out of feeds.yml; what they brought stays in the store.
struct UnsubscribeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unsubscribe",
    abstract: "Take a feed out of feeds.yml; its stories stay.",
    discussion: """
      Example:
        tieup unsubscribe https://example.org/feed/
      """
  )

  @ParentCommand var root: Tieup
  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("The feed's address or title, as in feeds.yml.", valueName: "feed"))
  var feeds: [String]

  func run() throws {
    let context = CommandContext(common, under: root)
    var output = StandardOutput()
    var (chosen, missing): ([Subscription], Bool) = ([], false)
    let known = try context.feedsFile(warning: false).subscriptions
    for feed in feeds {
      if let subscription = try FeedChoice.subscription(feed, among: known) {
        chosen.append(subscription)
      } else {
        StandardError.complain("not in feeds.yml: \(feed); 'tieup feeds' lists what is")
        missing = true
      }
    }
    let removed = chosen.map(\.url.text)
    if !removed.isEmpty {
      do throws(SubscriptionError) {
        var editor = try FeedsFileEditor(path: context.locations.config)
        for subscription in chosen { try editor.remove(subscription.url) }
        try editor.save()
      } catch {
        throw Failure(error)
      }
    }
    if context.options.json {
      try output.line(JSONWriter(indented: true).string(["removed": .strings(removed)]))
    } else if !context.options.quiet {
      for url in removed { try output.line("removed \(url.printable)") }
    }
    try output.flush()
    if missing { throw ExitCode(Failure.Status.noInput.rawValue) }
  }
}
