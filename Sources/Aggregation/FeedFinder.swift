import Fetching
import Parsing
package import Syndication

/// Finds the feed behind any address a person would give: a feed, or a page that leads to one.
///
/// What was fetched on the way to the feed is part of the finding, so that subscribing never asks
/// a server for the same feed twice.
package struct FeedFinder: Sendable {
  /// What was found behind an address.
  package enum Finding: Sendable {
    /// A feed; with everything that the store records of its first fetch.
    case feed(FoundFeed)
    /// Nothing that is a feed; why, in one line.
    case nothing(String)
    /// No server answered, so that nothing is known of the address; why, in one line.
    case unreachable(String)
  }

  /// A feed that was found.
  package struct FoundFeed: Sendable {
    /// The address to subscribe to: where the feed was, after permanent redirects.
    package var url: FeedURL
    /// The feed's own words and items.
    package var harvest: Harvest
    /// Other feeds that the same page offers, with their titles.
    package var others: [(url: String, title: String?)]
  }

  private let fetcher: Fetcher
  private let harvester: Harvester
  /// How many addresses one page may make us try.
  private let tries = 8

  /// Creates a finder with a fetching thread of its own.
  package init(_ settings: RunSettings) throws(SetupError) {
    harvester = try settings.harvester()
    fetcher = Fetcher(policy: settings.policy)
  }

  /// Ends the fetching thread; the finder is not used after it.
  package func close() { fetcher.stop() }

  /// Looks for a feed at `address`, which may lack its scheme.
  package func find(_ address: String, at now: Timestamp) async -> Finding {
    let spelled = Self.spelled(address)
    guard let url = FeedURL(spelled) else {
      return .nothing("not a web address: \(address)")
    }
    let finding = await find(url, at: now)
    // Nobody said https: a host that knows nothing of it may still speak http.
    guard case .unreachable = finding, !address.contains("https://"), spelled.hasPrefix("https://"),
      let plain = FeedURL("http://" + spelled.dropFirst(8))
    else { return finding }
    let second = await find(plain, at: now)
    if case .unreachable = second { return finding }
    return second
  }

  private func find(_ url: FeedURL, at now: Timestamp) async -> Finding {
    switch await look(at: url, now: now) {
    case .feed(let harvest, let url):
      return .feed(FoundFeed(url: url, harvest: harvest, others: []))
    case .failed(let why): return .nothing(why)
    case .unanswered(let why): return .unreachable(why)
    case .page(let bytes, let base): return await search(bytes, base: base, now: now)
    }
  }

  /// The address with a scheme: what looks like a host gets `https://`.
  package static func spelled(_ address: String) -> String {
    let trimmed = address.trimmedOfSpaces
    if let range = trimmed.firstRange(of: "feed:"), range.lowerBound == trimmed.startIndex {
      let rest = String(trimmed[range.upperBound...])
      return rest.hasPrefix("//") ? "https:" + rest : spelled(rest)
    }
    return trimmed.contains("://") ? trimmed : "https://" + trimmed
  }

  private enum Look {
    case feed(Harvest, FeedURL)
    case page([UInt8], base: String)
    case failed(String)
    case unanswered(String)
  }

  /// Fetches one address, and tries to read it as a feed.
  private func look(at url: FeedURL, now: Timestamp) async -> Look {
    let outcome = await fetcher.outcome(
      for: FetchRequest(feed: url, state: FetchState(), force: true),
      now: now
    )
    guard case .fetched(let body) = outcome else {
      if case .failed(let failure) = outcome, failure.status == nil {
        return .unanswered(failure.line)
      }
      return .failed(outcome.line)
    }
    let found = body.answer.permanentURL.flatMap { FeedURL($0) } ?? url
    let harvest = harvester.harvest(
      outcome,
      of: Subscription(url: found),
      from: FetchState(),
      recentPosts: [],
      at: now
    )
    if harvest.status == .ok { return .feed(harvest, found) }
    return .page(body.bytes, base: body.effectiveURL)
  }

  private func search(_ page: [UInt8], base: String, now: Timestamp) async -> Finding {
    let links = FeedDiscovery(pageURL: base).links(in: page[...])
    let guesses = FeedDiscovery.knownFeeds(for: base) + FeedDiscovery.wellKnown(for: base)
    var tried: Set<String> = [base]
    var refused: Set<String> = [base]
    var lastReason = "no feed is linked from it, and none is at the usual places"
    for candidate in links.map(\.url) + guesses
    where tried.count <= tries && tried.insert(candidate).inserted {
      guard let url = FeedURL(candidate) else { continue }
      switch await look(at: url, now: now) {
      case .feed(let harvest, let found):
        let others = links.filter { $0.url != candidate && !refused.contains($0.url) }
          .map { ($0.url, $0.title) }
        return .feed(FoundFeed(url: found, harvest: harvest, others: others))
      case .failed(let why), .unanswered(let why):
        refused.insert(candidate)
        if links.contains(where: { $0.url == candidate }) { lastReason = "\(candidate): \(why)" }
      case .page: refused.insert(candidate)
      }
    }
    return .nothing("\(base) is a page, not a feed: \(lastReason)")
  }
}

extension String {
  /// The text without white space at its ends.
  fileprivate var trimmedOfSpaces: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
