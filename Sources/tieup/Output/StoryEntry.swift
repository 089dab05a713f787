import JSONText
import Syndication

/// One row of `list`: a story with its outlets, or with `--items` one article.
struct StoryEntry: Equatable, Sendable {
  /// One outlet that carried the story.
  struct Outlet: Equatable, Sendable {
    /// The subscription's address.
    var feed: String
    /// The subscription's title, else the feed's own, else its host.
    var feedTitle: String
    /// The article's address; nil when the feed gave none.
    var url: String?
    /// The article's headline.
    var title: String
    /// When the outlet says that it was published.
    var published: Timestamp?
  }

  /// What a reviewer said of the story.
  struct Review: Equatable, Sendable {
    /// `unreviewed`, `confirmed` or `rejected`.
    var state: String
    /// Whether it is starred.
    var isStarred: Bool
    /// The reviewer's notes, oldest first.
    var notes: [String]
  }

  /// The story's id, or the article's in a row for one; `show` and `explain` take either.
  var id: String
  /// The story's id, also in a row for an article.
  var story: String
  /// The address of the feed that had it first.
  var feed: String
  var feedTitle: String
  var url: String?
  var title: String
  var published: Timestamp?
  /// When it was first stored.
  var firstSeen: Timestamp
  /// When its newest article is dated.
  var latest: Timestamp
  var tags: [String]
  var score: Double
  var parties: [String]
  var form: AllianceForm?
  var stage: AllianceStage?
  var themes: [String]
  var outlets: [Outlet]
  /// How many feeds carried it, whether or not its outlets are named.
  var feeds: Int
  var review: Review

  /// The moment it is sorted and shown by: a missing or future date gives way to the first sight.
  var shown: Timestamp {
    guard let published, published <= firstSeen else { return firstSeen }
    return published
  }

  /// When it last went on: the date of its newest article, never before its own.
  var updated: Timestamp { max(shown, latest) }

  /// The headline as a person reads it.
  var headline: String { title.isEmpty ? "(no headline)" : title.printable }

  /// The row as `list --json` prints it, in the contract's order of keys.
  var json: JSONValue {
    let outlets = self.outlets.map { outlet -> JSONValue in
      [
        "feed": .string(WebAddress.withoutCredentials(outlet.feed)), "url": .text(outlet.url),
        "title": .string(outlet.title),
        "published": .moment(outlet.published),
      ]
    }
    return [
      "id": .string(id), "story": .string(story),
      "feed": .string(WebAddress.withoutCredentials(feed)),
      "feed_title": .string(feedTitle), "url": .text(url), "title": .string(title),
      "published": .moment(published), "first_seen": .moment(firstSeen), "tags": .strings(tags),
      "score": .double(score.roundedToThousandths), "parties": .strings(parties),
      "form": .text(form?.rawValue), "stage": .text(stage?.rawValue), "themes": .strings(themes),
      "outlets": .array(outlets), "review": review.json,
    ]
  }
}

extension StoryEntry.Review {
  /// The review as JSON.
  var json: JSONValue {
    ["state": .string(state), "starred": .bool(isStarred), "notes": .strings(notes)]
  }
}

extension JSONValue {
  /// A string, or null for nil.
  static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

  /// A moment in RFC 3339, or null for nil.
  static func moment(_ moment: Timestamp?) -> JSONValue { text(moment?.rfc3339) }
}

extension Double {
  /// The number with three digits behind the point, as scores are printed.
  var roundedToThousandths: Double { (self * 1000).rounded() / 1000 }
}
