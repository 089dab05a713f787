import JSONText
import Syndication

/// Prints stories in one of the formats of `list`.
struct StoryPrinter {
  let format: ListCommand.Format
  let context: CommandContext
  /// What the selection is called: the title of a feed made of it.
  let name: String

  func print(_ entries: [StoryEntry], to output: inout StandardOutput) throws(Failure) {
    switch format {
    case .table:
      let table = StoryTable(entries: entries, terminal: context.terminal, now: context.now)
      for line in table.lines() { try output.line(line) }
    case .json:
      // Element by element: a list of a million items must not be one value in memory.
      try output.write("[")
      for (index, entry) in entries.enumerated() {
        try output.write(index == 0 ? "\n" : ",\n")
        try output.write(JSONWriter().string(entry.json))
      }
      try output.write(entries.isEmpty ? "]\n" : "\n]\n")
    case .jsonl:
      for entry in entries { try output.line(JSONWriter().string(entry.json)) }
    case .csv:
      try output.write(StoryCSV.header + "\r\n")
      for entry in entries { try output.write(StoryCSV.row(entry) + "\r\n") }
    case .markdown:
      for line in StoryMarkdown.lines(entries) { try output.line(line) }
    case .atom:
      let atom = StoryAtom(
        name: name,
        title: "tieup: \(name)",
        entries: entries,
        now: context.now
      )
      try output.write(atom.text())
    case .jsonfeed:
      let feed = StoryJSONFeed.value(entries, title: "tieup: \(name)")
      try output.line(JSONWriter(indented: true).string(feed))
    }
  }
}
