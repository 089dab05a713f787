extension String {
  /// The text as it may be shown to a person: on one line, without control characters, escape
  /// sequences or the marks that turn the direction of writing.
  ///
  /// Feeds are hostile input: an OSC 8 or OSC 52 sequence in a headline must never reach a
  /// terminal. What is cut is only the control character itself; the rest of a sequence then is
  /// plain letters. Marks that are stacked higher than any script does are cut, too: they would
  /// cover the lines above.
  var printable: String {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return self }
    var result = String.UnicodeScalarView()
    var marks = 0
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: result.append(" ")
      case 0x00...0x1F, 0x7F...0x9F: continue
      case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0x061C: continue
      case 0xE0000...0xE007F: continue
      case 0x300...:
        let isMark = scalar.properties.generalCategory == .nonspacingMark
        marks = isMark ? marks + 1 : 0
        if marks <= 8 { result.append(scalar) }
      default:
        marks = 0
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// The same, but line breaks stay: for a text of several paragraphs.
  var printableLines: String {
    split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0).printable }.joined(separator: "\n")
  }
}
