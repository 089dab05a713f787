import Storage
import Syndication

/// Reviewing one story after another: a key each on a terminal, a line each from a pipe.
struct ReviewDesk {
  private let store: Store
  private let names: FeedNames
  private let context: CommandContext
  private let style: Style
  private var output = StandardOutput()
  /// What was said last, with what takes it back.
  private var undo: (position: Int, mark: ReviewMark)?

  init(store: Store, names: FeedNames, context: CommandContext) {
    (self.store, self.names, self.context) = (store, names, context)
    style = Style(isOn: context.terminal.usesColor)
  }

  /// Goes through the unreviewed stories, newest first, until they or the input end.
  mutating func run() throws(Failure) {
    var query = StoryQuery()
    query.review = .unreviewed
    let rows = try stories(query)
    if rows.isEmpty { try output.line("nothing to review") }
    var position = 0
    var shown: Int?
    while position < rows.count {
      if shown != position { try show(rows[position], position, of: rows.count) }
      shown = position
      try ask()
      guard let line = try answer() else { break }
      guard let next = try take(line, rows, position) else { break }
      position = next
    }
    try output.flush()
  }

  /// What is said of the story at hand, in the words of a pipe; nil at the end of the input.
  private mutating func answer() throws(Failure) -> String? {
    guard context.terminal.isInteractive, Terminal.canAsk else { return readLine() }
    guard let key = Terminal.key() else {
      try output.line("")
      return nil
    }
    guard key == "o" else {
      try output.line(key.isLetter ? String(key) : "")
      return key.isWhitespace ? "k" : String(key)
    }
    try output.write("note: ")
    try output.flush()
    return "note " + (readLine() ?? "")
  }

  /// What a line of input does; the next story's position, or nil to quit.
  private mutating func take(_ line: String, _ rows: [StoryRow], _ position: Int) throws(Failure)
    -> Int?
  {
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    let id = rows[position].story
    switch (words.first ?? "").lowercased() {
    case "y", "yes", "confirm":
      try say(.confirm, of: id)
      undo = (position, .clear)
      return position + 1
    case "n", "no", "reject":
      try say(.reject, of: id)
      undo = (position, .clear)
      return position + 1
    case "s", "star":
      try say(.star, of: id)
      try output.line("starred")
      undo = (position, .unstar)
      return position
    case "note" where words.count == 2:
      try say(.note(words[1]), of: id)
      try output.line("noted")
      return position
    case "", "k", "skip": return position + 1
    case "u", "undo":
      guard let last = undo else {
        try output.line("nothing to undo")
        return position
      }
      try say(last.mark, of: rows[last.position].story)
      try output.line("undone")
      undo = nil
      return last.position
    case "q", "quit": return nil
    default:
      try output.line(
        context.terminal.isInteractive
          ? "y confirm, n reject, s star, o note, k or space skip, u undo, q quit"
          : "y confirm, n reject, s star, note WORDS, k skip, u undo, q quit"
      )
      return position
    }
  }

  private mutating func show(_ row: StoryRow, _ position: Int, of count: Int) throws(Failure) {
    let entry = StoryEntry(row, names)
    let width = context.terminal.width.map { min($0, 100) } ?? .max
    let star = row.isStarred ? "  ★" : ""
    try output.line("")
    try output.line(
      style.dim("\(position + 1)/\(count)  \(entry.id)  \(entry.shown.minute)\(star)")
    )
    let facts =
      [StoryTable.parties(of: entry), StoryTable.kind(of: entry), StoryTable.outlets(of: entry)]
      .filter { !$0.isEmpty }
    if context.terminal.isInteractive {
      for line in try page(row, width) { try output.line(line) }
      for line in DisplayWidth.wrapped(facts.joined(separator: " · "), to: width) {
        try output.line(style.cyan(line))
      }
    } else {
      try output.line(entry.headline)
      try output.line(facts.joined(separator: "  "))
    }
    if let url = entry.url {
      for line in DisplayWidth.wrapped(url.printable, to: width) {
        try output.line(style.dim(style.link(line, to: url)))
      }
    }
  }

  /// The keys, before one is waited for.
  private mutating func ask() throws(Failure) {
    if context.terminal.isInteractive {
      try output.write(style.dim("[y]es [n]o [s]tar n[o]te s[k]ip [u]ndo [q]uit "))
    }
    try output.flush()
  }

  /// The headline and the beginning of the text, with what made it tagged marked in place.
  private func page(_ row: StoryRow, _ width: Int) throws(Failure) -> [String] {
    let item: ItemDetail?
    do throws(StoreError) { item = try store.item(row.id) } catch { throw Failure(error) }
    let title = StoryEntry(row, names).headline
    guard let item else { return [style.bold(title)] }
    func marked(_ text: String, _ field: EvidenceField) -> [String] {
      let evidence = item.verdict.evidence.filter { $0.field == field }
      return MarkedText.lines(text, evidence, style, width: width)
    }
    let field: EvidenceField = item.summary == nil ? .content : .summary
    let lead = marked(item.summary ?? item.content ?? "", field).prefix(4)
    return (row.title.map { marked($0, .title) } ?? [title]).map(style.bold) + lead
  }

  private func say(_ mark: ReviewMark, of story: Int64) throws(Failure) {
    do throws(StoreError) {
      _ = try store.review(story: story, mark, at: context.now)
    } catch {
      throw Failure(error)
    }
  }

  private func stories(_ query: StoryQuery) throws(Failure) -> [StoryRow] {
    do throws(StoreError) { return try store.stories(query) } catch { throw Failure(error) }
  }
}
