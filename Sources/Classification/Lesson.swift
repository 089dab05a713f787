/// What a reader's own verdicts teach: a layer of small changes that lies over the shipped weights.
package struct Lesson: Sendable {
  /// How strongly a weight is held to the shipped one: some ten like verdicts move it by one.
  private static let penalty = 6.0

  /// How much is added to each weight that moves, by the feature's name; `bias` among them.
  package let changes: [(name: String, added: Double)]

  /// Learns from what a reader said of stories, which `shipped` judges without it.
  ///
  /// The calibration stays: a few dozen verdicts are too few to make one of. The same verdicts on
  /// the same shipped weights give the same layer.
  package init(from stories: [LabelledStory], over shipped: Classifier) {
    let trainer = Trainer(
      lexicon: shipped.lexicon,
      prior: shipped.model,
      penalty: Self.penalty,
      share: 0.5,
      biasPenalty: Self.penalty
    )
    let fitted = trainer.fit(trainer.examples(of: stories))
    var changes = [(name: "bias", added: fitted.bias - shipped.model.bias)]
    for (number, name) in FeatureSpace.names.enumerated() {
      changes.append((name, fitted.weights[number] - shipped.model.weights[number]))
    }
    self.changes =
      changes
      .filter {
        LinearModel.fixed($0.added) != "0.0000" && LinearModel.fixed($0.added) != "-0.0000"
      }
      .sorted { ($1.added.magnitude, $0.name) < ($0.added.magnitude, $1.name) }
  }

  /// The layer as a weights file: `name<TAB>change<TAB>added` lines.
  package var text: String {
    let lines = changes.map { "\($0.name)\t\(LinearModel.fixed($0.added))\tadded" }
    return (["# feature\tchange; learned by tieup train --reviews"] + lines)
      .joined(separator: "\n") + "\n"
  }
}
