import Aggregation
import Storage
import Subscriptions
import Syndication

/// Subscribing, for as many addresses as one command has: looks, refuses duplicates, writes
/// feeds.yml and stores what was fetched on the way.
struct SubscriptionDesk {
  private var editor: FeedsFileEditor
  private let finder: FeedFinder
  private let store: Store
  private let context: CommandContext

  init(context: CommandContext) throws(Failure) {
    self.context = context
    do throws(SubscriptionError) {
      editor = try FeedsFileEditor(path: context.locations.config)
    } catch {
      throw Failure(error)
    }
    store = try context.store(.readWrite)
    let settings = try context.runSettings(editor.file)
    do throws(SetupError) {
      finder = try FeedFinder(settings)
    } catch {
      throw Failure(error.message, .badInput)
    }
  }

  func close() { finder.close() }

  /// Finds the feed behind an address; nothing is changed yet.
  func look(at address: String, title: String?, tags: [String]) async -> SubscriptionAnswer {
    if let known = twin(of: FeedFinder.spelled(address)) {
      return .duplicate(known.url, title: known.title)
    }
    switch await finder.find(address, at: context.now) {
    case .nothing(let why): return .nothing(address: address, why: why)
    case .unreachable(let why): return .unreachable(address: address, why: why)
    case .feed(let found):
      if let known = twin(of: found.url.text) { return .duplicate(known.url, title: known.title) }
      return .found(
        SubscriptionPreview(
          url: found.url,
          title: title,
          ownTitle: found.harvest.head?.title,
          tags: tags,
          harvest: found.harvest,
          others: found.others,
          now: context.now
        )
      )
    }
  }

  /// Writes the subscription, then stores the fetch that the preview was made of, so that the next
  /// run asks the server only for what is new.
  mutating func add(_ preview: SubscriptionPreview) throws(Failure) {
    let title = preview.title ?? preview.ownTitle.map(\.printable).flatMap(SingleLine.of)
    let subscription = Subscription(url: preview.url, title: title, tags: preview.tags)
    do throws(SubscriptionError) {
      try editor.add([subscription])
      try editor.save()
    } catch {
      throw Failure(error)
    }
    do throws(StoreError) {
      _ = try store.record([preview.harvest], at: context.now)
    } catch {
      throw Failure(error)
    }
  }

  /// The subscription that `address` is already, but for its scheme, the case of its host, or a
  /// move that the store remembers.
  private func twin(of address: String) -> Subscription? {
    let key = Self.key(address)
    let moves = (try? store.plan(for: editor.file.subscriptions.map(\.url)))?.states ?? [:]
    return editor.file.subscriptions.first { subscription in
      Self.key(subscription.url.text) == key
        || moves[subscription.url]?.movedTo.map(Self.key) == key
    }
  }

  /// What two spellings of one address have in common.
  static func key(_ address: String) -> String { FeedURL(address)?.twinKey ?? address }
}
