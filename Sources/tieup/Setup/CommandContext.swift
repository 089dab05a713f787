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
  /// The moment the command began.
  let now: Timestamp

  init(_ options: CommonOptions, under root: Tieup) {
    let environment = ProcessInfo.processInfo.environment
    self.options = options.over(root.common)
    locations = Locations.find(
      config: self.options.config,
      data: self.options.data,
      environment: environment
    )
    terminal = Terminal.current(noColor: self.options.noColor, environment: environment)
    now = Self.clock()
  }

  /// Refuses a format that is no JSON where --json asks for JSON.
  func requireJSON(_ format: String?) throws(Failure) {
    guard options.json, let format, !format.hasPrefix("json") else { return }
    throw Failure("--json and \(format) exclude each other: leave one of them away", .usage)
  }

  /// Standard output, through the user's pager where a person reads more than a screen.
  func page() -> StandardOutput {
    guard !options.json else { return StandardOutput() }
    let environment = ProcessInfo.processInfo.environment
    return StandardOutput(pager: Pager(terminal: terminal, environment: environment))
  }

  /// Reads the system clock: here and nowhere else.
  static func clock() -> Timestamp { Timestamp(Int64(Date().timeIntervalSince1970)) }

  /// Reads feeds.yml, and prints its warnings.
  func feedsFile(warning: Bool = true) throws(Failure) -> FeedsFile {
    do throws(SubscriptionError) {
      let file = try FeedsFile.load(path: locations.config)
      if warning, !options.quiet {
        for warning in file.warnings { StandardError.complain(warning) }
      }
      return file
    } catch {
      throw Failure(error)
    }
  }

  /// Reads feeds.yml for the commands that only want titles and folders: without a file there are
  /// none, and its warnings are for those who run and check.
  func knownSubscriptions() throws(Failure) -> [Subscription] {
    guard FileManager.default.fileExists(atPath: locations.config) else { return [] }
    return try feedsFile(warning: false).subscriptions
  }

  /// The tags of the reader's own rules.
  func knownTags() throws(Failure) -> Set<String> {
    guard FileManager.default.fileExists(atPath: locations.config) else { return [] }
    return Set(try feedsFile(warning: false).rules.map(\.tag))
  }

  /// Opens the store.
  func store(_ access: Store.Access) throws(Failure) -> Store {
    try refuseShutFolder()
    do throws(StoreError) {
      return try Store(folder: locations.data, access: access)
    } catch {
      throw Failure(error)
    }
  }

  /// What cannot be looked into must not pass for an empty store.
  private func refuseShutFolder() throws(Failure) {
    let (folder, files) = (locations.data, FileManager.default)
    guard files.fileExists(atPath: folder), !files.fileExists(atPath: "\(folder)/.") else { return }
    let kind = (try? files.attributesOfItem(atPath: folder))?[.type] as? FileAttributeType
    throw kind == .typeDirectory
      ? Failure(
        "\(folder): may not be entered; check who owns it and its permissions",
        .inputOutput
      )
      : Failure("\(folder): a file, where the store's folder is wanted; say --data", .cannotCreate)
  }

  /// Opens the store, for commands that are of no use where there is none.
  func existingStore(_ access: Store.Access) throws(Failure) -> Store {
    let path = "\(locations.data)/\(Store.fileName)"
    guard FileManager.default.fileExists(atPath: path) else {
      throw Failure("there is no store at \(path) yet; 'tieup run' makes one", .noInput)
    }
    return try store(access)
  }

  /// The folder that relative `file:` addresses of feeds.yml start from.
  var configFolder: String {
    let path = URL(fileURLWithPath: locations.config).deletingLastPathComponent().path
    return path.isEmpty ? "/" : path
  }
}

extension Failure {
  /// The failure that a mistake in feeds.yml or OPML is for the user.
  init(_ error: SubscriptionError) {
    let status: Status =
      switch error {
      case .mistake: .badInput
      case .noSuchFile: .noInput
      case .unreadable: .inputOutput
      case .unwritable: .cannotCreate
      }
    self.init(error.description, status)
  }

  /// The failure that a store's error is for the user.
  init(_ error: StoreError) {
    self.init(error.message, Status(rawValue: error.exitStatus) ?? .inputOutput)
  }
}
