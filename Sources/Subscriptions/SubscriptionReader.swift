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
    var lines: [String: Int] = [:]
    var twins: [String: Int] = [:]
    for member in members {
      let subscription = try read(member: member)
      let place = "\(file):\(member.line):\(member.column)"
      let address = Self.normalised(subscription.url)
      if let first = lines[address] {
        warnings.append("\(place): the same address as in line \(first): taken once")
        continue
      }
      lines[address] = member.line
      let twin = subscription.url.twinKey
      if let first = twins[twin] {
        warnings.append(
          "\(place): most likely the feed of line \(first) in another spelling: keep one of them"
        )
      } else {
        twins[twin] = member.line
      }
      subscriptions.append(subscription)
    }
    return subscriptions
  }

  /// The address as it is asked for: capitals of the host, the default port, dots in the path and
  /// the fragment make no difference to a server.
  private static func normalised(_ url: FeedURL) -> String {
    guard !url.isFile, let address = WebAddress.resolve(url.text, against: nil) else {
      return url.text
    }
    return WebAddress.withoutFragment(address)
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
      expected: "https://… or http://… with a host, and a port from 1 to 65535 if any"
        + (allowsFiles ? ", or file:…" : "")
    )
  }
}
