import Storage
import Syndication

extension StoryEntry {
  /// The row of a list as the store gives it, with the names that feeds.yml gives to feeds.
  ///
  /// With `asItem` the row stands for one article, which then gives it its id.
  init(_ row: StoryRow, _ names: FeedNames, asItem: Bool = false) {
    self.init(
      id: String(asItem ? row.id : row.story),
      story: String(row.story),
      feed: row.feed,
      feedTitle: names.title(of: row.feed, own: row.feedTitle),
      url: row.url,
      title: row.title ?? "",
      published: row.published,
      firstSeen: row.firstSeen,
      latest: row.latest,
      tags: row.tags,
      score: row.score,
      parties: row.parties,
      form: row.form,
      stage: row.stage,
      themes: row.themes,
      outlets: row.outlets.map {
        Outlet(
          feed: $0.feed,
          feedTitle: names.title(of: $0.feed, own: $0.feedTitle),
          url: $0.url,
          title: $0.title ?? "",
          published: $0.published
        )
      },
      feeds: row.feeds,
      review: Review(state: "\(row.review)", isStarred: row.isStarred, notes: row.notes)
    )
  }
}

extension StoryEntry {
  /// The rows that a query finds: stories, or the articles of which they are made.
  static func matching(
    _ query: StoryQuery,
    items: Bool,
    _ names: FeedNames,
    in store: Store
  ) throws(Failure) -> [StoryEntry] {
    do throws(StoreError) {
      let rows = items ? try store.items(query) : try store.stories(query)
      return rows.map { StoryEntry($0, names, asItem: items) }
    } catch {
      throw Failure(error)
    }
  }
}

/// The id of a story or an article as a user types it: a number of `list`.
struct StoryID: Sendable {
  let number: Int64

  init(_ text: String) throws(Failure) {
    guard let number = Int64(text), number > 0 else {
      throw Failure("not an id: \(text); ids are the numbers that 'tieup list' shows", .usage)
    }
    self.number = number
  }

  /// What is said when the store has nothing of that id.
  var isMissing: Failure {
    Failure("nothing has the id \(number); 'tieup list' shows what there is", .noInput)
  }
}
