/// Text that was given to be one line: a title, a label.
package enum SingleLine {
  /// `text` as one line: white space folded, control characters and byte order marks gone; nil when
  /// nothing is left.
  package static func of(_ text: String) -> String? {
    var clean = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where scalar != "\u{FEFF}" {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: clean.append(" ")
      default: clean.append(scalar)
      }
    }
    let words = String(clean).split(whereSeparator: \.isWhitespace)
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}
