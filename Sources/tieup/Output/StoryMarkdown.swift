import Syndication

/// `list --format markdown`: a heading a day, a list item a story.
enum StoryMarkdown {
  static func lines(_ entries: [StoryEntry]) -> [String] {
    var lines: [String] = []
    var day = ""
    for entry in entries {
      let shown = String(entry.shown.rfc3339.prefix(10))
      if shown != day {
        if !day.isEmpty { lines.append("") }
        lines += ["## \(shown)", ""]
        day = shown
      }
      lines.append(item(entry))
    }
    return lines
  }

  private static func item(_ entry: StoryEntry) -> String {
    let headline = escaped(entry.headline)
    let title = entry.url.map { "[\(headline)](<\(address($0))>)" } ?? headline
    var parts = ["- **\(title)**", "— \(escaped(StoryTable.outlets(of: entry)))"]
    if !entry.parties.isEmpty {
      parts.append("· \(escaped(StoryTable.parties(of: entry)))")
    }
    let kind = StoryTable.kind(of: entry)
    if !kind.isEmpty { parts.append("· \(escaped(kind))") }
    return parts.joined(separator: " ")
  }

  /// Text with the characters that Markdown would take for its own made harmless.
  static func escaped(_ text: String) -> String {
    // Scalar by scalar: a combining mark must not hide the bracket that it stands on.
    let special = "\\`*_[]<>#|~&!".unicodeScalars
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if special.contains(scalar) { result.append("\\") }
      result.append(scalar)
    }
    return String(result)
  }

  /// An address inside `<…>`, where only angle brackets and line breaks end it.
  static func address(_ url: String) -> String {
    var result = ""
    for scalar in url.unicodeScalars {
      switch scalar {
      case "<": result += "%3C"
      case ">": result += "%3E"
      case "\\": result += "%5C"
      default: if scalar.value > 0x20 { result.unicodeScalars.append(scalar) }
      }
    }
    return result
  }
}
