internal import Syndication

/// What a story is by its items, in whatever order they are added.
struct StorySummary: Sendable {
  /// What makes a story an alliance.
  struct Alliance {
    var parties: [String], themes: [String]
    var form: AllianceForm?, stage: AllianceStage?
    var score: Double
  }

  /// The earliest item and its date.
  private(set) var lead: Int64 = 0, date: Int64 = 0
  /// The date of the latest item.
  private(set) var latest: Int64 = 0
  /// How many items it has, and from which feeds.
  private(set) var size = 0
  var feeds: Set<Int64> = []
  /// The furthest stage that an item tells of.
  private(set) var stage: AllianceStage?
  /// Whether all of it came with the first bodies of its feeds.
  private(set) var isBacklog = true
  private var confirmed: Alliance?
  private var tagCounts = Counts(), partyCounts = Counts(), themeCounts = Counts()
  /// For each form the scores of the items that say it, as they are stored.
  private var forms: [AllianceForm: Int64] = [:]
  /// The highest score of a tagged item, and of any other.
  private var taggedScore = 0.0, otherScore = 0.0
  private var tagged = 0

  /// Whether it is an alliance only because a reader said so.
  var isConfirmed: Bool { confirmed != nil }

  /// Whether any item has the alliance tag.
  var isAlliance: Bool { confirmed != nil || tagCounts.has(Verdict.allianceTag) }

  /// The highest score of a tagged item, or of any where none is.
  var score: Double { confirmed?.score ?? (tagged > 0 ? taggedScore : otherScore) }

  /// All tags, the built-in one first, the others as they came up.
  var tags: [String] {
    let tags = tagCounts.inOrder
    guard isAlliance else { return tags }
    return [Verdict.allianceTag] + tags.filter { $0 != Verdict.allianceTag }
  }

  /// The companies that a third of the tagged items or more name, most named first.
  var parties: [String] { confirmed?.parties ?? partyCounts.mostFirst(atLeast: (tagged + 2) / 3) }

  /// The themes, most named first.
  var themes: [String] { confirmed?.themes ?? themeCounts.mostFirst(atLeast: 1) }

  /// The form that most say, surer ones counting for more.
  var form: AllianceForm? {
    if let confirmed { return confirmed.form }
    return AllianceForm.allCases.reversed().max { (forms[$0] ?? 0) < (forms[$1] ?? 0) }
      .flatMap { forms[$0] == nil ? nil : $0 }
  }

  /// Stays the alliance that a reader confirmed: a person's word goes before the classifier's.
  mutating func keep(_ alliance: Alliance) {
    confirmed = alliance
    stage = alliance.stage
  }

  /// Adds an item.
  mutating func add(item: Int64, date: Int64, feed: Int64, isBacklog: Bool, _ verdict: Verdict) {
    if size == 0 || (date, item) < (self.date, lead) { (lead, self.date) = (item, date) }
    latest = size == 0 ? date : max(latest, date)
    size += 1
    feeds.insert(feed)
    if !isBacklog { self.isBacklog = false }
    tagCounts.add(verdict.tags, date, item)
    guard verdict.isAlliance else {
      otherScore = max(otherScore, verdict.score)
      return
    }
    tagged += 1
    taggedScore = max(taggedScore, verdict.score)
    partyCounts.add(verdict.parties, date, item)
    themeCounts.add(verdict.themes, date, item)
    if let form = verdict.form { forms[form, default: 0] += max(Score.stored(verdict.score), 100) }
    if let next = verdict.stage { stage = stage.map { max($0, next) } ?? next }
  }
}

/// How often names were said, and where each was said first.
private struct Counts: Sendable {
  /// An item, and a place in its list.
  private struct Place: Comparable {
    var date: Int64, item: Int64, index: Int

    static func < (left: Place, right: Place) -> Bool {
      (left.date, left.item, left.index) < (right.date, right.item, right.index)
    }
  }

  private var counts: [String: (count: Int, first: Place)] = [:]

  func has(_ name: String) -> Bool { counts[name] != nil }

  mutating func add(_ names: [String], _ date: Int64, _ item: Int64) {
    for (index, name) in names.enumerated() {
      let place = Place(date: date, item: item, index: index)
      let before = counts[name] ?? (0, place)
      counts[name] = (before.count + 1, min(before.first, place))
    }
  }

  /// The names as they came up, from the earliest item to the latest.
  var inOrder: [String] {
    counts.sorted { $0.value.first < $1.value.first }.map(\.key)
  }

  /// The names that were said so often or more, the most frequent first, then as they came up.
  func mostFirst(atLeast least: Int) -> [String] {
    counts.filter { $0.value.count >= least }
      .sorted {
        $0.value.count == $1.value.count
          ? $0.value.first < $1.value.first : $0.value.count > $1.value.count
      }
      .map(\.key)
  }
}
