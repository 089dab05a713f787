package import Syndication

/// How well verdicts agree with what people said of the same stories.
package struct Evaluation: Sendable {
  /// Precision, recall and F1 over some stories.
  package struct Tally: Sendable, Hashable {
    /// Alliances found, other stories taken for one, alliances missed.
    package var found = 0, falseAlarms = 0, missed = 0
    /// Stories in all.
    package var stories = 0

    /// The share of tagged stories that are alliances; 0 when none is tagged.
    package var precision: Double { Self.share(found, of: found + falseAlarms) }
    /// The share of alliances that are tagged; 0 when there is none.
    package var recall: Double { Self.share(found, of: found + missed) }
    /// The harmonic mean of both.
    package var f1: Double { Self.share(2 * found, of: 2 * found + falseAlarms + missed) }

    static func share(_ part: Int, of whole: Int) -> Double {
      whole == 0 ? 0 : Double(part) / Double(whole)
    }

    mutating func count(_ outcome: Outcome) {
      stories += 1
      switch (outcome.isTagged, outcome.story.isAlliance) {
      case (true, true): found += 1
      case (true, false): falseAlarms += 1
      case (false, true): missed += 1
      case (false, false): break
      }
    }
  }

  /// One story with what the classifier said.
  package struct Outcome: Sendable {
    /// What a person said.
    package var story: LabelledStory
    /// What the classifier said.
    package var verdict: Verdict

    /// Whether the classifier takes it for an alliance.
    package var isTagged: Bool { verdict.isAlliance }
    /// Whether it is wrong about that.
    package var isError: Bool { isTagged != story.isAlliance }
  }

  /// What was found out of the alliances that were found, each from 0 to 1.
  package struct Details: Sendable, Hashable {
    /// The shares with the right form and with the right stage.
    package var form: Double, stage: Double
    /// Precision and recall of the parties.
    package var partyPrecision: Double, partyRecall: Double
  }

  /// Every story with its verdict, in order.
  package let outcomes: [Outcome]

  /// Judges the stories.
  package init(_ stories: [LabelledStory], by classifier: Classifier) {
    outcomes = stories.map { story in
      Outcome(story: story, verdict: classifier.examine(story.text).verdict)
    }
  }

  /// All stories.
  package var total: Tally { tally { _ in true } }

  /// Stories of each language, the most stories first.
  package var languages: [(name: String, tally: Tally)] {
    let names = Set(outcomes.map { Self.language(of: $0.story) })
    return names.map { name in (name, tally { Self.language(of: $0.story) == name }) }
      .sorted { ($1.1.stories, $0.0) < ($0.1.stories, $1.0) }
  }

  /// How many alliances of each form were found.
  package var forms: [(form: AllianceForm, found: Int, stories: Int)] {
    AllianceForm.allCases.compactMap { form in
      let those = outcomes.filter { $0.story.isAlliance && $0.story.form == form }
      return those.isEmpty ? nil : (form, those.count { $0.isTagged }, those.count)
    }
  }

  /// The share of look-alikes that are taken for an alliance.
  package var hardFalseAlarms: Double {
    let hard = outcomes.filter { $0.story.isHard && !$0.story.isAlliance }
    return Tally.share(hard.count { $0.isTagged }, of: hard.count)
  }

  /// How right the form, the stage and the parties are.
  package var details: Details {
    let found = outcomes.filter { $0.isTagged && $0.story.isAlliance }
    var (right, given, wanted) = (0, 0, 0)
    for outcome in found where !outcome.story.parties.isEmpty {
      let parties = Set(outcome.verdict.parties)
      right += parties.intersection(outcome.story.parties).count
      given += parties.count
      wanted += Set(outcome.story.parties).count
    }
    return Details(
      form: Tally.share(found.count { $0.verdict.form == $0.story.form }, of: found.count),
      stage: Tally.share(found.count { $0.verdict.stage == $0.story.stage }, of: found.count),
      partyPrecision: Tally.share(right, of: given),
      partyRecall: Tally.share(right, of: wanted)
    )
  }

  /// Between which values F1 lies with 95 % certainty: stories drawn again and again, by a seed
  /// that never changes.
  package var interval: ClosedRange<Double> {
    var state: UInt64 = 20_240_315
    var values: [Double] = []
    for _ in 0..<1000 where !outcomes.isEmpty {
      var tally = Tally()
      for _ in outcomes {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        tally.count(outcomes[Int((state >> 33) % UInt64(outcomes.count))])
      }
      values.append(tally.f1)
    }
    values.sort()
    return values.count == 1000 ? values[25]...values[974] : 0...0
  }

  private func tally(_ isMeant: (Outcome) -> Bool) -> Tally {
    var tally = Tally()
    for outcome in outcomes where isMeant(outcome) { tally.count(outcome) }
    return tally
  }

  private static func language(of story: LabelledStory) -> String {
    guard let language = story.text.language, !language.isEmpty else { return "unknown" }
    return String(language.prefix { $0 != "-" && $0 != "_" }).lowercased()
  }
}
