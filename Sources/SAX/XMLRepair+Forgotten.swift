extension XMLRepair {
  /// Ends what a forgotten end tag left open: an item before the next one, a title before a link.
  mutating func closeBefore(_ key: NameKey) {
    guard let last = open.last else { return }
    if Self.articles.contains(key), let index = open.lastIndex(where: { $0.key == key }) {
      note("an element without an end tag")
      while open.count > index { abandon() }
    } else if Self.articles.contains(key), !Self.holders.contains(last.key),
      let index = open.lastIndex(where: { Self.holders.contains($0.key) }),
      !Self.articles.contains(open[index].key)
    {
      // An article stands in no element but those made to hold articles.
      note("an element without an end tag")
      while open.count > index + 1 { abandon() }
    } else if open.count > 1, Self.structure.contains(open[open.count - 2].key),
      Self.leaves.contains(key) && Self.leaves.contains(last.key)
        || Self.parts.contains(key) && Self.childless.contains(last.key)
    {
      note("an element without an end tag")
      abandon()
    }
  }

  /// Ends the innermost element, whose end tag is missing or lost its `<`: then what is left of it
  /// stands at the end of the text.
  mutating func abandon() {
    guard let element = open.popLast() else { return }
    var end = output.count
    while end > 0, ByteClass.isSpace(output[end - 1]) { end -= 1 }
    for sign in [">", "&gt;"] {
      let torn = Array("/".utf8) + bytes[element.name] + Array(sign.utf8)
      // Behind a `<` it is a whole one, of an element of the same name inside.
      if output[..<end].suffix(torn.count).elementsEqual(torn),
        output[..<(end - torn.count)].last != UInt8(ascii: "<")
      {
        output.removeLast(output.count - end + torn.count)
        break
      }
    }
    close(element)
  }

  private static let articles: Set = names("item entry")

  /// The element in which articles of this name stand in a feed; nil for what is no article.
  static func holder(of article: NameKey) -> String? {
    guard articles.contains(article) else { return nil }
    return article == NameKey("entry") ? "feed" : "channel"
  }

  /// What holds the parts of a feed or an article.
  static let structure: Set = names("item entry channel feed rss rdf head body opml")

  /// What may hold an article, or stand between it and what does.
  private static let holders = structure.union(names("items seq li"))

  /// What ends before any other of its kind; markup that nobody escaped may stand inside.
  private static let leaves: Set = names("title link guid pubDate description")

  /// What never holds an element, as `enclosure` and Atom's `link`, so that a part that starts
  /// inside is one that stands behind it.
  private static let childless: Set = names(
    "title link guid id pubDate published updated issued modified date creator subject category "
      + "comments enclosure thumbnail"
  )

  /// What an article consists of.
  private static let parts: Set = names(
    "title link guid id pubDate published updated issued modified date creator subject category "
      + "comments enclosure thumbnail description summary content encoded author"
  )

  private static func names(_ names: String) -> Set<NameKey> {
    Set(names.split(separator: " ").map { NameKey(String($0)) })
  }
}
