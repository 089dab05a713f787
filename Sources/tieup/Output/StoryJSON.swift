import JSONText
import Storage
import Syndication

/// The JSON of `show` and `explain`, and what other commands share of it.
enum StoryJSON {
  /// A story with everything kept of it.
  static func story(_ detail: StoryDetail, _ names: FeedNames) -> JSONValue {
    var object = StoryEntry(detail.row, names).json.objectValue ?? JSONObject()
    object.append("articles", .array(detail.items.map { item($0, names) }))
    object.append(
      "reviews",
      .array(
        detail.reviews.map {
          ["at": .moment($0.at), "mark": .string($0.mark), "note": .text($0.note)]
        }
      )
    )
    return .object(object)
  }

  /// An article with its texts, its verdict and its changes.
  static func item(_ item: ItemDetail, _ names: FeedNames) -> JSONValue {
    var object = StoryEntry(item.row, names, asItem: true).json.objectValue ?? JSONObject()
    object.append("summary", .text(item.summary))
    object.append("content_text", .text(item.content))
    object.append("language", .text(item.language))
    object.append("authors", .text(item.authors))
    object.append("evidence", .array(item.verdict.evidence.map(evidence)))
    object.append("edits", .array(item.edits.map(edit)))
    return .object(object)
  }

  /// Why one article was tagged or not.
  static func explanation(_ item: ItemDetail) -> JSONValue {
    let verdict = item.verdict
    return [
      "id": .string(String(item.row.id)), "story": .string(String(item.row.story)),
      "title": .text(item.row.title), "tags": .strings(verdict.tags),
      "score": .double(verdict.score.roundedToThousandths), "parties": .strings(verdict.parties),
      "form": .text(verdict.form?.rawValue), "stage": .text(verdict.stage?.rawValue),
      "themes": .strings(verdict.themes), "evidence": .array(verdict.evidence.map(evidence)),
      "features": .array(
        verdict.features.map {
          [
            "name": .string($0.name), "value": .double($0.value), "weight": .double($0.weight),
            "added": .double(($0.value * $0.weight).roundedToThousandths),
          ]
        }
      ),
      "version": .string(verdict.version),
    ]
  }

  /// A piece of evidence, as `classify` prints it too.
  static func evidence(_ evidence: Evidence) -> JSONValue {
    var object = JSONObject()
    object.append("field", .string(evidence.field.rawValue))
    object.append("start", .int(evidence.start))
    object.append("end", .int(evidence.end))
    object.append("text", .string(evidence.text))
    object.append("role", .string(evidence.role))
    object.append("meaning", evidence.meaning)
    return .object(object)
  }

  private static func edit(_ edit: EditEntry) -> JSONValue {
    [
      "at": .moment(edit.at), "title_before": .text(edit.titleBefore),
      "title_after": .text(edit.titleAfter), "summary_before": .text(edit.summaryBefore),
      "content_before": .text(edit.contentBefore), "tags_before": .strings(edit.tagsBefore),
      "tags_after": .strings(edit.tagsAfter), "stage_before": .text(edit.stageBefore?.rawValue),
      "stage_after": .text(edit.stageAfter?.rawValue),
    ]
  }
}
