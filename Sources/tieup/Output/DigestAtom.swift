import Syndication

/// `digest --format atom`: a change an entry (RFC 4287), so that any reader can be the desk's screen.
enum DigestAtom {
  static func text(_ digest: Digest) -> String {
    let updated = digest.changes.map(\.latest).max() ?? digest.now
    var lines = [
      #"<?xml version="1.0" encoding="utf-8"?>"#,
      #"<feed xmlns="http://www.w3.org/2005/Atom">"#,
      "  <id>urn:tieup:digest</id>",
      "  <title>tieup: EV alliances, what changed</title>",
      "  <updated>\(updated.rfc3339)</updated>",
      "  <author><name>tieup</name></author>",
      "  <generator version=\"\(Version.text)\">tieup</generator>",
    ]
    for group in digest.groups {
      for change in group.changes { lines += self.lines(change, group.title) }
    }
    return lines.joined(separator: "\n") + "\n</feed>\n"
  }

  private static func lines(_ change: Digest.Change, _ companies: String) -> [String] {
    let (entry, article) = (change.entry, change.article)
    let stage = entry.stage?.rawValue ?? "none"
    var lines = [
      "  <entry>",
      // The stage is part of the id: a further stage is a further entry, not an edit of the first.
      "    <id>urn:tieup:change:\(entry.firstSeen.seconds):\(XMLText.escaped(entry.id)):\(stage)</id>",
      "    <title>\(XMLText.escaped("\(companies): \(article.title)"))</title>",
      "    <updated>\(change.latest.rfc3339)</updated>",
      "    <author><name>\(XMLText.escaped(article.feedTitle))</name></author>",
    ]
    if let url = Digest.followable(article.url) {
      lines.append("    <link rel=\"alternate\" href=\"\(XMLText.address(url))\"/>")
    }
    for other in change.others where other.url != article.url && Digest.followable(other.url) != nil
    {
      lines.append(
        "    <link rel=\"related\" title=\"\(XMLText.escaped(other.name))\" "
          + "href=\"\(XMLText.address(other.url))\"/>"
      )
    }
    let terms = [change.kind] + [entry.form?.rawValue, entry.stage?.rawValue].compactMap { $0 }
    for term in terms + entry.parties {
      lines.append("    <category term=\"\(XMLText.escaped(term))\"/>")
    }
    let element = Digest.followable(article.url) == nil ? "content" : "summary"
    lines.append(
      "    <\(element)>\(XMLText.escaped("\(change.words) · \(companies)"))</\(element)>"
    )
    lines.append("  </entry>")
    return lines
  }
}
