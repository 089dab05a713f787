import Syndication

/// `list --format csv`: RFC 4180 with a header, safe to open in a spreadsheet.
enum StoryCSV {
  static let header =
    "id,story,published,first_seen,title,url,outlet,outlets,parties,form,stage,themes,tags,score,review"

  static func row(_ entry: StoryEntry) -> String {
    [
      entry.id, entry.story, entry.published?.rfc3339 ?? "", entry.firstSeen.rfc3339,
      entry.title.printable, (entry.url ?? "").printable, entry.feedTitle.printable,
      String(Set(entry.outlets.map(\.feed)).count), entry.parties.joined(separator: "; "),
      entry.form?.rawValue ?? "", entry.stage?.rawValue ?? "",
      entry.themes.joined(separator: "; "), entry.tags.joined(separator: "; "),
      String(entry.score.roundedToThousandths), entry.review.state,
    ].map(cell).joined(separator: ",")
  }

  /// One cell: quoted where it must be, and disarmed where a spreadsheet would take it for a
  /// formula (`=`, `+`, `-`, `@`, their full-width twins, tab or return in front), by an apostrophe.
  ///
  /// Scalars are looked at, never characters: a combining mark makes one character of itself and
  /// the sign before it, but a spreadsheet still sees the sign.
  static func cell(_ text: String) -> String {
    var text = text
    if let first = text.unicodeScalars.first, "=+-@＝＋－＠\t\r".unicodeScalars.contains(first),
      Double(text) == nil
    {
      text = "'" + text
    }
    let special = ",\"\r\n".unicodeScalars
    guard text.unicodeScalars.contains(where: { special.contains($0) }) else { return text }
    var quoted = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted.append(scalar) }
      quoted.append(scalar)
    }
    quoted.append("\"")
    return String(quoted)
  }
}
