package import Syndication

/// Which stories or items are wanted.
package struct StoryQuery: Sendable, Hashable {
  /// What a reader has said of the story.
  package enum ReviewFilter: Sendable, Hashable {
    case unreviewed, confirmed, rejected, starred
  }

  /// The tag that it must have; nil for all, tagged or not.
  package var tag: String? = Verdict.allianceTag
  /// Only what is dated at this moment or later, and before that one.
  package var since: Timestamp?, until: Timestamp?
  /// Companies by canonical name, all of which must be parties.
  package var parties: [String] = []
  /// The form and the stage that it must have.
  package var form: AllianceForm?, stage: AllianceStage?
  /// Feeds of which one must carry it; nil for any, and an empty list finds nothing.
  package var feeds: [FeedURL]?
  /// What a reader must have said of it; nil for anything.
  package var review: ReviewFilter?
  /// How many at most, the newest first; nil for no limit.
  package var limit: Int?
  /// Whether a story's row looks at all its items: it names their outlets then, and `isBacklog` is
  /// of them all.
  ///
  /// Without it the outlets are empty; how many feeds there are is told all the same.
  package var namesOutlets = true

  /// Asks for all stories with the alliance tag.
  package init() {}
}

/// One feed's copy of a story's article.
package struct Outlet: Sendable, Hashable {
  /// The subscription's address and the feed's own title.
  package var feed: String, feedTitle: String?
  /// The article's address and headline there.
  package var url: String?, title: String?
  /// When the feed says that it was published, and when it was first seen there.
  package var published: Timestamp?, firstSeen: Timestamp
}

/// One line of a list: a story with its earliest item, or an item by itself.
package struct StoryRow: Sendable, Hashable {
  /// The item shown (the earliest of a story), and the story.
  package var id: Int64, story: Int64
  /// The feed that carried the item first: its address in feeds.yml and its own title.
  package var feed: String, feedTitle: String?
  /// The article's address and headline.
  package var url: String?, title: String?
  /// When the feed says that it was published, as it stood; nil when it says nothing.
  package var published: Timestamp?
  /// When it was first seen, and what it is sorted by (the earlier of the two, with care).
  package var firstSeen: Timestamp, date: Timestamp
  /// When the newest item of the story is dated.
  package var latest: Timestamp
  /// The tags, the built-in one first, and how sure that one is, 0 to 1.
  package var tags: [String], score: Double
  /// The companies tied to each other, and what the alliance is about.
  package var parties: [String], themes: [String]
  /// The alliance's form, and the furthest stage that was told of.
  package var form: AllianceForm?, stage: AllianceStage?
  /// Every feed's copy of every item, the earliest first; the first one had it first.
  package var outlets: [Outlet]
  /// How many items and how many feeds tell it.
  package var items: Int, feeds: Int
  /// What a reader said of the story.
  package var review: ReviewState, isStarred: Bool
  /// What readers noted, the oldest first.
  package var notes: [String] = []
  /// Whether all of it came with the first body of its feeds: history, not news.
  package var isBacklog: Bool
}
