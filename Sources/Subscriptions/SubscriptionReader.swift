import Syndication

/// Reads the `feeds:` of feeds.yml.
struct SubscriptionReader {
  /// The file's name, for messages.
  let file: String
  /// Whether `file:` addresses are allowed.
  let allowsFiles: Bool
  /// What is obeyed and yet worth a word.
  private(set) var warnings: [String] = []

  init(file: String, allowsFiles: Bool) {
    (self.file, self.allowsFiles) = (file, allowsFiles)
  }

  /// Reads the list; nil and an empty list are no feeds at all.
  mutating func read(_ value: YAMLValue?) throws(SubscriptionError) -> [Subscription] {
    guard let value else { return [] }
    guard case .list(let members) = value.content else {
      throw .mistake(
        .init(
          file: file,
          line: value.line,
          column: value.column,
          what: "\(value.kind) as \"feeds\"",
          expected: "a list of \"- url: https://…\""
        )
      )
    }
    var subscriptions: [Subscription] = []
    var lines: [FeedURL: Int] = [:]
    for member in members {
      let subscription = try read(member: member)
      if let first = lines[subscription.url] {
        warnings.append(
          "\(file):\(member.line):\(member.column): the same address as in line \(first): taken once"
        )
      } else {
        lines[subscription.url] = member.line
        subscriptions.append(subscription)
      }
    }
    return subscriptions
  }

  private mutating func read(member: YAMLValue) throws(SubscriptionError) -> Subscription {
    if let text = member.text {
      throw .mistake(
        .init(
          file: file,
          line: member.line,
          column: member.column,
          what: "\(member.kind) as a feed",
          expected: "\"- url: \(FeedURL(text) == nil ? "https://…" : YAMLValue.shown(text))\""
        )
      )
    }
    let keys = try YAMLKeys(
      member,
      known: ["url", "title", "tags", "interval"],
      place: "in a feed",
      file: file
    )
    guard let address = keys["url"] else {
      throw keys.mistake(member, "a feed without an address", expected: "\"url: https://…\"")
    }
    var subscription = Subscription(url: try url(address, keys), line: member.line)
    subscription.title = try keys.text("title").flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    subscription.tags = try keys.texts("tags")
    subscription.interval = try keys.duration("interval")
    if let interval = subscription.interval, interval < SettingsReader.shortestPoliteInterval,
      let value = keys["interval"]
    {
      warnings.append(SettingsReader.warning(file: file, value: value))
    }
    return subscription
  }

  private func url(_ value: YAMLValue, _ keys: YAMLKeys) throws(SubscriptionError) -> FeedURL {
    let text = value.text ?? ""
    if let url = FeedURL(text, allowingFiles: allowsFiles) { return url }
    if FeedURL(text, allowingFiles: true) != nil {
      throw keys.mistake(
        value,
        "a file as a feed: \(value.kind)",
        expected: "\"allow-local-files: true\" under \"settings\" of this file, or https://…"
      )
    }
    throw keys.mistake(
      value,
      "not a feed's address: \(value.kind)",
      expected: "https://… or http://… with a host" + (allowsFiles ? ", or file:…" : "")
    )
  }
}
