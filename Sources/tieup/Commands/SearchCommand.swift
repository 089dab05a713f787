import ArgumentParser
import JSONText
import Storage
import Syndication

/// `tieup search`: full text over everything kept.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find articles by their words, tagged or not, newest first.",
    discussion: """
      All words must occur; "quoted words" stay together; wor* finds what begins so; -word must not \
      occur. Chinese, Japanese and Korean are found by any part of a word. Put the words between one \
      pair of quotation marks of the shell, so that it leaves them alone.

      Example:
        tieup search '"solid state" toyota -racing'
      """
  )

  @ParentCommand var root: Tieup
  @OptionGroup var common: CommonOptions

  @Argument(help: "The words.")
  var words: [String]

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("At most so many; 0 for all.", valueName: "n")
  )
  var limit = 20

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit wants 0 or more, not \(limit)") }
  }

  func run() throws {
    let context = CommandContext(common, under: root)
    let names = FeedNames(try context.knownSubscriptions())
    let store = try context.store(.readOnly)
    let hits: [SearchHit]
    do throws(StoreError) {
      hits = try store.search(
        words.joined(separator: " "),
        limit: limit == 0 ? Int(Int32.max) : limit
      )
    } catch {
      throw Failure(error)
    }
    var output = context.page()
    if context.options.json {
      try output.line(JSONWriter(indented: true).string(.array(hits.map { json($0, names) })))
    } else {
      let style = Style(isOn: context.terminal.usesColor)
      for hit in hits {
        for line in lines(hit, names, style, context.terminal.width ?? 100) {
          try output.line(line)
        }
      }
    }
    try output.finish()
    if hits.isEmpty, context.terminal.isInteractive, !context.options.json {
      StandardError.complain(
        "nothing found; fewer words, or wor* for all that begins so, find more"
      )
    }
  }

  private func lines(_ hit: SearchHit, _ names: FeedNames, _ style: Style, _ width: Int)
    -> [String]
  {
    let entry = StoryEntry(hit.row, names, asItem: true)
    let head = DisplayWidth.cut(
      "\(entry.shown.rfc3339.prefix(10))  \(entry.id)  \(entry.feedTitle.printable)",
      to: width
    )
    let title = MarkedText.lines(
      entry.title,
      evidence(hit.titleMarks),
      style,
      width: width - 2
    )
    let excerpt = MarkedText.lines(
      Self.ended(hit.excerpt),
      evidence(hit.excerptMarks),
      style,
      width: width - 4
    )
    return [style.dim(head)] + title.map { "  \(style.bold($0))" } + excerpt.map { "    \($0)" }
  }

  /// An excerpt that ends in the middle of a word ends before it instead, with an ellipsis.
  private static func ended(_ excerpt: String) -> String {
    guard excerpt.unicodeScalars.count >= 180, let last = excerpt.last,
      last.isLetter || last.isNumber,
      DisplayWidth.columns(of: last) == 1, let space = excerpt.lastIndex(of: " ")
    else { return excerpt }
    return excerpt[..<space] + " …"
  }

  private func evidence(_ marks: [SearchHit.Mark]) -> [Evidence] {
    marks.map { Evidence(field: .content, start: $0.start, end: $0.end, text: "", role: "hit") }
  }

  private func json(_ hit: SearchHit, _ names: FeedNames) -> JSONValue {
    var object =
      StoryEntry(hit.row, names, asItem: true).json.objectValue ?? JSONObject()
    object.append("excerpt", .string(hit.excerpt))
    object.append("title_marks", marks(hit.titleMarks))
    object.append("excerpt_marks", marks(hit.excerptMarks))
    return .object(object)
  }

  private func marks(_ marks: [SearchHit.Mark]) -> JSONValue {
    .array(marks.map { .array([.int($0.start), .int($0.end)]) })
  }
}
