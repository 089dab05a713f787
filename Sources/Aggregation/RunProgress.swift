package import Syndication

/// How far a run is, for a progress line.
package struct RunProgress: Sendable, Equatable {
  /// Feeds that are done, out of how many.
  package var done: Int, total: Int
  /// Feeds whose transfer or reading is under way.
  package var active: [FeedURL]
  /// Items never seen before, and tagged ones among them, so far.
  package var itemsNew: Int, tagged: Int
  /// Feeds that failed so far.
  package var failed: Int
  /// Alliance stories that are new or have come to a further stage, so far.
  package var stories: Int
  /// Feeds whose outcome the last transaction recorded.
  package var settled: [FeedURL]
}
