import JSONText
import Storage
import Syndication

/// What changed since the last digest, by the companies that it is about.
struct Digest: Equatable, Sendable {
  /// One story with what is new about it.
  struct Change: Equatable, Sendable {
    let entry: StoryEntry
    /// The stage before; nil for none.
    let before: AllianceStage?
    let isNew: Bool
    /// The date of the newest article.
    let latest: Timestamp
    /// The article that told of the new stage; nil where the story's first one did.
    var teller: StoryEntry?

    /// The article to read: what is new stands in it.
    var article: StoryEntry { teller ?? entry }

    /// Which of the three kinds it is, as JSON and Atom say it.
    var kind: String {
      entry.stage == .ended ? "ended" : isNew ? "new-story" : "new-stage"
    }

    /// What is new, in words.
    var words: String {
      guard let stage = entry.stage?.rawValue else { return isNew ? "New" : "Changed" }
      if isNew { return stage == "ended" ? "New: ended" : "New: \(stage)" }
      return before.map { "\($0.rawValue) → \(stage)" } ?? "Now \(stage)"
    }
  }

  /// The changes about the same companies.
  struct Group: Equatable, Sendable {
    let parties: [String]
    var changes: [Change]

    /// The companies as a heading.
    var title: String {
      guard let last = parties.last else { return "No company named" }
      return parties.count == 1
        ? last : "\(parties.dropLast().joined(separator: ", ")) and \(last)"
    }
  }

  /// The groups, the one with the latest change first.
  private(set) var groups: [Group] = []
  /// Since when; nil for ever.
  let since: Timestamp?
  let now: Timestamp

  /// Puts changes together by their companies; they come with the latest first.
  init(_ changes: [Change], since: Timestamp?, now: Timestamp) {
    (self.since, self.now) = (since, now)
    for change in changes {
      let parties = change.entry.parties
      if let index = groups.firstIndex(where: { Set($0.parties) == Set(parties) }) {
        groups[index].changes.append(change)
      } else {
        groups.append(Group(parties: parties, changes: [change]))
      }
    }
  }

  /// All changes in the order of the groups.
  var changes: [Change] { groups.flatMap(\.changes) }

  /// The title of the whole.
  var title: String {
    "EV alliances" + (since.map { " since \($0.minute)" } ?? "")
  }

  /// How many of each kind, such as `3 new stories, 1 ended`.
  var counts: String {
    let kinds = Dictionary(grouping: changes, by: \.kind).mapValues(\.count)
    var parts: [String] = []
    if let count = kinds["new-story"] {
      parts.append(counted(count, "new story"))
    }
    if let count = kinds["new-stage"] { parts.append("\(counted(count, "new stage"))") }
    if let count = kinds["ended"] { parts.append("\(count) ended") }
    return parts.joined(separator: ", ")
  }

  /// The changes as the JSON of `digest --json`: the story as `list` has it, and what is new.
  var json: JSONValue {
    .array(
      changes.map { change in
        var object = JSONObject()
        object.append("change", .string(change.kind))
        object.append("previous_stage", .text(change.before?.rawValue))
        for member in change.entry.json.objectValue?.members ?? [] {
          object.append(member.name, member.value)
        }
        return .object(object)
      }
    )
  }

  /// The address as far as it may be followed: http and https, nothing that runs in a browser.
  static func followable(_ url: String?) -> String? {
    url.flatMap { $0.hasPrefix("http://") || $0.hasPrefix("https://") ? $0 : nil }
  }
}

extension Digest.Change {
  /// A change as the store tells it.
  init(_ change: StoryChange, _ names: FeedNames) {
    self.init(
      entry: StoryEntry(change.story, names),
      before: change.before,
      isNew: change.isNew,
      latest: change.story.latest,
      teller: change.teller.map { StoryEntry($0, names, asItem: true) }
    )
  }

  /// The articles of other outlets, one an outlet, five at most: name and address.
  var others: [(name: String, url: String)] {
    var seen: Set<String> = [article.feed]
    var others: [(String, String)] = []
    for outlet in entry.outlets where seen.insert(outlet.feed).inserted {
      if let url = outlet.url { others.append((outlet.feedTitle, url)) }
    }
    return Array(others.prefix(5))
  }
}
