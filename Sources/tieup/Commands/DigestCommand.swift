import ArgumentParser
import Foundation
import JSONText
import Storage
import Syndication

/// `tieup digest`: what changed since the last one.
struct DigestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "digest",
    abstract: "Print what changed since the last digest; nothing when nothing did.",
    discussion: """
      New stories, new stages (talks became signed) and ended deals, grouped by companies. What was \
      printed is remembered, so that the next digest begins where this one ended; with --since it \
      looks back so far instead, and remembers nothing.

      Example (crontab, a mail only when there is news):
        0 7 * * 1-5  tieup digest --format markdown
      """
  )

  /// How the digest is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case markdown, html, atom
  }

  @ParentCommand var root: Tieup
  @OptionGroup var common: CommonOptions

  @Option(
    help: ArgumentHelp("Since then (7d, 2026-11-01) instead of the last one.", valueName: "when")
  )
  var since: DateFilter?

  @Option(help: "How to print it: \(Format.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format: Format?

  func run() throws {
    let context = CommandContext(common, under: root)
    try context.requireJSON(format?.rawValue)
    let names = FeedNames(try context.knownSubscriptions())
    let path = "\(context.locations.data)/\(Store.fileName)"
    let remembers = since == nil && FileManager.default.fileExists(atPath: path)
    let store = try context.store(remembers ? .readWrite : .readOnly)
    let start = since?.start(now: context.now)
    let changes: [StoryChange]
    let digest: Digest
    do throws(StoreError) {
      if let start {
        changes = try store.changes(since: start)
      } else {
        changes = try store.changesSinceDigest()
      }
      let last = try store.word("lastDigest").flatMap { Int64($0) }.map { Timestamp($0) }
      digest = Digest(
        changes.map { Digest.Change($0, names) },
        since: start ?? last,
        now: context.now
      )
    } catch {
      throw Failure(error)
    }
    var output = StandardOutput()
    if context.options.json {
      try output.line(JSONWriter(indented: true).string(digest.json))
    } else if !changes.isEmpty {
      switch format ?? .markdown {
      case .markdown: try output.write(DigestMarkdown.text(digest))
      case .html: try output.write(DigestHTML.text(digest))
      case .atom: try output.write(DigestAtom.text(digest))
      }
    }
    try output.flush()
    // Only what has left us is remembered: a full disk or a reader that went away loses no news.
    guard remembers else { return }
    do throws(StoreError) {
      try store.rememberDigest(changes)
      try store.leaveWord("lastDigest", String(context.now.seconds))
    } catch {
      throw Failure(error)
    }
  }
}
