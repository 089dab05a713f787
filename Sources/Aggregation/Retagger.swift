import Classification
package import Storage
package import Syndication

/// Judges stored items again, after a change of lexicon, weights or rules: Storage → Classification
/// → Storage, batch by batch, so that it can be broken off and taken up.
package struct Retagger: Sendable {
  /// What a new verdict would change of one item.
  package struct Change: Sendable {
    /// How it changes.
    package enum Kind: String, Sendable {
      case gained, lost, changed
    }

    /// The item's id and headline.
    package var item: Int64, title: String
    /// Gained or lost the built-in tag, or changed in parties, form, stage or other tags.
    package var kind: Kind
    /// The verdicts before and after.
    package var before: Verdict, after: Verdict
  }

  private let harvester: Harvester
  private let batch = 500

  /// Creates a retagger from what decides now.
  package init(_ settings: RunSettings) throws(SetupError) { harvester = try settings.harvester() }

  /// Goes through the whole store; writes unless `dryRun`, and tells each change.
  ///
  /// Stored feeds' own categories play no part in a verdict, so texts and language are enough.
  package func run(
    over store: Store,
    dryRun: Bool,
    at now: Timestamp,
    changed: (Change) -> Void
  ) throws(StoreError) {
    var last: Int64 = 0
    while true {
      let items = try store.itemsForRetagging(after: last, limit: batch)
      guard let end = items.last else { return }
      var verdicts: [(item: Int64, verdict: Verdict)] = []
      for item in items {
        let verdict = harvester.verdict(
          title: item.title,
          summary: item.summary,
          content: item.content,
          language: item.language
        )
        if let kind = Self.kind(from: item.verdict, to: verdict) {
          changed(
            Change(
              item: item.id,
              title: item.title ?? "",
              kind: kind,
              before: item.verdict,
              after: verdict
            )
          )
        }
        verdicts.append((item.id, verdict))
      }
      if !dryRun { _ = try store.replaceVerdicts(verdicts, at: now) }
      last = end.id
    }
  }

  private static func kind(from before: Verdict, to after: Verdict) -> Change.Kind? {
    if after.isAlliance != before.isAlliance { return after.isAlliance ? .gained : .lost }
    let isSame =
      before.tags == after.tags && before.parties == after.parties && before.form == after.form
      && before.stage == after.stage
    return isSame ? nil : .changed
  }
}
