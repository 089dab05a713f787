import Classification
package import Fetching
import Parsing
package import Syndication

/// The journey of one feed after its fetch: bytes to items, items to verdicts; pure, no store.
package struct Harvester: Sendable {
  private let judge: Judge
  private let schedule: Schedule
  private let parser: FeedParser

  /// Creates the journey's right half from what decides.
  init(judge: Judge, schedule: Schedule) {
    (self.judge, self.schedule) = (judge, schedule)
    var parser = FeedParser()
    // The store has no use for markup.
    parser.keepsHTML = false
    self.parser = parser
  }

  /// What `outcome` makes of the feed: its new state, and its items when a body was taken.
  package func harvest(
    _ outcome: FetchOutcome,
    of subscription: Subscription,
    from state: FetchState,
    recentPosts: [Timestamp],
    at now: Timestamp
  ) -> Harvest {
    func planned(_ outcome: FetchOutcome, _ hints: ScheduleHints? = nil) -> (
      FetchState, HostHold?
    ) {
      schedule.state(
        after: outcome,
        from: state,
        of: subscription,
        recentPosts: recentPosts,
        hints: hints,
        at: now
      )
    }
    guard case .fetched(let body) = outcome else {
      let (next, hold) = planned(outcome)
      return Harvest(
        feed: subscription.url,
        status: outcome.status,
        state: next,
        hold: hold,
        took: outcome.took
      )
    }
    func harvest(_ status: FetchStatus, _ plan: (FetchState, HostHold?)) -> Harvest {
      Harvest(
        feed: subscription.url,
        status: status,
        state: plan.0,
        hold: plan.1,
        took: body.took,
        bytes: body.bytes.count
      )
    }
    if state.bodyHash == BodyHash.of(body.bytes), state.lastError == nil {
      // The same bytes again: nothing to read, but the validators are the newest ones.
      return harvest(.ok, planned(outcome))
    }
    do throws(ParseError) {
      let feed = try parser.feed(
        from: body.bytes,
        base: body.effectiveURL,
        contentType: body.contentType
      )
      var taken = harvest(.ok, planned(outcome, feed.schedule))
      if feed.isCutOff {
        // What is missing would stay missing behind a 304, or behind the same bytes.
        (taken.state.validators, taken.state.validatorsURL) = (nil, nil)
        taken.state.bodyHash = nil
      }
      taken.head = FeedHead(feed)
      taken.items = feed.items.lazy.filter { !$0.saysNothing }.map(harvested)
      return taken
    } catch {
      return harvest(.failed, planned(outcome.refused(error.description)))
    }
  }

  /// An item with its verdict, its sketch and its canonical address.
  package func harvested(_ item: Item) -> HarvestedItem {
    let bench = judge.ready
    let examination = bench.classifier.examine(StoryText(item), rules: bench.rules)
    return HarvestedItem(
      item: item,
      verdict: examination.verdict,
      fingerprint: examination.fingerprint,
      canonicalURL: item.url.flatMap(WebAddress.canonical)
    )
  }

  /// The verdict on texts as they are stored.
  func verdict(title: String?, summary: String?, content: String?, language: String?) -> Verdict {
    let story = StoryText(
      title: title ?? "",
      summary: summary,
      content: content,
      language: language
    )
    let bench = judge.ready
    return bench.classifier.examine(story, rules: bench.rules).verdict
  }
}

extension Item {
  /// Whether there is nothing to keep of it: no name, no address, no words, nothing attached.
  fileprivate var saysNothing: Bool {
    id == nil && url == nil && (title ?? "").isEmpty && summary == nil && contentText == nil
      && contentHTML == nil && enclosures.isEmpty
  }
}
