/// Readable text on one line, for titles, names and the like.
public enum PlainText {
  /// The text of a piece of HTML: tags taken away, references decoded, white space collapsed.
  public static func line(fromHTML html: ArraySlice<UInt8>) -> String {
    let bytes = html.span
    for index in 0..<bytes.count
    where bytes[index] == UInt8(ascii: "<") || bytes[index] == UInt8(ascii: "&") {
      var pass = CleaningPass(html, base: nil, writesHTML: false)
      pass.run()
      return pass.finishedText()
    }
    return line(fromText: html)
  }

  /// The text of a piece of HTML: tags taken away, references decoded, white space collapsed.
  public static func line(fromHTML html: String) -> String {
    line(fromHTML: Array(html.utf8)[...])
  }

  /// `text`, in which nothing is markup, on one line: white space collapsed and trimmed, what
  /// cannot be seen (controls, marks of direction) taken away.
  public static func line(fromText text: ArraySlice<UInt8>) -> String {
    var writer = TextWriter(capacity: text.count, isOneLine: true)
    writer.append(text)
    return writer.finished()
  }

  /// `text`, in which nothing is markup, on one line.
  public static func line(fromText text: String) -> String {
    line(fromText: Array(text.utf8)[...])
  }
}
