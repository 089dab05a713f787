import ArgumentParser
import JSONText
import Storage
import Syndication

/// `tieup review`: what a reader says of a story; with no id, one story after another.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Confirm, reject, star or annotate stories.",
    discussion: """
      Without an id the unreviewed stories come one after another, a key each: y confirms, n \
      rejects, s stars, o asks for a note, k or Enter skips, u undoes, q quits. From a pipe it is \
      a line each, with "note WORDS" for a note.

      Examples:
        tieup review
        tieup review 12 confirm
        tieup review 12 note "asked the press office"
      """
  )

  /// What can be said of a story on the command line.
  enum Word: String, ExpressibleByArgument, CaseIterable {
    case confirm, reject, star, unstar, note, clear
  }

  @ParentCommand var root: Tieup
  @OptionGroup var common: CommonOptions

  @Argument(help: "The story's id.") var id: String?
  @Argument(help: "What to say: \(Word.allCases.map(\.rawValue).joined(separator: ", ")).")
  var verdict: Word?
  @Argument(help: "The words of a note.") var words: [String] = []

  func validate() throws {
    if id != nil, verdict == nil {
      throw ValidationError(
        "Say what of it: \(Word.allCases.map(\.rawValue).joined(separator: ", "))."
      )
    }
    if verdict == .note, words.joined().allSatisfy(\.isWhitespace) {
      throw ValidationError("A note wants words.")
    }
    if verdict != .note, !words.isEmpty {
      throw ValidationError("Words go with 'note' only: \(words.joined(separator: " "))")
    }
  }

  func run() throws {
    let context = CommandContext(common, under: root)
    if id == nil, context.options.json {
      throw Failure(
        "review --json wants an id and a verdict; 'tieup list --unreviewed --json' lists what waits",
        .usage
      )
    }
    let store = try context.existingStore(.readWrite)
    if let id, let verdict {
      try say(mark(verdict), of: StoryID(id), in: store, context)
    } else {
      let names = FeedNames(try context.knownSubscriptions())
      var desk = ReviewDesk(store: store, names: names, context: context)
      try desk.run()
    }
  }

  private func mark(_ word: Word) -> ReviewMark {
    switch word {
    case .confirm: .confirm
    case .reject: .reject
    case .star: .star
    case .unstar: .unstar
    case .clear: .clear
    case .note: .note(String(words.joined(separator: " ").trimmingPrefix(while: \.isWhitespace)))
    }
  }

  private func say(
    _ mark: ReviewMark,
    of id: StoryID,
    in store: Store,
    _ context: CommandContext
  ) throws(Failure) {
    let row: StoryRow?
    do throws(StoreError) {
      let exists = try store.review(story: id.number, mark, at: context.now)
      row = exists ? try store.story(id.number)?.row : nil
    } catch {
      throw Failure(error)
    }
    guard let row else { throw id.isMissing }
    var output = StandardOutput()
    let entry = StoryEntry(row, FeedNames([]))
    if context.options.json {
      try output.line(JSONWriter(indented: true).string(entry.json))
    } else if !context.options.quiet {
      let star = (entry.review.isStarred ? ", starred" : "") + (verdict == .note ? ", noted" : "")
      try output.line("\(entry.id) \(entry.review.state)\(star): \(entry.title.printable)")
    }
    try output.flush()
  }
}
