import ArgumentParser
import JSONText
import Subscriptions
import Syndication

/// `tieup unsubscribe`: takes feeds out of feeds.yml; what they brought stays in the store.
struct UnsubscribeCommand: AsyncParsableCommand {
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

  func run() async throws {
    let context = CommandContext(common, under: root)
    var output = StandardOutput()
    var removed: [String] = []
    var missing = false
    do throws(SubscriptionError) {
      var editor = try FeedsFileEditor(path: context.locations.config)
      for feed in feeds {
        guard let subscription = Self.match(feed, in: editor.file.subscriptions) else {
          StandardError.complain("not in feeds.yml: \(feed); 'tieup feeds' lists what is")
          missing = true
          continue
        }
        try editor.remove(subscription.url)
        removed.append(subscription.url.text)
      }
      if !removed.isEmpty { try editor.save() }
    } catch {
      throw Failure(error)
    }
    if context.options.json {
      try output.line(JSONWriter(indented: true).string(["removed": .strings(removed)]))
    } else if !context.options.quiet {
      for url in removed { try output.line("removed \(url.printable)") }
    }
    try output.flush()
    if missing { throw ExitCode(Failure.Status.noInput.rawValue) }
  }

  /// The subscription that is meant: by its address, by a twin of it, or by its whole title.
  static func match(_ text: String, in subscriptions: [Subscription]) -> Subscription? {
    subscriptions.first { $0.url.text == text }
      ?? subscriptions.first {
        SubscriptionDesk.key($0.url.text) == SubscriptionDesk.key(text)
      }
      ?? subscriptions.first { $0.title?.lowercased() == text.lowercased() }
  }
}
