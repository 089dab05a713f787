import ArgumentParser
import Foundation
import Subscriptions

/// The root command: options in front of a command's name, and the list of the commands.
@main struct Tieup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tieup",
    abstract: "Pulls automotive feeds, tags the EV alliances, shows who, how and why.",
    discussion: """
      Start with `tieup run` (the cron job), then `tieup list`. Subscribe to any site with \
      `tieup subscribe ADDRESS`. `tieup help COMMAND` shows an example of each.
      """,
    version: version,
    groupedSubcommands: [
      CommandGroup(
        name: "Every day",
        subcommands: [RunCommand.self, DaemonCommand.self, ListCommand.self, DigestCommand.self]
      ),
      CommandGroup(
        name: "A story",
        subcommands: [
          ShowCommand.self, ExplainCommand.self, ReviewCommand.self, SearchCommand.self,
        ]
      ),
      CommandGroup(
        name: "Feeds",
        subcommands: [
          SubscribeCommand.self, UnsubscribeCommand.self, FeedsCommand.self, ImportCommand.self,
          ExportCommand.self,
        ]
      ),
      CommandGroup(name: "Pipelines", subcommands: [ParseCommand.self, ClassifyCommand.self]),
      CommandGroup(
        name: "The classifier",
        subcommands: [EvaluateCommand.self, TrainCommand.self]
      ),
      CommandGroup(
        name: "Upkeep",
        subcommands: [
          StatusCommand.self, NotifyCommand.self, DoctorCommand.self, BackupCommand.self,
          PruneCommand.self,
          RetagCommand.self,
        ]
      ),
    ]
  )

  private static let version = "tieup \(Version.text)"

  @OptionGroup(visibility: .hidden) var common: CommonOptions

  mutating func run() async throws {
    throw ValidationError("Say what to do, such as 'tieup run' or 'tieup list'.")
  }

  static func main() async {
    Startup.prepare()
    // Scripts ask this again and again: it is not worth looking at every command's options first.
    if CommandLine.arguments.dropFirst() == ["--version"] { answer(version) }
    do {
      var command = try parseAsRoot(DashedWords.freed(Array(CommandLine.arguments.dropFirst())))
      if var asynchronous = command as? any AsyncParsableCommand {
        try Startup.requireThreads()
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let failure as Failure {
      if failure.isQuiet { Startup.end(0) }
      StandardError.complain(failure.message)
      Startup.end(failure.status.rawValue)
    } catch {
      let arguments = Array(CommandLine.arguments.dropFirst())
      if exitCode(for: error) != .success || words(in: arguments).first == "help",
        let word = unknownCommand(in: arguments)
      {
        let near = NearestKey.to(word, among: commandNames).map { "did you mean '\($0)'? " } ?? ""
        StandardError.complain("no command '\(word)'; \(near)'tieup --help' lists them")
        Startup.end(Failure.Status.usage.rawValue)
      }
      end(with: error)
    }
    Startup.end(0)
  }

  /// Ends with what the parser has to say: help and the version on standard output, a mistake on
  /// standard error, where it repeats the user's words without their control characters.
  private static func end(with error: any Error) -> Never {
    let text = fullMessage(for: error)
    let status = exitCode(for: error)
    if status == .success { answer(text) }
    if !text.isEmpty { StandardError.line(text.printableLines) }
    Startup.end(status.rawValue)
  }

  private static func answer(_ text: String) -> Never {
    var output = StandardOutput()
    do throws(Failure) {
      if !text.isEmpty { try output.line(text) }
      try output.flush()
    } catch {
      if error.isQuiet { Startup.end(0) }
      StandardError.complain(error.message)
      Startup.end(error.status.rawValue)
    }
    Startup.end(0)
  }

  /// The names of all commands.
  static var commandNames: [String] {
    configuration.groupedSubcommands.flatMap(\.subcommands)
      .compactMap { $0.configuration.commandName } + ["help"]
  }

  /// The word that stands where a command's name should and is none; nil when there is no such.
  static func unknownCommand(in arguments: [String]) -> String? {
    let word = words(in: arguments).first { $0 != "help" }
    return word.flatMap { commandNames.contains($0) ? nil : $0 }
  }

  /// The arguments that are neither options nor the values of the common ones.
  private static func words(in arguments: [String]) -> [String] {
    var words: [String] = []
    var rest = arguments[...]
    while let word = rest.popFirst() {
      if word == "--config" || word == "--data" {
        _ = rest.popFirst()
      } else if !word.hasPrefix("-") {
        words.append(word)
      }
    }
    return words
  }
}
