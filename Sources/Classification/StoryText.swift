package import Syndication

/// The plain texts of a story, as the classifier reads them.
package struct StoryText: Sendable, Hashable {
  /// The headline.
  package var title: String
  /// The description; nil when there is none.
  package var summary: String?
  /// The full text; nil when there is none.
  package var content: String?
  /// The language tag in force; nil when nothing says it.
  package var language: String?

  /// Creates a story's texts.
  package init(
    title: String,
    summary: String? = nil,
    content: String? = nil,
    language: String? = nil
  ) {
    (self.title, self.summary) = (title, summary)
    (self.content, self.language) = (content, language)
  }

  /// Takes the texts of a parsed item.
  package init(_ item: Item) {
    self.init(
      title: item.title ?? "",
      summary: item.summary,
      content: item.contentText,
      language: item.language
    )
  }

  func text(of field: EvidenceField) -> String {
    switch field {
    case .title: title
    case .summary: summary ?? ""
    case .content: content ?? ""
    }
  }
}

/// What the classifier made of a story.
package struct Examination: Sendable, Hashable {
  /// The decision and why.
  package var verdict: Verdict
  /// The sketch of the texts.
  package var fingerprint: Fingerprint
}
