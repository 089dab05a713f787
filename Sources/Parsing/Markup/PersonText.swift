internal import Syndication

/// Reads a person from one text: `name (mail)`, `mail (name)`, `name <mail>`, or one of the two.
enum PersonText {
  /// The person; nil when the text says nobody.
  static func person(from line: String) -> Person? {
    guard line.utf8.contains(UInt8(ascii: "@")) else {
      return line.isEmpty ? nil : Person(name: line)
    }
    let text = address(line[...])
    var name: Substring = text
    var mail: Substring?
    if let (outside, inside) = parted(text, UInt8(ascii: "("), UInt8(ascii: ")"))
      ?? parted(text, UInt8(ascii: "<"), UInt8(ascii: ">"))
    {
      if isMail(inside) {
        (name, mail) = (outside, inside)
      } else if isMail(outside) {
        (name, mail) = (inside, outside)
      }
    } else if isMail(text) {
      (name, mail) = ("", text)
    } else if let found = words(of: text).first(where: isMail) {
      name = (text[..<found.startIndex] + text[found.endIndex...])[...]
      mail = found
    }
    let plain = trimmed(name)
    guard !plain.isEmpty || mail != nil else { return nil }
    mail = mail.map(address)
    if let mail, plain.isEmpty {
      return Person(name: String(trimmed(mail)), url: "mailto:\(trimmed(mail))")
    }
    return Person(name: String(plain), url: mail.map { "mailto:\(trimmed($0))" })
  }

  private static func words(of text: Substring) -> some Sequence<Substring> {
    text.utf8.split(separator: UInt8(ascii: " ")).lazy.map { Substring($0) }
  }

  /// A mail address without its scheme and what else a link to it asks for.
  private static func address(_ text: Substring) -> Substring {
    guard Array(text.utf8.prefix(7))[...].equals("mailto:") else { return text }
    let rest = Substring(text.utf8.dropFirst(7))
    return isMail(rest) ? Substring(rest.utf8.prefix { $0 != UInt8(ascii: "?") }) : text
  }

  /// What stands outside and inside the last pair of brackets.
  private static func parted(
    _ text: Substring,
    _ open: UInt8,
    _ close: UInt8
  ) -> (Substring, Substring)? {
    let bytes = text.utf8
    guard let start = bytes.lastIndex(of: open), let end = bytes.lastIndex(of: close), start < end
    else { return nil }
    let outside = trimmed(text[..<start]) + trimmed(text[bytes.index(after: end)...])
    return (outside[...], trimmed(text[bytes.index(after: start)..<end]))
  }

  private static func isMail(_ text: Substring) -> Bool {
    let bytes = text.utf8
    guard let sign = bytes.firstIndex(of: UInt8(ascii: "@")), sign > bytes.startIndex else {
      return false
    }
    let domain = bytes[bytes.index(after: sign)...]
    return domain.contains(UInt8(ascii: ".")) && !domain.contains(UInt8(ascii: "@"))
      && !bytes.contains(UInt8(ascii: " ")) && !bytes.contains(UInt8(ascii: "/"))
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let isEdge: (UInt8) -> Bool = {
      $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ",")
    }
    var bytes = text.utf8
    while let first = bytes.first, isEdge(first) { bytes.removeFirst() }
    while let last = bytes.last, isEdge(last) { bytes.removeLast() }
    return Substring(bytes)
  }
}
