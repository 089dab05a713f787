import ArgumentParser
import Foundation
import JSONText
import Storage

/// `tieup backup`: an online, verified copy of the store.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the store to a file, while runs go on; the copy is verified.",
    discussion: """
      Everything in the store can be fetched again except what you said of the stories: keep a copy.

      Example:
        tieup backup ~/backups/tieup-$(date +%F).db
      """
  )

  @ParentCommand var root: Tieup
  @OptionGroup var common: CommonOptions

  @Argument(
    help: ArgumentHelp("The file to write; it must not exist yet.", valueName: "file"),
    completion: .file()
  )
  var path: String

  func run() throws {
    let context = CommandContext(common, under: root)
    let store = try context.existingStore(.readOnly)
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard FileManager.default.fileExists(atPath: folder) else {
      throw Failure("\(path): no folder \(folder) to write it to; make it first", .cannotCreate)
    }
    guard FileManager.default.isWritableFile(atPath: folder) else {
      throw Failure("\(path): \(folder) may not be written; choose another place", .cannotCreate)
    }
    let report: BackupReport
    do throws(StoreError) { report = try store.backup(to: path) } catch { throw Failure(error) }
    var output = StandardOutput()
    if context.options.json {
      let json: JSONValue = [
        "path": .string(report.path), "bytes": .int(report.bytes), "items": .int(report.items),
        "reviews": .int(report.reviews),
      ]
      try output.line(JSONWriter(indented: true).string(json))
    } else if !context.options.quiet {
      try output.line(
        "\(report.path.printable): \(counted(report.items, "item")), "
          + "\(counted(report.reviews, "review")), \(ByteCount.words(report.bytes)), verified"
      )
    }
    try output.flush()
  }
}
