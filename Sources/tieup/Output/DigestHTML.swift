import Syndication

/// `digest --format html`: one page that a mail can carry; styles stand with the elements, since
/// mail programs drop style sheets.
enum DigestHTML {
  static func text(_ digest: Digest) -> String {
    let title = escaped(digest.title)
    var lines = [
      "<!DOCTYPE html>", "<html lang=\"en\">", "<head>", "<meta charset=\"utf-8\">",
      "<meta name=\"viewport\" content=\"width=device-width\">", "<title>\(title)</title>",
      "</head>",
      "<body style=\"font-family:sans-serif;line-height:1.4;max-width:42em;margin:1em auto\">",
      "<h1 style=\"font-size:1.4em\">\(title)</h1>", "<p>\(escaped(digest.counts))</p>",
    ]
    for group in digest.groups {
      lines.append("<h2 style=\"font-size:1.15em\">\(escaped(group.title))</h2>")
      lines.append("<ul>")
      lines += group.changes.map(item)
      lines.append("</ul>")
    }
    lines += ["</body>", "</html>"]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func item(_ change: Digest.Change) -> String {
    let article = change.article
    var line = "<li><b>\(escaped(change.words))</b>: \(link(article.title, article.url))"
    line += "<br><small>\(escaped(article.feedTitle))"
    for other in change.others { line += ", \(link(other.name, other.url))" }
    if let form = change.entry.form { line += " · \(form.rawValue)" }
    return line + "</small></li>"
  }

  /// A link where the address is one that may be followed, else the text alone.
  private static func link(_ text: String, _ url: String?) -> String {
    let text = escaped(text)
    guard let url = Digest.followable(url) else { return text }
    return "<a href=\"\(XMLText.escaped(url))\">\(text)</a>"
  }

  private static func escaped(_ text: String) -> String { XMLText.escaped(text.printable) }
}
