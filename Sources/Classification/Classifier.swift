import Syndication

/// Decides of a story whether it is about an EV alliance, who is tied to whom, and says why.
package struct Classifier: Sendable {
  /// What the texts are read with.
  package let lexicon: Lexicon
  let model: LinearModel

  /// Makes a classifier of the built-in lexicon and weights, with a user's own lines and weights
  /// on top where there are any.
  package init(userLexicon: [LexiconSource] = [], userWeights: String? = nil) throws(LexiconError) {
    let lexicon = try Lexicon(BuiltIn.lexicon + userLexicon)
    let shipped = try LinearModel(BuiltIn.weights)
    guard let userWeights else {
      self.init(lexicon: lexicon, model: shipped)
      return
    }
    let local = LexiconSource(name: "weights.tsv", text: userWeights)
    self.init(lexicon: lexicon, model: try LinearModel(local, over: shipped))
  }

  /// Makes a classifier of these parts and nothing built in.
  package init(lexicon: Lexicon, model: LinearModel) {
    (self.lexicon, self.model) = (lexicon, model)
  }

  /// Which lexicon and weights decide.
  package var version: String { "lex-\(lexicon.version)·w-\(model.version)" }

  /// Examines a story: the built-in tag, the reader's rules, the evidence, the fingerprint.
  package func examine(_ story: StoryText, rules: RuleSet = .none) -> Examination {
    let reading = StoryReading(story, lexicon: lexicon, whole: rules.nameCompanies)
    let features = FeatureExtractor.features(of: reading, lexicon: lexicon)
    let score = model.score(features)
    var verdict = Verdict(score: score, version: version)
    let isAlliance = score >= model.threshold
    if isAlliance {
      verdict.tags.append(Verdict.allianceTag)
      let parties = reading.parties
      let form = Decision.form(of: reading, parties: parties, lexicon: lexicon)
      verdict.parties = Decision.names(of: parties, table: reading.names, lexicon: lexicon)
      verdict.form = form
      verdict.stage = Decision.stage(of: reading, form: form, lexicon: lexicon)
      verdict.themes = Decision.themes(of: reading, lexicon: lexicon)
    }
    verdict.evidence = EvidenceWriter(
      story: story,
      lexicon: lexicon,
      parties: isAlliance ? reading.parties : reading.titleLink.parties.map(\.thing),
      names: reading.names
    ).evidence(of: reading)
    verdict.features = weighted(features)
    verdict.tags += rules.tags(of: reading, story: story)
    let fingerprint = Fingerprinter.fingerprint(of: reading.shingles.numbers)
    return Examination(verdict: verdict, fingerprint: fingerprint)
  }

  /// The features as seen, the weightiest first; none when the story names nothing.
  private func weighted(_ features: [Int]) -> [FeatureWeight] {
    features.lazy
      .map { feature in
        let weight = model.weights[feature]
        return FeatureWeight(name: FeatureSpace.names[feature], value: 1, weight: weight)
      }
      .sorted { left, right in
        left.weight.magnitude == right.weight.magnitude
          ? left.name < right.name : left.weight.magnitude > right.weight.magnitude
      }
  }
}
