package import Syndication

/// What recording one harvest came to.
package struct RecordTally: Sendable, Hashable {
  /// The subscription.
  package var feed: FeedURL
  /// Items in the document, items never seen before, and stored items whose text changed.
  package var seen = 0, new = 0, updated = 0
  /// Items that have the alliance tag now and had it not before, new ones among them.
  package var tagged = 0
  /// Whether these were the first items of the feed: one event, not as many news.
  package var isFirstBody = false

  /// Begins with nothing counted.
  package init(feed: FeedURL) { self.feed = feed }
}

/// What a batch of harvests made of the stories.
package struct StoryNews: Sendable, Hashable {
  /// Alliance stories that were not there before and are news.
  package var new: [Int64] = []
  /// Alliance stories that came with the first bodies of their feeds: history, one event a feed.
  package var backlog: [Int64] = []
  /// Alliance stories that were there and have come to a further stage.
  package var furtherStage: [Int64] = []

  /// Nothing new.
  package init() {}
}

/// What recording a batch came to: a tally a harvest, in order, and the stories' news.
package struct RecordReport: Sendable, Hashable {
  /// One a harvest, in the order given.
  package var tallies: [RecordTally]
  /// What is new in the stories.
  package var stories: StoryNews
}

extension Store {
  /// Records `harvests` in one transaction: state and items together, or nothing of them.
  ///
  /// A harvest without items changes the state only; a feed is made known by its first harvest.
  package func record(
    _ harvests: [Harvest],
    at now: Timestamp
  ) throws(StoreError) -> [RecordTally] {
    try recordWithStories(harvests, at: now).tallies
  }

  /// Records like `record(_:at:)` and says which stories are new or have gone further.
  package func recordWithStories(
    _ harvests: [Harvest],
    at now: Timestamp
  ) throws(StoreError) -> RecordReport {
    try recording(at: now) { _, recorder in
      let tallies = try harvests.map { try recorder.record($0) }
      return RecordReport(tallies: tallies, stories: try recorder.finish())
    }
  }
}
