/// The form of an alliance; the raw values are the contract's words.
package enum AllianceForm: String, Sendable, Hashable, CaseIterable, Codable {
  case jointVenture = "joint-venture"
  case merger
  case equityStake = "equity-stake"
  case memorandum
  case technologySharing = "technology-sharing"
  case supply
  case charging
  case alliance
}

/// How far an alliance has come; ordered from the first rumour to the end.
package enum AllianceStage: String, Sendable, Hashable, CaseIterable, Codable, Comparable {
  case rumour, talks, announced, signed, expanded, ended

  package static func < (left: AllianceStage, right: AllianceStage) -> Bool {
    left.order < right.order
  }

  private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// Which text of an item a piece of evidence stands in.
package enum EvidenceField: String, Sendable, Hashable, Codable {
  case title, summary, content
}

/// Words of the text that made the classifier decide as it did.
package struct Evidence: Sendable, Hashable, Codable {
  /// Which text; the offsets count in it.
  package var field: EvidenceField
  /// The first Unicode scalar of the words, counted from 0 in the field's plain text.
  package var start: Int
  /// The scalar behind the last one.
  package var end: Int
  /// The very words.
  package var text: String
  /// What the words are, such as `party`, `relation`, `stage`, `ev`, `theme`, `against` or `rival`.
  package var role: String
  /// What the words stand for: a company's canonical name, a form, a stage, a theme; nil if none.
  package var meaning: String?

  /// Creates a piece of evidence.
  package init(
    field: EvidenceField,
    start: Int,
    end: Int,
    text: String,
    role: String,
    meaning: String? = nil
  ) {
    (self.field, self.start, self.end) = (field, start, end)
    (self.text, self.role, self.meaning) = (text, role, meaning)
  }
}

/// One named feature of the linear model as it was seen in a text.
package struct FeatureWeight: Sendable, Hashable, Codable {
  /// The feature's name, such as `two-parties-and-relation-in-one-sentence`.
  package var name: String
  /// Its value in this text.
  package var value: Double
  /// The model's weight for it; value times weight is what it added to the logit.
  package var weight: Double

  /// Creates a feature as seen.
  package init(name: String, value: Double, weight: Double) {
    (self.name, self.value, self.weight) = (name, value, weight)
  }
}

/// What the classifier decided of one item, and why; stored as it was decided.
package struct Verdict: Sendable, Hashable, Codable {
  /// The tags in force: `ev-alliance` and the reader's own rules', in that order.
  package var tags: [String]
  /// How likely an EV alliance is the main subject, 0 to 1, calibrated.
  package var score: Double
  /// The partners by canonical name, the surest first; empty unless tagged `ev-alliance`.
  package var parties: [String]
  /// The form; nil unless tagged `ev-alliance`.
  package var form: AllianceForm?
  /// The stage; nil unless tagged `ev-alliance`.
  package var stage: AllianceStage?
  /// What it is about (`batteries`, `software`, `charging`, …), the strongest first.
  package var themes: [String]
  /// The words themselves, in the order of the text.
  package var evidence: [Evidence]
  /// The features with what each added, the strongest first; empty where nothing was seen.
  package var features: [FeatureWeight]
  /// Which lexicon and weights decided, such as `lex-3f2a·w-91bc`; changes when either does.
  package var version: String

  /// The built-in tag.
  package static let allianceTag = "ev-alliance"

  /// Whether the built-in tag is among the tags.
  package var isAlliance: Bool { tags.contains(Self.allianceTag) }

  /// Creates a verdict; without more, that of a text in which nothing was seen.
  package init(
    tags: [String] = [],
    score: Double = 0,
    parties: [String] = [],
    form: AllianceForm? = nil,
    stage: AllianceStage? = nil,
    themes: [String] = [],
    evidence: [Evidence] = [],
    features: [FeatureWeight] = [],
    version: String = ""
  ) {
    (self.tags, self.score, self.parties, self.form) = (tags, score, parties, form)
    (self.stage, self.themes, self.evidence) = (stage, themes, evidence)
    (self.features, self.version) = (features, version)
  }
}
