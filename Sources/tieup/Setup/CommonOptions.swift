import ArgumentParser

/// The options that every command takes, in front of the command's name or behind it.
struct CommonOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The subscriptions file.", valueName: "file"), completion: .file())
  var config: String?

  @Option(help: ArgumentHelp("The folder of the store.", valueName: "dir"), completion: .directory)
  var data: String?

  @Flag(help: "Print what the command prints as JSON.")
  var json = false

  @Flag(name: [.short, .long], help: "Say nothing that is not asked for.")
  var quiet = false

  @Flag(name: [.short, .long], help: "Say more on standard error.")
  var verbose = false

  @Flag(name: .customLong("no-color"), help: "Print no colours (as with NO_COLOR).")
  var noColor = false

  func validate() throws {
    // A variable of a crontab that is not set: nobody wants a second store in the current folder.
    if config == "" { throw ValidationError("--config wants a file, not nothing") }
    if data == "" { throw ValidationError("--data wants a folder, not nothing") }
  }

  /// These options, completed by those that stood in front of the command's name.
  func over(_ outer: CommonOptions) -> CommonOptions {
    var merged = self
    merged.config = config ?? outer.config
    merged.data = data ?? outer.data
    merged.json = json || outer.json
    merged.quiet = quiet || outer.quiet
    merged.verbose = verbose || outer.verbose
    merged.noColor = noColor || outer.noColor
    return merged
  }
}
