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
      lines += beside(StoryTable.parties(of: entry), style.bold, kind, style.cyan)
    }
    lines += DisplayWidth.wrapped(facts(entry), to: width).map(style.dim)
    lines += reviewLines()
    for item in detail.items { lines += [""] + self.lines(for: item) }
    let hint = "tieup explain \(row.story) shows why it was tagged or not"
    lines += [""] + DisplayWidth.wrapped(hint, to: width).map(style.dim)
    return lines
  }

  /// Two pieces in one line; below each other, in as many lines as they need, where it is too narrow.
  private func beside(
    _ first: String,
    _ firstStyle: (String) -> String,
    _ second: String,
    _ secondStyle: (String) -> String
  ) -> [String] {
    let needed = DisplayWidth.columns(of: first) + 2 + DisplayWidth.columns(of: second)
    if !first.isEmpty, !second.isEmpty, needed <= width {
      return ["\(firstStyle(first))  \(secondStyle(second))"]
    }
    return DisplayWidth.wrapped(first, to: width).map(firstStyle)
      + DisplayWidth.wrapped(second, to: width).map(secondStyle)
  }

  private func facts(_ entry: StoryEntry) -> String {
    var facts = ["story \(entry.story)", "first seen \(entry.firstSeen.minute)"]
    if !entry.tags.isEmpty { facts.append(entry.tags.map(\.printable).joined(separator: ", ")) }
    if !entry.themes.isEmpty { facts.append(entry.themes.joined(separator: ", ")) }
    facts.append(counted(detail.row.feeds, "outlet"))
    return facts.joined(separator: " · ")
  }

  private func reviewLines() -> [String] {
    guard !detail.reviews.isEmpty else { return [] }
    return detail.reviews.flatMap { entry in
      let words = entry.mark + (entry.note.map { ": \($0.printable)" } ?? "")
      return beside(words, style.yellow, entry.at.minute, style.dim)
    }
  }

  private func lines(for item: ItemDetail) -> [String] {
    var lines = DisplayWidth.wrapped((item.row.title ?? "(no headline)").printable, to: width)
      .map(style.bold)
    for outlet in item.row.outlets {
      let title = names.title(of: outlet.feed, own: outlet.feedTitle).printable
      let when = (outlet.published ?? outlet.firstSeen).minute
      lines += beside(title, style.cyan, when, style.dim)
      if let url = outlet.url {
        // Each piece of a long address leads to the whole of it.
        lines += DisplayWidth.wrapped(url.printable, to: width).map { style.link($0, to: url) }
      }
    }
    if let authors = item.authors {
      lines += DisplayWidth.wrapped("by \(authors.printable)", to: width).map(style.dim)
    }
    for text in texts(of: item) {
      lines.append("")
      lines += paragraphs(text, to: width)
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

  private func paragraphs(_ text: String, to width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: true)
      .map { String($0).printable }
      .flatMap { DisplayWidth.wrapped($0, to: width) }
  }

  private func lines(for edit: EditEntry) -> [String] {
    var lines = ["", style.yellow("edited, seen \(edit.at.minute)")]
    if edit.titleBefore != edit.titleAfter {
      lines += indented("was: \((edit.titleBefore ?? "").printable)")
      lines += indented("now: \((edit.titleAfter ?? "").printable)")
    }
    if edit.stageBefore != edit.stageAfter {
      let (before, after) = (edit.stageBefore?.rawValue, edit.stageAfter?.rawValue)
      lines += indented("stage: \(before ?? "none") → \(after ?? "none")")
    }
    if edit.tagsBefore != edit.tagsAfter {
      let (before, after) = (listed(edit.tagsBefore), listed(edit.tagsAfter))
      lines += indented("tags: \(before) → \(after)")
    }
    if let summary = edit.summaryBefore ?? edit.contentBefore {
      lines.append("  the text before:")
      lines += paragraphs(summary, to: width - 4).map { "    \($0)" }
    }
    return lines
  }

  private func indented(_ text: String) -> [String] {
    DisplayWidth.wrapped(text, to: width - 2).map { "  \($0)" }
  }

  private func listed(_ tags: [String]) -> String {
    tags.isEmpty ? "none" : tags.joined(separator: ", ").printable
  }
}
