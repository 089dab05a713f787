/// Readable text on one line, for titles, names and the like.
public enum PlainText {
  /// The text of a piece of HTML: tags taken away, references decoded, white space collapsed.
  public static func line(fromHTML html: ArraySlice<UInt8>) -> String {
    let bytes = html.span
    for index in 0..<bytes.count
    where bytes[index] == UInt8(ascii: "<") || bytes[index] == UInt8(ascii: "&") {
      var pass = CleaningPass(html, base: nil, writesHTML: false, isOneLine: true)
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

  /// Whether making a line of `text`, trimmed and valid UTF-8, would leave it as it is, judged by
  /// what begins in the bytes from `start` to `end`.
  static func isLine(_ text: Span<UInt8>, from start: Int, to end: Int, asHTML: Bool) -> Bool {
    var index = start
    while index < end {
      let byte = text[index]
      index &+= 1
      if byte > 0x3E, byte < 0x7F { continue }
      if byte == 0x20 {
        guard index < text.count, text[index] > 0x20 else { return false }
        continue
      }
      guard ByteClass.isSpecial(byte) else { continue }
      switch ByteClass.of(byte) {
      case .space, .control: return false
      case .lead:
        if Invisible.at(index - 1, in: text, kind: .lead).length > 0 { return false }
      case .plain, .markup:
        if asHTML, byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&") { return false }
      }
    }
    return true
  }
}
