internal import JSONText
internal import Syndication

/// Reads JSON Feed 1.0 and 1.1.
struct JSONFeedReader {
  /// What is made of texts that are HTML.
  let use: HTMLUse

  /// The feed; nil when the value is no JSON Feed.
  func feed(from value: JSONValue, scope outer: FeedScope) -> Feed? {
    guard case .object(let object) = value else { return nil }
    let version = text(object["version"]) ?? ""
    guard version.contains("jsonfeed.org") || version.isEmpty && isLikeFeed(object) else {
      return nil
    }
    var feed = Feed(
      format: version.hasSuffix("/1") || version.hasSuffix("1.0") ? .jsonFeed10 : .jsonFeed11
    )
    var scope = outer
    if scope.base == nil {
      scope.base = (text(object["feed_url"]) ?? text(object["home_page_url"]))
        .flatMap { BaseAddress($0) }
    }
    feed.title = line(object["title"])
    feed.summary = line(object["description"])
    feed.homePageURL = address(object["home_page_url"], scope)
    feed.feedURL = address(object["feed_url"], scope)
    feed.nextURL = address(object["next_url"], scope)
    feed.icon = address(object["icon"], scope)
    feed.favicon = address(object["favicon"], scope)
    feed.language = language(object["language"])
    feed.authors = people(in: object, scope)
    feed.isExpired = object["expired"]?.boolValue ?? false
    feed.hubs = (object["hubs"]?.arrayValue ?? []).compactMap { address($0["url"], scope) }
    scope.language = feed.language
    for value in object["items"]?.arrayValue ?? [] {
      if let item = item(from: value, scope: scope) { feed.take(item) }
    }
    return feed
  }

  private func isLikeFeed(_ object: JSONObject) -> Bool {
    object["title"] != nil && object["items"]?.arrayValue != nil
      && (object["home_page_url"] != nil || object["feed_url"] != nil)
  }

  private func item(from value: JSONValue, scope: FeedScope) -> Item? {
    guard case .object(let object) = value else { return nil }
    var item = Item()
    item.id = text(object["id"])
    item.url = address(object["url"], scope)
    item.externalURL = address(object["external_url"], scope)
    item.title = line(object["title"])
    item.summary = line(object["summary"])
    item.image = address(object["image"], scope)
    item.bannerImage = address(object["banner_image"], scope)
    item.published = date(object["date_published"])
    item.modified = date(object["date_modified"])
    item.authors = people(in: object, scope)
    item.language = language(object["language"]) ?? scope.language
    item.enclosures = (object["attachments"]?.arrayValue ?? []).compactMap {
      enclosure(from: $0, scope: scope)
    }
    var tags = TagList()
    switch object["tags"] {
    case .array(let values): for tag in values { tags.add(text: text(tag)) }
    case .string(let tag): tags.add(text: tag)
    default: break
    }
    item.tags = tags.tags
    putTexts(of: object, into: &item, scope: scope)
    return item
  }

  private func putTexts(of object: JSONObject, into item: inout Item, scope: FeedScope) {
    if let html = text(object["content_html"]) {
      guard use != .untouched else { return item.contentHTML = html }
      let body = ContentBody(html: Array(html.utf8)[...], scope: scope, use: use)
      (item.contentHTML, item.contentText) = (body.html, body.text)
    }
    // What the publisher wrote as plain text goes before what is left of the markup.
    if let plain = text(object["content_text"]) {
      let body = ContentBody(
        Array(plain.utf8)[...],
        form: .plain,
        scope: scope,
        use: use
      )
      item.contentText = body.text ?? item.contentText
    }
    if item.contentHTML == nil, item.contentText == nil {
      item.contentText = item.summary
      item.summary = nil
    }
  }

  private func enclosure(from value: JSONValue, scope: FeedScope) -> Enclosure? {
    guard let url = address(value["url"], scope) else { return nil }
    var enclosure = Enclosure(url: url)
    enclosure.mimeType = text(value["mime_type"])
    enclosure.title = line(value["title"])
    enclosure.size = number(value["size_in_bytes"]).flatMap { Int64(exactly: $0.rounded()) }
    enclosure.duration = number(value["duration_in_seconds"])
    return enclosure
  }

  /// `authors`, or version 1.0's `author`; both also as one object or a bare name.
  private func people(in object: JSONObject, _ scope: FeedScope) -> [Person] {
    var values: [JSONValue] = []
    switch object["authors"] ?? object["author"] {
    case .array(let several): values = several
    case let value?: values = [value]
    case nil: break
    }
    if values.isEmpty, let author = object["author"] { values = [author] }
    return values.compactMap { value in
      if let name = value.stringValue { return Person(name: PlainText.line(fromText: name)) }
      let person = Person(
        name: line(value["name"]),
        url: address(value["url"], scope),
        avatar: address(value["avatar"], scope)
      )
      return person.name == nil && person.url == nil && person.avatar == nil ? nil : person
    }
  }

  /// A string, or a number or truth value in its place, spelt out.
  private func text(_ value: JSONValue?) -> String? {
    switch value {
    case .string(let text): text.utf8.contains { $0 > 0x20 } ? text : nil
    case .number(let number): number.int.map { String($0) } ?? number.text
    case .bool(let truth): truth ? "true" : "false"
    default: nil
    }
  }

  private func line(_ value: JSONValue?) -> String? {
    guard let text = text(value) else { return nil }
    let line = PlainText.line(fromText: text)
    return line.isEmpty ? nil : line
  }

  private func address(_ value: JSONValue?, _ scope: FeedScope) -> String? {
    guard let text = value?.stringValue else { return nil }
    let bytes = Array(text.utf8)[...].trimmed
    return bytes.isEmpty ? nil : WebAddress.resolve(bytes, against: scope.base)
  }

  /// A date, also as the number of seconds or milliseconds since 1970.
  private func date(_ value: JSONValue?) -> Timestamp? {
    text(value).flatMap { FeedDate.timestamp(from: $0) }
  }

  private func language(_ value: JSONValue?) -> String? {
    value?.stringValue.flatMap { LanguageTag.text(Array($0.utf8)[...]) }
  }

  private func number(_ value: JSONValue?) -> Double? {
    value?.doubleValue ?? value?.stringValue.flatMap { Double($0) }
  }
}
