package import Syndication

/// What feeds.yml sets for a run as a whole, with a default for all of it.
package struct Settings: Sendable, Hashable {
  /// The time between two checks of a feed that says nothing itself.
  package var interval: Duration = .seconds(3600)
  /// The longest that one transfer may take as a whole.
  package var timeout: Duration = .seconds(30)
  /// How many transfers may be under way at a time, in all.
  package var concurrency = 32
  /// How many of them may go to one host.
  package var perHost = 2
  /// The largest body that is taken, in bytes after decompression.
  package var maxBytes = 16 * 1024 * 1024
  /// The owner's own User-Agent; nil for the default, see `userAgentHeader(version:)`.
  package var userAgent: String?
  /// Where a server's owner may write to: `mailto:desk@example.org`, or a page.
  package var contact: String?
  /// Whether loopback, private, link-local and other special addresses may be asked.
  package var allowPrivateHosts = false
  /// Whether `file:` addresses are allowed; they count from the folder of feeds.yml.
  package var allowLocalFiles = false
  /// Who is told of each new story, in the order of the file.
  package var notify: [NotifyTarget] = []
  /// Where the metrics are written after each run; nil for nowhere.
  package var metricsFile: String?
  /// How long unreviewed, untagged items are kept after they left their feed.
  package var retention: Duration = .seconds(400 * 86400)

  /// Creates the defaults.
  package init() {}

  /// The User-Agent that is sent: the owner's own, or who we are, with the contact if one is set.
  package func userAgentHeader(version: String) -> String {
    if let userAgent { return userAgent }
    return contact.map { "tieup/\(version) (+\($0))" } ?? "tieup/\(version)"
  }

  /// The settings as far as they concern the network.
  ///
  /// `folder` is that of feeds.yml, from which relative `file:` addresses count.
  package func fetchPolicy(version: String, folder: String?) -> FetchPolicy {
    var policy = FetchPolicy(userAgent: userAgentHeader(version: version))
    (policy.interval, policy.timeout) = (interval, timeout)
    (policy.concurrency, policy.perHost, policy.maxBytes) = (concurrency, perHost, maxBytes)
    policy.allowPrivateHosts = allowPrivateHosts
    policy.allowLocalFiles = allowLocalFiles
    policy.localFolder = folder
    return policy
  }
}

/// Somebody to be told of each new story: an entry of `notify:`.
package struct NotifyTarget: Sendable, Hashable {
  /// How the story gets there.
  package enum Channel: Sendable, Hashable {
    /// A program and its arguments, never through a shell; the story is on its standard input.
    case command([String])
    /// An address that the story is posted to as JSON.
    case webhook(FeedURL)
  }

  /// Which webhook or command.
  package var channel: Channel
  /// The key that webhook posts are signed with; nil when it is in a file or there is none.
  package var secret: String?
  /// A file that holds the key, so that feeds.yml need not.
  package var secretFile: String?
  /// The lowest score that is worth telling, 0 to 1; nil tells all that is tagged.
  package var minScore: Double?
  /// The line of feeds.yml that it starts on.
  package var line: Int?

  /// Creates a target that is told of everything.
  package init(_ channel: Channel) { self.channel = channel }
}
