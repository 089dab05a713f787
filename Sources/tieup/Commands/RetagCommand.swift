import Aggregation
import ArgumentParser
import JSONText
import Storage
import Syndication

/// `tieup retag`: judges what is stored by the lexicon, the weights and the rules of today.
struct RetagCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retag",
    abstract: "Judge stored items again after a change of lexicon, weights or rules.",
    discussion: """
      Example:
        tieup retag --dry-run
      """
  )

  @ParentCommand var root: Tieup
  @OptionGroup var common: CommonOptions

  @Flag(name: .customLong("dry-run"), help: "Only say what would change.")
  var dryRun = false

  func run() throws {
    let context = CommandContext(common, under: root)
    let settings = try context.runSettings(try context.feedsFile())
    var lock: RunLock? = nil
    let store = try context.existingStore(dryRun ? .readOnly : .readWrite)
    var changes: [Retagger.Change] = []
    do {
      let retagger = try Retagger(settings)
      if !dryRun {
        lock = try RunLock.acquire(folder: context.locations.data, at: context.now)
        guard lock != nil else {
          throw Failure("a run is in progress; try again when it is done", .tryAgain)
        }
      }
      try retagger.run(over: store, dryRun: dryRun, at: context.now) { changes.append($0) }
    } catch let error as SetupError {
      throw Failure(error.message, .badInput)
    } catch let error as StoreError {
      throw Failure(error)
    }
    lock?.release()
    try print(changes, context)
  }

  private func print(_ changes: [Retagger.Change], _ context: CommandContext) throws(Failure) {
    var output = StandardOutput()
    func count(_ kind: Retagger.Change.Kind) -> Int { changes.count { $0.kind == kind } }
    if context.options.json {
      let json: JSONValue = [
        "dry_run": .bool(dryRun), "gained": .int(count(.gained)), "lost": .int(count(.lost)),
        "changed": .int(count(.changed)), "changes": .array(changes.map(json)),
      ]
      try output.line(JSONWriter(indented: true).string(json))
    } else {
      let style = Style(isOn: context.terminal.usesColor)
      for change in changes where !context.options.quiet {
        try output.line(line(change, style))
      }
      try output.line(
        "\(count(.gained)) gained, \(count(.lost)) lost, \(count(.changed)) changed"
          + (dryRun ? " (nothing was written)" : "")
      )
    }
    try output.flush()
  }

  private func line(_ change: Retagger.Change, _ style: Style) -> String {
    let kind = DisplayWidth.padded(change.kind.rawValue, to: 7)
    let colored =
      switch change.kind {
      case .gained: style.green(kind)
      case .lost: style.red(kind)
      case .changed: style.yellow(kind)
      }
    return "\(colored)  \(change.item)  \(change.title.printable)  "
      + style.dim("\(words(change.before)) → \(words(change.after))")
  }

  private func words(_ verdict: Verdict) -> String {
    let parts = [
      verdict.parties.joined(separator: ", "), verdict.form?.rawValue ?? "",
      verdict.stage?.rawValue ?? "",
    ]
    .filter { !$0.isEmpty }
    // The built-in tag shows in companies and stage.
    let own = verdict.tags.filter { $0 != Verdict.allianceTag }.map { "[\($0)]" }
    let said = [parts.joined(separator: ", ")].filter { !$0.isEmpty } + own
    return said.isEmpty ? "untagged" : said.joined(separator: " ").printable
  }

  private func json(_ change: Retagger.Change) -> JSONValue {
    [
      "id": .string(String(change.item)), "title": .string(change.title),
      "kind": .string(change.kind.rawValue), "tags_before": .strings(change.before.tags),
      "tags_after": .strings(change.after.tags), "parties_before": .strings(change.before.parties),
      "parties_after": .strings(change.after.parties),
      "form_before": .text(change.before.form?.rawValue),
      "form_after": .text(change.after.form?.rawValue),
      "stage_before": .text(change.before.stage?.rawValue),
      "stage_after": .text(change.after.stage?.rawValue),
    ]
  }
}
