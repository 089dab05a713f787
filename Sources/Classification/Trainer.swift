/// Fits the weights of the linear model: logistic regression with a penalty on large weights, by
/// Newton's method, then a calibration on scores of stories that the weights had not seen.
///
/// The same stories in the same order give the same weights, byte for byte.
package struct Trainer: Sendable {
  private let lexicon: Lexicon
  /// What the weights are taken to be where the stories say nothing.
  private let prior: LinearModel
  /// How strongly weights are drawn to the prior.
  private let penalty: Double
  /// The share of alliances among the stories of a feed; labelled stories have more of them.
  private let share: Double
  /// How strongly the bias is drawn to the prior's: hardly, unless there are few stories.
  private let biasPenalty: Double

  /// Creates a trainer that reads stories with this lexicon.
  package init(lexicon: Lexicon, penalty: Double = 40, share: Double = 0.15) throws(LexiconError) {
    self.init(
      lexicon: lexicon,
      prior: try LinearModel(BuiltIn.prior),
      penalty: penalty,
      share: share
    )
  }

  /// Creates a trainer that starts from other weights than the built-in ones.
  package init(
    lexicon: Lexicon,
    prior: LinearModel,
    penalty: Double,
    share: Double,
    biasPenalty: Double = 1e-6
  ) {
    (self.lexicon, self.prior) = (lexicon, prior)
    (self.penalty, self.share, self.biasPenalty) = (penalty, share, biasPenalty)
  }

  /// A story as the model sees it.
  struct Example: Sendable {
    var features: [Int]
    var target: Double
    var part: Int
    /// For how many stories of a feed it stands.
    var count = 1.0
  }

  /// The score of a story that the weights had not seen, and what it should have been.
  private struct Point {
    var sum: Double, target: Double, count: Double
  }

  /// The model that fits the stories best.
  package func model(for stories: [LabelledStory]) -> LinearModel {
    model(of: balanced(examples(of: stories)))
  }

  /// The stories as the model sees them, in their order.
  func examples(of stories: [LabelledStory]) -> [Example] {
    stories.map { story in
      let reading = StoryReading(story.text, lexicon: lexicon)
      return Example(
        features: FeatureExtractor.features(of: reading, lexicon: lexicon),
        target: story.isAlliance ? 1 : 0,
        part: story.part
      )
    }
  }

  /// The examples, those that are none counted so often that alliances are as rare as in a feed.
  private func balanced(_ examples: [Example]) -> [Example] {
    let positive = Double(examples.count { $0.target == 1 })
    let negative = Double(examples.count) - positive
    guard positive > 0, negative > 0 else { return examples }
    let count = (1 - share) / share * positive / negative
    return examples.map { example in
      var example = example
      example.count = example.target == 1 ? 1 : count
      return example
    }
  }

  func model(of examples: [Example]) -> LinearModel {
    var unseen: [Point] = []
    for part in 0..<5 {
      let fitted = fit(examples.filter { $0.part != part })
      for example in examples where example.part == part {
        unseen.append(
          Point(
            sum: fitted.sum(example.features),
            target: example.target,
            count: example.count
          )
        )
      }
    }
    let (slope, offset) = calibration(unseen)
    let whole = fit(examples)
    return LinearModel(weights: whole.weights, bias: whole.bias, slope: slope, offset: offset)
  }

  /// Weights and bias by Newton's method.
  func fit(_ examples: [Example]) -> LinearModel {
    let size = FeatureSpace.count + 1
    var weights = prior.weights + [prior.bias]
    for _ in 0..<30 {
      var gradient = [Double](repeating: 0, count: size)
      var hessian = [Double](repeating: 0, count: size * size)
      for feature in 0..<FeatureSpace.count {
        gradient[feature] = penalty * (weights[feature] - prior.weights[feature])
        hessian[feature * size + feature] = penalty
      }
      gradient[size - 1] = biasPenalty * (weights[size - 1] - prior.bias)
      hessian[size * size - 1] = biasPenalty
      for example in examples {
        let active = example.features + [FeatureSpace.count]
        var sum = 0.0
        for feature in active { sum += weights[feature] }
        let probability = LinearModel.logistic(sum)
        let error = example.count * (probability - example.target)
        let curvature = example.count * max(probability * (1 - probability), 1e-6)
        for one in active {
          gradient[one] += error
          for two in active { hessian[one * size + two] += curvature }
        }
      }
      guard let step = Self.solve(hessian, gradient) else { break }
      guard let better = improved(weights, by: step, for: examples) else { break }
      weights = better
    }
    return LinearModel(
      weights: Array(weights.dropLast()),
      bias: weights.last ?? 0,
      slope: 1,
      offset: 0
    )
  }

  /// The weights after as much of the step as makes the fit better; nil when nothing does.
  private func improved(
    _ weights: [Double],
    by step: [Double],
    for examples: [Example]
  ) -> [Double]? {
    let before = loss(weights, examples)
    var share = 1.0
    for _ in 0..<12 {
      var moved = weights
      for index in moved.indices { moved[index] -= share * step[index] }
      let after = loss(moved, examples)
      if after < before { return before - after < 1e-9 ? nil : moved }
      share /= 2
    }
    return nil
  }

  /// How badly the weights fit: what training makes small.
  private func loss(_ weights: [Double], _ examples: [Example]) -> Double {
    var loss = 0.0
    for feature in 0..<FeatureSpace.count {
      let distance = weights[feature] - prior.weights[feature]
      loss += penalty / 2 * distance * distance
    }
    let shift = weights[FeatureSpace.count] - prior.bias
    loss += biasPenalty / 2 * shift * shift
    for example in examples {
      var sum = weights[FeatureSpace.count]
      for feature in example.features { sum += weights[feature] }
      let margin = example.target > 0.5 ? sum : -sum
      loss += example.count * LinearModel.softplus(-margin)
    }
    return loss
  }

  /// Solves a symmetric positive system by Cholesky's method; nil when it is not positive.
  static func solve(_ matrix: [Double], _ right: [Double]) -> [Double]? {
    let size = right.count
    var lower = matrix
    for column in 0..<size {
      for row in column..<size {
        var sum = lower[row * size + column]
        for inner in 0..<column { sum -= lower[row * size + inner] * lower[column * size + inner] }
        if row == column {
          guard sum > 0 else { return nil }
          lower[row * size + column] = sum.squareRoot()
        } else {
          lower[row * size + column] = sum / lower[column * size + column]
        }
      }
    }
    var result = right
    for row in 0..<size {
      for inner in 0..<row { result[row] -= lower[row * size + inner] * result[inner] }
      result[row] /= lower[row * size + row]
    }
    for row in stride(from: size - 1, through: 0, by: -1) {
      for inner in (row + 1)..<max(size, row + 1) {
        result[row] -= lower[inner * size + row] * result[inner]
      }
      result[row] /= lower[row * size + row]
    }
    return result
  }

  /// Slope and offset that make the logistic function of the sums a probability.
  private func calibration(_ points: [Point]) -> (Double, Double) {
    var (slope, offset) = (1.0, 0.0)
    guard points.contains(where: { $0.target == 1 }), points.contains(where: { $0.target == 0 })
    else { return (slope, offset) }
    for _ in 0..<20 {
      var (first, second) = (0.0, 0.0)
      var (aa, ab, bb) = (1e-6, 0.0, 1e-6)
      for point in points {
        let probability = LinearModel.logistic(slope * point.sum + offset)
        let error = point.count * (probability - point.target)
        let curvature = point.count * max(probability * (1 - probability), 1e-9)
        first += error * point.sum
        second += error
        aa += curvature * point.sum * point.sum
        ab += curvature * point.sum
        bb += curvature
      }
      let determinant = aa * bb - ab * ab
      guard determinant > 1e-12 else { break }
      slope -= (bb * first - ab * second) / determinant
      offset -= (aa * second - ab * first) / determinant
    }
    return (slope, offset)
  }
}
