import Syndication

/// `digest --format markdown`: a heading for each set of companies, a list item a change.
enum DigestMarkdown {
  static func text(_ digest: Digest) -> String {
    var lines = ["# \(digest.title)", "", digest.counts]
    for group in digest.groups {
      lines += ["", "## \(StoryMarkdown.escaped(group.title.printable))", ""]
      lines += group.changes.map(item)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func item(_ change: Digest.Change) -> String {
    let article = change.article
    var line = "- **\(change.words)**: \(link(article.title, article.url))"
    line += " — \(StoryMarkdown.escaped(article.feedTitle.printable))"
    let others = change.others.map { link($0.name, $0.url) }
    if !others.isEmpty { line += ", \(others.joined(separator: ", "))" }
    if let form = change.entry.form { line += " · \(form.rawValue)" }
    return line
  }

  private static func link(_ text: String, _ url: String?) -> String {
    let text = StoryMarkdown.escaped(text.printable)
    return Digest.followable(url).map { "[\(text)](<\(StoryMarkdown.address($0))>)" } ?? text
  }
}
