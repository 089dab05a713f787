package import JSONText
package import Syndication

/// Spells a feed as JSON Feed 1.1, members in the order of its specification.
package enum JSONFeedWriter {
  /// The feed as a JSON object; what the feed does not say is left out.
  package static func value(of feed: Feed) -> JSONValue {
    var object = JSONObject()
    object.append("version", "https://jsonfeed.org/version/1.1")
    object.append("title", feed.title)
    object.append("home_page_url", feed.homePageURL)
    object.append("feed_url", feed.feedURL)
    object.append("description", feed.summary)
    object.append("next_url", feed.nextURL)
    object.append("icon", feed.icon)
    object.append("favicon", feed.favicon)
    append(feed.authors, to: &object)
    object.append("language", feed.language)
    if feed.isExpired { object.append("expired", true) }
    if !feed.hubs.isEmpty {
      object.append(
        "hubs",
        .array(feed.hubs.map { ["type": "WebSub", "url": .string($0)] })
      )
    }
    object.append("items", .array(feed.items.map(value(of:))))
    return .object(object)
  }

  /// An item as a JSON object; without an id of its own it gets its address or title as one, since
  /// the format asks for one.
  package static func value(of item: Item) -> JSONValue {
    var object = JSONObject()
    object.append("id", item.id ?? item.url ?? item.title)
    object.append("url", item.url)
    object.append("external_url", item.externalURL)
    object.append("title", item.title)
    object.append("content_html", item.contentHTML)
    object.append("content_text", item.contentText)
    object.append("summary", item.summary)
    object.append("image", item.image)
    object.append("banner_image", item.bannerImage)
    object.append("date_published", item.published?.rfc3339)
    object.append("date_modified", item.modified?.rfc3339)
    append(item.authors, to: &object)
    if !item.tags.isEmpty { object.append("tags", .strings(item.tags)) }
    object.append("language", item.language)
    if !item.enclosures.isEmpty {
      object.append("attachments", .array(item.enclosures.map(value(of:))))
    }
    return .object(object)
  }

  private static func value(of enclosure: Enclosure) -> JSONValue {
    var object = JSONObject()
    object.append("url", enclosure.url)
    object.append("mime_type", enclosure.mimeType)
    object.append("title", enclosure.title)
    object.append("size_in_bytes", enclosure.size)
    if let duration = enclosure.duration {
      object.append("duration_in_seconds", .double(duration))
    }
    return .object(object)
  }

  private static func append(_ authors: [Person], to object: inout JSONObject) {
    guard !authors.isEmpty else { return }
    object.append(
      "authors",
      .array(
        authors.map { person in
          var author = JSONObject()
          author.append("name", person.name)
          author.append("url", person.url)
          author.append("avatar", person.avatar)
          return .object(author)
        }
      )
    )
  }
}
