import JSONText
import Syndication

/// `list --format jsonfeed`: the stories as a JSON Feed 1.1.
enum StoryJSONFeed {
  static func value(_ entries: [StoryEntry], title: String) -> JSONValue {
    [
      "version": "https://jsonfeed.org/version/1.1", "title": .string(title),
      "items": .array(entries.map(item)),
    ]
  }

  private static func item(_ entry: StoryEntry) -> JSONValue {
    var item = JSONObject()
    item.append("id", .string("\(entry.firstSeen.seconds):\(entry.id)"))
    item.append("url", entry.url)
    item.append("title", .string(entry.title))
    let about = [StoryTable.parties(of: entry), StoryTable.kind(of: entry)]
    item.append(
      "content_text",
      .string(
        (about + [StoryTable.outlets(of: entry)]).filter { !$0.isEmpty }.joined(separator: " · ")
      )
    )
    item.append("date_published", .string(entry.shown.rfc3339))
    if entry.updated > entry.shown {
      item.append("date_modified", .string(entry.updated.rfc3339))
    }
    item.append("authors", [["name": .string(entry.feedTitle)]])
    item.append("tags", .strings(entry.tags))
    // Extensions of JSON Feed are objects whose names begin with an underscore.
    item.append(
      "_tieup",
      [
        "story": .string(entry.story), "score": .double(entry.score.roundedToThousandths),
        "parties": .strings(entry.parties), "form": .text(entry.form?.rawValue),
        "stage": .text(entry.stage?.rawValue), "themes": .strings(entry.themes),
      ]
    )
    return .object(item)
  }
}
