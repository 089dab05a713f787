import ArgumentParser
import JSONText
import Storage
import Subscriptions
import Syndication

/// `tieup feeds`: the subscriptions with their health.
struct FeedsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feeds",
    abstract: "List the feeds with their health; ill ones first.",
    discussion: """
      Example:
        tieup feeds --problems
      """
  )

  @ParentCommand var root: Tieup
  @OptionGroup var common: CommonOptions

  @Flag(help: "Only feeds that fail, are gone, moved, or have fallen silent.")
  var problems = false

  @Flag(
    name: .customLong("apply-moves"),
    help: "Write the new addresses of feeds that moved for good into feeds.yml."
  )
  var applyMoves = false

  func run() throws {
    let context = CommandContext(common, under: root)
    let file = try context.feedsFile()
    if applyMoves { return try apply(file, context) }
    let store = try context.store(.readOnly)
    let known: [FeedHealth]
    do throws(StoreError) { known = try store.feedHealth(at: context.now) } catch {
      throw Failure(error)
    }
    let health = Dictionary(known.map { ($0.feed, $0) }, uniquingKeysWith: { $1 })
    var rows = file.subscriptions.map {
      FeedRow(subscription: $0, health: health[$0.url.text], now: context.now)
    }
    if problems { rows.removeAll { $0.condition == .well || $0.condition == .new } }
    rows.sort { $0.condition < $1.condition }
    var output = context.page()
    if context.options.json {
      try output.line(JSONWriter(indented: true).string(.array(rows.map(\.json))))
    } else {
      let table = FeedTable(rows: rows, terminal: context.terminal)
      for line in table.lines() { try output.line(line) }
    }
    try output.finish()
    if rows.isEmpty, context.terminal.isInteractive, !context.options.json {
      StandardError.complain(
        file.subscriptions.isEmpty
          ? "no feeds yet; 'tieup subscribe ADDRESS' adds one" : "no feed has a problem"
      )
    }
  }

  private func apply(_ file: FeedsFile, _ context: CommandContext) throws {
    let store = try context.existingStore(.readWrite)
    var output = StandardOutput()
    let applied: [(from: FeedURL, to: FeedURL)]
    do throws(StoreError) {
      let states = try store.plan(for: file.subscriptions.map(\.url)).states
      let moves = states.compactMap { from, state in
        state.movedTo.flatMap { FeedURL($0) }.map { (from: from, to: $0) }
      }.sorted { $0.from < $1.from }
      do throws(SubscriptionError) {
        var editor = try FeedsFileEditor(path: context.locations.config)
        for move in moves { try editor.replace(move.from, with: move.to) }
        if !moves.isEmpty { try editor.save() }
      } catch {
        throw .unusable(what: error.description)
      }
      try store.applyMoves(moves)
      applied = moves
    } catch {
      throw Failure(error)
    }
    if context.options.json {
      let rows = applied.map { move -> JSONValue in
        ["from": .string(move.from.text), "to": .string(move.to.text)]
      }
      try output.line(JSONWriter(indented: true).string(.array(rows)))
    } else if !context.options.quiet {
      for move in applied {
        try output.line("\(move.from.text.printable) → \(move.to.text.printable)")
      }
      if applied.isEmpty { try output.line("no feed has moved") }
    }
    try output.flush()
  }
}
