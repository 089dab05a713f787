import ArgumentParser
import JSONText
import Subscriptions
import Syndication

/// `tieup import`: OPML into feeds.yml.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Add the feeds of an OPML file to feeds.yml; folders become labels.",
    discussion: """
      Every outline gets its line in the report: added, known already, or refused and why. Feeds of \
      an OPML file are http or https, never files of this machine.

      Example:
        tieup import other-reader.opml
      """
  )

  @ParentCommand var root: Tieup
  @OptionGroup var common: CommonOptions

  @Argument(help: "The OPML file, - for standard input.", completion: .file())
  var file: String

  @Flag(name: .customLong("dry-run"), help: "Say what would be added; add nothing.")
  var dryRun = false

  func run() throws {
    let context = CommandContext(common, under: root)
    let bytes = try InputFile.bytes(file)
    let plan: OPMLImport
    do throws(SubscriptionError) {
      let document = try OPMLReader.read(bytes: bytes, path: file)
      var editor = try FeedsFileEditor(path: context.locations.config)
      plan = OPMLImport(document, beside: editor.file.subscriptions)
      if !dryRun, !plan.additions.isEmpty {
        try editor.add(plan.additions)
        try editor.save()
      }
      if let fault = document.fault { StandardError.complain(fault) }
    } catch {
      throw Failure(error)
    }
    var output = StandardOutput()
    if context.options.json {
      try output.line(JSONWriter(indented: true).string(.array(plan.entries.map(json))))
    } else if !context.options.quiet {
      for entry in plan.entries { try output.line(line(entry)) }
      try output.line(
        "\(counted(plan.additions.count, "feed")) \(dryRun ? "would be added" : "added")"
      )
    }
    try output.flush()
  }

  private func line(_ entry: OPMLImport.Entry) -> String {
    let name = entry.outline.title.map { "\($0.printable) " } ?? ""
    let address = entry.outline.address.printable
    return switch entry.outcome {
    case .added: "added    \(name)\(address)"
    case .duplicate(let url):
      "known    \(name)\(address)\(url.text == address ? "" : " (as \(url.text.printable))")"
    case .refused(let why): "refused  \(name)\(address): \(why.printable)"
    }
  }

  private func json(_ entry: OPMLImport.Entry) -> JSONValue {
    var object = JSONObject()
    object.append("address", .string(entry.outline.address))
    object.append("title", .text(entry.outline.title))
    object.append("labels", .strings(entry.outline.tags))
    switch entry.outcome {
    case .added: object.append("status", "added")
    case .duplicate(let url):
      object.append("status", "duplicate")
      object.append("feed", .string(url.text))
    case .refused(let why):
      object.append("status", "refused")
      object.append("error", .string(why))
    }
    return .object(object)
  }
}
