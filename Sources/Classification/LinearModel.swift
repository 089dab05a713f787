/// The weights of the features, and how the sum becomes a probability.
package struct LinearModel: Sendable {
  /// The weight of each feature, by its number.
  private(set) var weights: [Double]
  private(set) var bias = 0.0
  /// The probability is the logistic function of `slope * sum + offset`.
  private(set) var slope = 1.0, offset = 0.0
  /// From which probability on a story is tagged.
  private(set) var threshold = 0.5
  /// Changes when any weight does.
  package private(set) var version: String

  /// Reads `name<TAB>weight` lines; the names `bias`, `slope`, `offset`, `threshold` are the
  /// model's own, all others are features.
  ///
  /// A line with `added` in a third column adds to what the base has, so that a reader's own layer
  /// outlives a change of the shipped weights.
  package init(_ source: LexiconSource, over base: LinearModel? = nil) throws(LexiconError) {
    weights = base?.weights ?? [Double](repeating: 0, count: FeatureSpace.count)
    if let base {
      (bias, slope, offset, threshold) = (base.bias, base.slope, base.offset, base.threshold)
    }
    var hash = StableHash()
    hash.add(base?.version ?? "")
    hash.add(source.bytes)
    version = hash.short
    var number = 0
    for line in source.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      let bytes = line.last == 0x0D ? line.dropLast() : line
      if bytes.isEmpty || bytes.first == UInt8(ascii: "#") { continue }
      let columns = bytes.split(separator: 0x09, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      let isAdded = columns.count == 3 && columns[2] == "added"
      guard columns.count == 2 || isAdded, let value = Double(columns[1]), value.isFinite
      else {
        throw LexiconError(
          file: source.name,
          line: number,
          reason: "expected a feature and a number, tab between"
        )
      }
      switch columns[0] {
      case "bias": bias = isAdded ? bias + value : value
      case "slope": slope = value
      case "offset": offset = value
      case "threshold": threshold = value
      default:
        guard let feature = FeatureSpace.number(of: columns[0]) else {
          throw LexiconError(
            file: source.name,
            line: number,
            reason: "unknown feature \"\(columns[0])\""
          )
        }
        weights[feature] = isAdded ? weights[feature] + value : value
      }
    }
  }

  init(weights: [Double], bias: Double, slope: Double, offset: Double) {
    (self.weights, self.bias, self.slope, self.offset) = (weights, bias, slope, offset)
    version = ""
  }

  /// The weighted sum.
  func sum(_ features: [Int]) -> Double {
    var sum = bias
    for feature in features { sum += weights[feature] }
    return sum
  }

  /// The calibrated probability.
  func score(_ features: [Int]) -> Double { Self.logistic(slope * sum(features) + offset) }

  /// The text that `init` reads, the same for the same weights.
  package var text: String {
    var lines = ["# feature\tweight; written by tieup train"]
    lines.append("bias\t\(Self.fixed(bias))")
    lines.append("slope\t\(Self.fixed(slope))")
    lines.append("offset\t\(Self.fixed(offset))")
    lines.append("threshold\t\(Self.fixed(threshold))")
    for (name, weight) in zip(FeatureSpace.names, weights) where Self.fixed(weight) != "0.0000" {
      lines.append("\(name)\t\(Self.fixed(weight))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Four decimals, no locale.
  static func fixed(_ value: Double) -> String {
    let scaled = Int((value * 10_000).rounded())
    let sign = scaled < 0 ? "-" : ""
    let fraction = String(scaled.magnitude % 10_000)
    let zeros = String(repeating: "0", count: 4 - fraction.count)
    return "\(sign)\(scaled.magnitude / 10_000).\(zeros)\(fraction)"
  }

  /// The logistic function, without a library.
  static func logistic(_ value: Double) -> Double { 1 / (1 + exponential(-value)) }

  /// log(1 + e^value), the same on every machine.
  static func softplus(_ value: Double) -> Double {
    if value > 35 { return value }
    if value < -35 { return 0 }
    return naturalLogarithm(1 + exponential(value))
  }

  /// The natural logarithm of a number from 1 on, by Newton's method on the exponential.
  private static func naturalLogarithm(_ value: Double) -> Double {
    var result = Double(value.exponent) * 0.693_147_180_559_945_3
    for _ in 0..<6 {
      let power = exponential(result)
      result += 2 * (value - power) / (value + power)
    }
    return result
  }

  /// e to the power of `value`, the same on every machine.
  static func exponential(_ value: Double) -> Double {
    let bounded = max(-40, min(40, value))
    let parts = 1024.0
    let small = bounded / parts
    var result = 1 + small * (1 + small / 2 * (1 + small / 3 * (1 + small / 4)))
    for _ in 0..<10 { result *= result }
    return result
  }
}
