import ArgumentParser
import Storage
import Syndication

extension AllianceForm: ExpressibleByArgument {}
extension AllianceStage: ExpressibleByArgument {}

/// The filters that `list` and `export` share.
struct StoryFilter: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The tag to list. (default: \(Verdict.allianceTag); none of what you reviewed or starred)",
      valueName: "tag"
    )
  )
  var tag: String?

  @Flag(help: "Everything that is kept, tagged or not.")
  var all = false

  @Option(
    help: ArgumentHelp(
      "First told then or later: 7d, 24h, yesterday, 2026-11-01, 2026-11-01T07:00.",
      valueName: "when"
    )
  )
  var since: DateFilter?

  @Option(help: ArgumentHelp("First told before then; a day counts whole.", valueName: "when"))
  var until: DateFilter?

  @Option(
    name: .customLong("party"),
    parsing: .singleValue,
    help: ArgumentHelp(
      "Only with this company, by any of its names; may be given again for both.",
      valueName: "name"
    )
  )
  var parties: [String] = []

  @Option(help: "Only this form.")
  var form: AllianceForm?

  @Option(help: "Only this stage.")
  var stage: AllianceStage?

  @Option(
    help: ArgumentHelp("Only what this feed carried: its address or title.", valueName: "feed")
  )
  var feed: String?

  @Option(help: ArgumentHelp("Only feeds with this label in feeds.yml.", valueName: "label"))
  var label: String?

  @Flag(help: "Only one state of review.")
  var review: ReviewChoice?

  /// The four states that can be asked for.
  enum ReviewChoice: EnumerableFlag {
    case unreviewed, confirmed, rejected, starred
  }

  /// Refuses what contradicts itself.
  func check() throws {
    if all, tag != nil {
      throw ValidationError("--all and --tag exclude each other")
    }
  }

  /// The tag that is wanted; nil for none.
  ///
  /// What a reader said of a story outweighs what the classifier made of it: without a word on
  /// tags, the confirmed stories are all that were confirmed.
  var wantedTag: String? {
    if all { return nil }
    switch review {
    case .confirmed, .rejected, .starred: return tag
    case .unreviewed, nil: return tag ?? Verdict.allianceTag
    }
  }

  /// What the selection is called.
  var name: String {
    var parts = [wantedTag ?? (all ? "everything" : review.map { "\($0)" } ?? "everything")]
    parts += parties
    parts += [form?.rawValue, stage?.rawValue, label].compactMap { $0 }
    return parts.joined(separator: " ")
  }

  /// The query of `store`.
  func query(_ store: Store, names: FeedNames, in context: CommandContext) throws(Failure)
    -> StoryQuery
  {
    var query = StoryQuery()
    query.tag = wantedTag
    query.since = since?.start(now: context.now)
    query.until = until?.end(now: context.now)
    query.parties = try context.parties(parties, in: store)
    query.form = form
    query.stage = stage
    if let label {
      query.feeds = names.urls(labelled: label)
      if query.feeds?.isEmpty ?? true {
        throw Failure(
          "no feed has the label \(label) in feeds.yml; 'tieup feeds' shows them",
          .noInput
        )
      }
    }
    if let feed {
      var url = try names.url(of: feed)
      if url == nil { url = try Self.former(feed, in: store) }
      guard let url else {
        throw Failure(
          "no feed of that address or title: \(feed); 'tieup feeds' lists them",
          .noInput
        )
      }
      query.feeds = (query.feeds ?? [url]).filter { $0 == url }
    }
    switch review {
    case .unreviewed: query.review = .unreviewed
    case .confirmed: query.review = .confirmed
    case .rejected: query.review = .rejected
    case .starred: query.review = .starred
    case nil: break
    }
    return query
  }

  /// The address of a feed that was unsubscribed, but still has its stories in the store.
  private static func former(_ feed: String, in store: Store) throws(Failure) -> FeedURL? {
    guard let url = FeedURL(feed, allowingFiles: true) else { return nil }
    do throws(StoreError) {
      return try store.plan(for: [url]).states[url]?.lastAttempt == nil ? nil : url
    } catch {
      throw Failure(error)
    }
  }
}

/// What feeds.yml calls its feeds.
struct FeedNames: Sendable {
  private let subscriptions: [String: Subscription]

  init(_ subscriptions: [Subscription]) {
    self.subscriptions = Dictionary(
      subscriptions.map { ($0.url.text, $0) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// The owner's title, else the feed's own, else the host, else the address.
  func title(of url: String, own: String?) -> String {
    subscriptions[url]?.title ?? own ?? WebAddress.host(of: url)
      ?? WebAddress.withoutCredentials(url)
  }

  /// The address of the feed that is meant by its address, a twin of it, or its title.
  func url(of name: String) throws(Failure) -> FeedURL? {
    let known = subscriptions.values.sorted { $0.url < $1.url }
    return try FeedChoice.subscription(name, among: known)?.url
  }

  /// The addresses of the feeds with a label.
  func urls(labelled label: String) -> [FeedURL] {
    subscriptions.values.filter { $0.tags.contains(label) }.map(\.url).sorted()
  }
}
