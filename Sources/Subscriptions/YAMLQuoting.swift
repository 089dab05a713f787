import Syndication

/// Writes texts so that YAML reads the very same back.
enum YAMLQuoting {
  /// `text` as it may stand behind `key: `, or, `inFlow`, between brackets.
  static func scalar(_ text: String, inFlow: Bool = false) -> String {
    isPlain(text, inFlow: inFlow) ? text : quoted(text)
  }

  /// `text` in double quotes.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22: result += "\\\""
      case 0x5C: result += "\\\\"
      case ..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// A duration in the largest unit that holds it without a rest.
  static func duration(_ duration: Duration) -> String {
    let (seconds, atto) = duration.components
    guard atto == 0 else { return "\(Double(seconds) + Double(atto) / 1e18)" }
    for (size, unit) in [(86400, "d"), (3600, "h"), (60, "m")] as [(Int64, String)]
    where seconds != 0 && seconds % size == 0 {
      return "\(seconds / size)\(unit)"
    }
    return "\(seconds)s"
  }

  /// Cautious: what it lets through is plain to every YAML reader, 1.1 or 1.2.
  private static func isPlain(_ text: String, inFlow: Bool) -> Bool {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last,
      first.properties.isAlphabetic, last != " ", last != ":",
      !["true", "false", "yes", "no", "on", "off", "null", "y", "n"].contains(text.lowercased()),
      !text.contains(": "), !text.contains(" #")
    else { return false }
    return text.unicodeScalars.allSatisfy { scalar in
      switch scalar {
      case " ", ".", "-", "_", "/", "&", "+", "(", ")", "'", "!", "%", "~", "=", "@", ";", "$", "*":
        true
      // A colon between brackets splits for some readers.
      case ":", "?", "#", ",": !inFlow
      default:
        scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
      }
    }
  }
}

extension Subscription {
  /// The lines of a block entry: `dash` and `key` are the columns of the dash and the keys, from 0.
  func yamlLines(dash: Int, key: Int) -> [String] {
    let before = String(repeating: " ", count: dash)
    let gap = String(repeating: " ", count: max(1, key - dash - 1))
    let indent = String(repeating: " ", count: dash + 1 + gap.count)
    return yamlEntries(inFlow: false).enumerated().map { index, entry in
      (index == 0 ? before + "-" + gap : indent) + entry
    }
  }

  /// The entry between braces.
  var yamlFlow: String { "{" + yamlEntries(inFlow: true).joined(separator: ", ") + "}" }

  private func yamlEntries(inFlow: Bool) -> [String] {
    var entries = ["url: " + YAMLQuoting.scalar(url.text, inFlow: inFlow)]
    if let title { entries.append("title: " + YAMLQuoting.scalar(title, inFlow: inFlow)) }
    if !tags.isEmpty {
      let list = tags.map { YAMLQuoting.scalar($0, inFlow: true) }
      entries.append("tags: [" + list.joined(separator: ", ") + "]")
    }
    if let interval { entries.append("interval: " + YAMLQuoting.duration(interval)) }
    return entries
  }
}
