package import Syndication

/// A story with what a person said of it: what the classifier learns from and is measured by.
package struct LabelledStory: Sendable, Hashable {
  /// Its name; also decides whether it is held back.
  package var id: String
  /// The texts.
  package var text: StoryText
  /// Whether an EV alliance is its main subject.
  package var isAlliance: Bool
  /// The form, of an alliance.
  package var form: AllianceForm?
  /// The stage, of an alliance.
  package var stage: AllianceStage?
  /// The partners by canonical name, of an alliance.
  package var parties: [String]
  /// Whether it looks like an alliance and is none.
  package var isHard: Bool

  /// Creates a labelled story.
  package init(
    id: String,
    text: StoryText,
    isAlliance: Bool,
    form: AllianceForm? = nil,
    stage: AllianceStage? = nil,
    parties: [String] = [],
    isHard: Bool = false
  ) {
    (self.id, self.text, self.isAlliance) = (id, text, isAlliance)
    (self.form, self.stage, self.parties, self.isHard) = (form, stage, parties, isHard)
  }

  /// Whether training leaves it out, so that it can measure: a fifth, by its name, for ever.
  package var isHeldBack: Bool {
    var hash = StableHash()
    hash.add(id)
    return hash.mixed % 5 == 0
  }

  /// Which of the five parts of the training it is in when scores are calibrated.
  var part: Int {
    var hash = StableHash()
    hash.add("part")
    hash.add(id)
    return Int(hash.mixed % 5)
  }
}

extension StableHash {
  /// The hash with every bit depending on every other.
  var mixed: UInt64 {
    var mixed = (value ^ (value >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    mixed = (mixed ^ (mixed >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return mixed ^ (mixed >> 33)
  }
}
