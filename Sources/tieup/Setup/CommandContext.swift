import Foundation
import Storage
import Subscriptions
import Syndication

/// What every command starts from: its options with the outer ones, the places, the terminal, and
/// the one moment that is `now` for the whole command.
struct CommandContext {
  /// The options in force.
  let options: CommonOptions
  /// Where feeds.yml and the store are.
  let locations: Locations
  /// Where the output goes.
  let terminal: Terminal
  /// The moment the command began; the system clock is read here and nowhere else.
  let now: Timestamp

  init(_ options: CommonOptions, under root: CommonOptions) {
    let environment = ProcessInfo.processInfo.environment
    self.options = options.over(root)
    locations = Locations.find(
      config: self.options.config,
      data: self.options.data,
      environment: environment
    )
    terminal = Terminal.current(noColor: self.options.noColor, environment: environment)
    now = Self.clock()
  }

  /// Reads the system clock.
  static func clock() -> Timestamp { Timestamp(Int64(Date().timeIntervalSince1970)) }
}
