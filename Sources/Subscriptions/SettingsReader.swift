import Syndication

/// Reads the `settings:` of feeds.yml.
struct SettingsReader {
  /// The file's name, for messages.
  let file: String
  /// What is obeyed and yet worth a word.
  private(set) var warnings: [String] = []

  /// Checking a feed more often than this is obeyed, with a warning.
  static let shortestPoliteInterval = Duration.seconds(300)

  init(file: String) { self.file = file }

  private static let known = [
    "interval", "timeout", "concurrency", "per-host", "max-bytes", "user-agent", "contact",
    "allow-private-hosts", "allow-local-files", "notify", "metrics-file", "retention",
  ]

  /// Reads the group of settings; what is not named keeps its default.
  mutating func read(_ value: YAMLValue) throws(SubscriptionError) -> Settings {
    let keys = try YAMLKeys(value, known: Self.known, place: "under \"settings\"", file: file)
    var settings = Settings()
    if let interval = try keys.duration("interval") {
      settings.interval = interval
      if interval < Self.shortestPoliteInterval, let value = keys["interval"] {
        warnings.append(Self.warning(file: file, value: value))
      }
    }
    if let timeout = try keys.duration("timeout") { settings.timeout = timeout }
    if let count = try keys.count("concurrency", in: 1...1024) { settings.concurrency = count }
    if let count = try keys.count("per-host", in: 1...256) { settings.perHost = count }
    if let bytes = try keys.bytes("max-bytes") { settings.maxBytes = bytes }
    settings.userAgent = try headerText("user-agent", keys)
    settings.contact = try contact(keys)
    if let flag = try keys.flag("allow-private-hosts") { settings.allowPrivateHosts = flag }
    if let flag = try keys.flag("allow-local-files") { settings.allowLocalFiles = flag }
    if let notify = keys["notify"] { settings.notify = try targets(notify, keys) }
    if let file = keys["metrics-file"] {
      settings.metricsFile = try keys.words(in: file, key: "metrics-file")
    }
    if let retention = try keys.duration("retention") { settings.retention = retention }
    return settings
  }

  /// The warning for an interval that no server likes.
  static func warning(file: String, value: YAMLValue) -> String {
    "\(file):\(value.line):\(value.column): an interval of \(value.text ?? "") is under 5m: obeyed,"
      + " but most servers take it badly"
  }

  /// Text that goes into a request's header, where anything but printable ASCII does harm.
  private func headerText(_ key: String, _ keys: YAMLKeys) throws(SubscriptionError) -> String? {
    guard let value = keys[key], let text = try keys.text(key) else { return nil }
    guard text.contains(where: { $0 != " " }), text.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
    else {
      throw keys.mistake(
        value,
        "\(value.kind) as \"\(key)\"",
        expected: "letters, digits and signs of ASCII"
      )
    }
    return text
  }

  /// Where a server's owner can write to: the one thing that a `contact` is for.
  private func contact(_ keys: YAMLKeys) throws(SubscriptionError) -> String? {
    guard let value = keys["contact"], let text = try headerText("contact", keys) else {
      return nil
    }
    let isAddress = text.contains("@") || FeedURL(text) != nil
    guard isAddress, !text.contains(where: { " ()<>\"\\".contains($0) }) else {
      throw keys.mistake(
        value,
        "\(value.kind) as \"contact\"",
        expected: "mailto:desk@example.org, or a page of yours"
      )
    }
    return text
  }

  private func targets(
    _ value: YAMLValue,
    _ keys: YAMLKeys
  ) throws(SubscriptionError) -> [NotifyTarget] {
    guard case .list(let members) = value.content else {
      throw keys.mistake(
        value,
        "\(value.kind) as \"notify\"",
        expected: "a list of \"- command: […]\", \"- webhook: …\""
      )
    }
    var targets: [NotifyTarget] = []
    for member in members { targets.append(try target(member)) }
    return targets
  }

  private func target(_ value: YAMLValue) throws(SubscriptionError) -> NotifyTarget {
    let keys = try YAMLKeys(
      value,
      known: ["command", "webhook", "secret", "secret-file", "min-score"],
      place: "under \"notify\"",
      file: file
    )
    var target: NotifyTarget
    switch (keys["command"], keys["webhook"]) {
    case (let command?, nil):
      guard case .list(let members) = command.content, !members.isEmpty else {
        throw keys.mistake(
          command,
          "\(command.kind) as \"command\"",
          expected: "a list such as [\"/usr/local/bin/desk\", \"--alert\"]; no shell reads it"
        )
      }
      target = NotifyTarget(.command(try arguments(members, keys)))
    case (nil, let webhook?):
      guard let text = webhook.text, let url = FeedURL(text) else {
        throw keys.mistake(
          webhook,
          "\(webhook.kind) as \"webhook\"",
          expected: "an address with https:// or http://"
        )
      }
      target = NotifyTarget(.webhook(url))
    default:
      throw keys.mistake(
        value,
        "a notification without one way to go",
        expected: "either \"command\" or \"webhook\""
      )
    }
    target.line = value.line
    // A key of no letters, as of a variable that was not set, would sign for anybody.
    if let secret = keys["secret"] { target.secret = try keys.words(in: secret, key: "secret") }
    if let file = keys["secret-file"] {
      target.secretFile = try keys.words(in: file, key: "secret-file")
    }
    if target.secret != nil, let second = keys["secret-file"] {
      throw keys.mistake(second, "\"secret\" and \"secret-file\" at once", expected: "one of them")
    }
    if case .command = target.channel, let secret = keys["secret"] ?? keys["secret-file"] {
      throw keys.mistake(secret, "a secret for a command", expected: "a secret for a webhook only")
    }
    if let score = keys["min-score"] {
      guard let number = score.text.flatMap({ Double($0) }), (0...1).contains(number) else {
        throw keys.mistake(
          score,
          "\(score.kind) as \"min-score\"",
          expected: "a number from 0 to 1"
        )
      }
      target.minScore = number
    }
    return target
  }

  private func arguments(
    _ members: [YAMLValue],
    _ keys: YAMLKeys
  ) throws(SubscriptionError) -> [String] {
    var arguments: [String] = []
    for member in members {
      guard case .scalar(let text, _) = member.content else {
        throw keys.mistake(member, "\(member.kind) in \"command\"", expected: "a text")
      }
      arguments.append(text)
    }
    guard arguments.first?.isEmpty == false else {
      throw keys.mistake(members[0], "a command without a name", expected: "a program's path")
    }
    return arguments
  }
}
