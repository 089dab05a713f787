import ArgumentParser

/// The root command.
@main struct Tieup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tieup",
    abstract: "Reads automotive feeds and tags the EV alliances."
  )
}
