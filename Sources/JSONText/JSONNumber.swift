/// A JSON number as it was spelt, so that none loses digits on its way through.
package struct JSONNumber: Sendable, Hashable {
  /// The spelling, always one that JSON allows.
  package let text: String

  /// Creates a whole number.
  package init(_ value: Int64) { text = String(value) }

  /// Creates a number with a fraction, in its shortest exact spelling; `value` must be finite.
  package init(_ value: Double) {
    precondition(value.isFinite, "JSON has no spelling for infinity and not-a-number.")
    if value == value.rounded(), value.magnitude < 1e15 {
      text = String(Int64(value))
    } else {
      text = String(value)
    }
  }

  /// Takes over a spelling that the parser has checked.
  init(checked text: String) { self.text = text }

  /// The value when it is a whole number that 64 bits hold, `12.0` and `1e3` included.
  package var int: Int64? {
    if let whole = Int64(text) { return whole }
    guard let double, double == double.rounded() else { return nil }
    return Int64(exactly: double)
  }

  /// The nearest binary value; nil when it is too large for one.
  package var double: Double? {
    guard let value = Double(text), value.isFinite else { return nil }
    return value
  }
}
