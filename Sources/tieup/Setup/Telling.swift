import Aggregation
import JSONText
import Notifying
import Storage
import Subscriptions
import Syndication

/// Who is told of new stories, as feeds.yml names them, with all that telling them needs.
struct Telling: Sendable {
  /// The targets in the words of the store, no one twice.
  let targets: [OutboxTarget]
  private let receivers: [String: Receiver]
  private let notifier: Notifier
  private let names: FeedNames

  init(_ file: FeedsFile, _ context: CommandContext) {
    var targets: [OutboxTarget] = []
    var receivers: [String: Receiver] = [:]
    for target in file.settings.notify {
      let key = Self.key(of: target)
      guard receivers[key] == nil else { continue }
      targets.append(OutboxTarget(key: key, minScore: target.minScore))
      receivers[key] = Self.receiver(target, folder: context.configFolder)
    }
    (self.targets, self.receivers) = (targets, receivers)
    notifier = Notifier(
      for: Array(receivers.values),
      userAgent: file.settings.userAgentHeader(version: Version.text),
      allowPrivateHosts: file.settings.allowPrivateHosts,
      timeout: file.settings.timeout
    )
    names = FeedNames(file.subscriptions)
  }

  /// What delivers from the outbox of `store`.
  func courier(_ store: Store) -> Courier {
    Courier(store: store, targets: targets) { entry, story in
      await attempt(entry.target, notification(of: entry, story))
    }
  }

  /// Sends an invented story, so that a receiver can be tried out.
  func test(_ target: String, at now: Timestamp) async -> Courier.Attempt {
    let story: JSONValue = [
      "event": "test", "delivery": "test", "previous_stage": .null, "id": "0", "story": "0",
      "feed": "https://news.example/feed", "feed_title": "Example News",
      "url": "https://news.example/test",
      "title": "This is a test: Company A and Company B agree to share an EV platform",
      "published": .moment(now), "first_seen": .moment(now), "tags": ["ev-alliance"],
      "score": 1.0, "parties": ["Company A", "Company B"], "form": "technology-sharing",
      "stage": "announced", "themes": ["platforms"], "outlets": [],
      "review": ["state": "unreviewed", "starred": false, "notes": []],
    ]
    return await attempt(
      target,
      Notification(body: JSONWriter().bytes(story) + [0x0A], name: "test")
    )
  }

  /// What is told of an entry: the story as `list --json` has it, and what is new about it.
  private func notification(of entry: OutboxEntry, _ row: StoryRow) -> Notification {
    var row = row
    // An entry tells of its own stage, even when the story has gone further since.
    row.stage = entry.stage ?? row.stage
    var object = JSONObject()
    object.append("event", .string(entry.isNew ? "new-story" : "new-stage"))
    object.append("delivery", .string(String(entry.id)))
    object.append("previous_stage", .text(entry.previous?.rawValue))
    for member in StoryEntry(row, names).json.objectValue?.members ?? [] {
      object.append(member.name, member.value)
    }
    return Notification(
      body: JSONWriter().bytes(.object(object)) + [0x0A],
      name: String(entry.id)
    )
  }

  private func attempt(_ target: String, _ notification: Notification) async -> Courier.Attempt {
    guard let receiver = receivers[target] else { return .brokenOff }
    do throws(NotifyError) {
      try await notifier.send(notification, to: receiver, at: CommandContext.clock())
      return .delivered
    } catch {
      return error == .cancelled ? .brokenOff : .failed(error.line, wait: error.retryAfter)
    }
  }

  /// The name of a target in the store: the same for as long as feeds.yml names the same receiver.
  static func key(of target: NotifyTarget) -> String {
    switch target.channel {
    case .command(let arguments): "command " + JSONWriter().string(.strings(arguments))
    case .webhook(let url): "webhook " + url.text
    }
  }

  /// The target as it may be shown: a command's name, an address without what may be a password.
  static func shown(_ key: String) -> String {
    if key.hasPrefix("webhook ") {
      let url = key.dropFirst(8)
      let host = WebAddress.host(of: String(url)) ?? "?"
      return "webhook \(url.prefix { $0 != ":" })://\(host)/…".printable
    }
    return key.printable
  }

  private static func receiver(_ target: NotifyTarget, folder: String) -> Receiver {
    switch target.channel {
    case .command(let arguments): return .command(arguments)
    case .webhook(let url):
      let file = target.secretFile.map { $0.hasPrefix("/") ? $0 : "\(folder)/\($0)" }
      return .webhook(
        url: url.text,
        secret: target.secret.map { .text($0) } ?? file.map { .file($0) }
      )
    }
  }
}
