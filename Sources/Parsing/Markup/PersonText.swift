internal import Syndication

/// Reads a person from one text: `name (mail)`, `mail (name)`, `name <mail>`, or one of the two.
enum PersonText {
  /// The person; nil when the text says nobody.
  static func person(from line: String) -> Person? {
    guard line.utf8.contains(UInt8(ascii: "@")) else {
      return line.isEmpty ? nil : Person(name: line)
    }
    var text = line[...]
    if text.lowercased().hasPrefix("mailto:"), isMail(text.dropFirst(7)) {
      text = text.dropFirst(7)
    }
    var name: Substring = text
    var mail: Substring?
    if let (outside, inside) = parted(text, "(", ")") ?? parted(text, "<", ">") {
      if isMail(inside) {
        (name, mail) = (outside, inside)
      } else if isMail(outside) {
        (name, mail) = (inside, outside)
      }
    } else if isMail(text) {
      (name, mail) = ("", text)
    } else if let found = text.split(separator: " ").first(where: isMail) {
      name = (text[..<found.startIndex] + text[found.endIndex...])[...]
      mail = found
    }
    let plain = trimmed(name)
    guard !plain.isEmpty || mail != nil else { return nil }
    if let mail, plain.isEmpty {
      return Person(name: String(trimmed(mail)), url: "mailto:\(trimmed(mail))")
    }
    return Person(name: String(plain), url: mail.map { "mailto:\(trimmed($0))" })
  }

  /// What stands outside and inside the last pair of brackets.
  private static func parted(
    _ text: Substring,
    _ open: Character,
    _ close: Character
  ) -> (Substring, Substring)? {
    guard let start = text.lastIndex(of: open), let end = text.lastIndex(of: close), start < end
    else { return nil }
    let outside = trimmed(text[..<start]) + trimmed(text[text.index(after: end)...])
    return (outside[...], trimmed(text[text.index(after: start)..<end]))
  }

  private static func isMail(_ text: Substring) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
      && !text.contains(" ") && !text.contains("/")
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while let first = text.first, first == " " || first == "\"" || first == "," {
      text.removeFirst()
    }
    while let last = text.last, last == " " || last == "\"" || last == "," { text.removeLast() }
    return text
  }
}
