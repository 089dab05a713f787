import Storage
import Syndication

/// Reviewing one story after another, a line of input each; the same from a terminal and a pipe.
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
    while position < rows.count {
      try show(rows[position], position, of: rows.count)
      guard let line = readLine() else { break }
      guard let next = try take(line, rows, position) else { break }
      position = next
    }
    try output.flush()
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
      undo = (position, .unstar)
      return position
    case "note" where words.count == 2:
      try say(.note(words[1]), of: id)
      return position
    case "", "k", "skip": return position + 1
    case "u", "undo":
      guard let last = undo else {
        try output.line("nothing to undo")
        return position
      }
      try say(last.mark, of: rows[last.position].story)
      undo = nil
      return last.position
    case "q", "quit": return nil
    default:
      try output.line("y confirm, n reject, s star, note WORDS, k skip, u undo, q quit")
      return position
    }
  }

  private mutating func show(_ row: StoryRow, _ position: Int, of count: Int) throws(Failure) {
    let entry = StoryEntry(row, names)
    try output.line("")
    try output.line(style.dim("\(position + 1)/\(count)  \(entry.id)  \(entry.shown.rfc3339)"))
    try output.line(style.bold(entry.title.printable))
    try output.line(
      [StoryTable.parties(of: entry), StoryTable.kind(of: entry), StoryTable.outlets(of: entry)]
        .filter { !$0.isEmpty }.joined(separator: "  ")
    )
    if let url = entry.url { try output.line(style.dim(url.printable)) }
    if context.terminal.isInteractive { try output.write("[y/n/s/note/k/u/q] ") }
    try output.flush()
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
