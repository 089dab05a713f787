import Storage
import Syndication

/// The page of `show`: a story with its articles, what readers said of it, and its links.
struct StoryPage {
  let detail: StoryDetail
  let names: FeedNames
  let style: Style
  let width: Int

  func lines() -> [String] {
    let row = detail.row
    var lines = DisplayWidth.wrapped((row.title ?? "(no headline)").printable, to: width)
      .map(style.bold)
    let entry = StoryEntry(row, names)
    let kind = StoryTable.kind(of: entry)
    if !entry.parties.isEmpty || !kind.isEmpty {
      lines.append(
        [style.bold(StoryTable.parties(of: entry)), style.cyan(kind)].filter { !$0.isEmpty }
          .joined(separator: "  ")
      )
    }
    lines += DisplayWidth.wrapped(facts(entry), to: width).map(style.dim)
    lines += reviewLines()
    for item in detail.items { lines += [""] + self.lines(for: item) }
    lines += ["", style.dim("tieup explain \(row.story) shows why it was tagged or not")]
    return lines
  }

  private func facts(_ entry: StoryEntry) -> String {
    var facts = ["story \(entry.story)", "first seen \(entry.firstSeen.rfc3339)"]
    if !entry.tags.isEmpty { facts.append(entry.tags.map(\.printable).joined(separator: ", ")) }
    if !entry.themes.isEmpty { facts.append(entry.themes.joined(separator: ", ")) }
    facts.append(counted(detail.row.feeds, "outlet"))
    return facts.joined(separator: " · ")
  }

  private func reviewLines() -> [String] {
    guard !detail.reviews.isEmpty else { return [] }
    return detail.reviews.map { entry in
      let words = entry.note.map { ": \($0.printable)" } ?? ""
      return "\(style.yellow(entry.mark))\(words)  \(style.dim(entry.at.rfc3339))"
    }
  }

  private func lines(for item: ItemDetail) -> [String] {
    var lines = DisplayWidth.wrapped((item.row.title ?? "(no headline)").printable, to: width)
      .map(style.bold)
    for outlet in item.row.outlets {
      let title = names.title(of: outlet.feed, own: outlet.feedTitle).printable
      let when = (outlet.published ?? outlet.firstSeen).rfc3339
      lines.append("\(style.cyan(title))  \(style.dim(when))")
      if let url = outlet.url { lines.append(url.printable) }
    }
    if let authors = item.authors { lines.append(style.dim("by \(authors.printable)")) }
    for text in texts(of: item) {
      lines.append("")
      lines += paragraphs(text)
    }
    for edit in item.edits { lines += self.lines(for: edit) }
    return lines
  }

  /// The texts to print: the summary goes where the full text says the same words.
  private func texts(of item: ItemDetail) -> [String] {
    guard let summary = item.summary, let content = item.content else {
      return [item.summary, item.content].compactMap { $0 }
    }
    func words(_ text: String) -> String {
      text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    return words(content).contains(words(summary)) ? [content] : [summary, content]
  }

  private func paragraphs(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: true)
      .map { String($0).printable }
      .flatMap { DisplayWidth.wrapped($0, to: width) }
  }

  private func lines(for edit: EditEntry) -> [String] {
    var lines = ["", style.yellow("edited, seen \(edit.at.rfc3339)")]
    if edit.titleBefore != edit.titleAfter {
      lines.append("  was: \((edit.titleBefore ?? "").printable)")
      lines.append("  now: \((edit.titleAfter ?? "").printable)")
    }
    if edit.stageBefore != edit.stageAfter {
      let (before, after) = (edit.stageBefore?.rawValue, edit.stageAfter?.rawValue)
      lines.append("  stage: \(before ?? "none") → \(after ?? "none")")
    }
    if edit.tagsBefore != edit.tagsAfter {
      let (before, after) = (edit.tagsBefore, edit.tagsAfter)
      lines.append(
        "  tags: \(before.joined(separator: ", ").printable) → "
          + after.joined(separator: ", ").printable
      )
    }
    if let summary = edit.summaryBefore ?? edit.contentBefore {
      lines.append("  the text before:")
      lines += paragraphs(summary).map { "    \($0)" }
    }
    return lines
  }
}
