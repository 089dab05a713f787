package import Syndication

/// feeds.yml as it was read: settings, subscriptions and the owner's rules, all of it checked.
package struct FeedsFile: Sendable {
  /// What is set for a run as a whole.
  package var settings = Settings()
  /// The subscriptions in the order of the file, no address twice.
  package var subscriptions: [Subscription] = []
  /// The owner's own tags, in the order of the file.
  package var rules: [TagRule] = []
  /// What is obeyed and yet worth a word to the owner, one line each, with the place.
  package var warnings: [String] = []

  /// Reads a whole file: every mistake in it ends the reading, with file, line and column.
  ///
  /// `path` is what the messages call it.
  package static func read(bytes: [UInt8], path: String) throws(SubscriptionError) -> FeedsFile {
    let text = try YAMLText(bytes: bytes, file: path)
    guard let root = try YAMLComposer(file: path).compose(text), !root.isNull else {
      throw .mistake(
        .init(
          file: path,
          what: "nothing in it",
          expected: "a list of feeds (\"feeds: []\" says that there are none)"
        )
      )
    }
    if case .list = root.content {
      throw .mistake(
        .init(
          file: path,
          line: root.line,
          column: root.column,
          what: "a list at the top",
          expected: "the list under the key \"feeds:\""
        )
      )
    }
    let keys = try YAMLKeys(
      root,
      known: ["settings", "feeds", "rules"],
      place: "at the top",
      file: path
    )
    var result = FeedsFile()
    if let settings = keys["settings"] {
      var reader = SettingsReader(file: path)
      result.settings = try reader.read(settings)
      result.warnings += reader.warnings
    }
    var reader = SubscriptionReader(file: path, allowsFiles: result.settings.allowLocalFiles)
    result.subscriptions = try reader.read(keys["feeds"])
    result.warnings += reader.warnings
    result.rules = try RuleReader(file: path).read(keys["rules"])
    return result
  }
}
