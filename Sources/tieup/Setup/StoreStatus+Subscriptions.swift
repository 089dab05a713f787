import Storage
import Syndication

extension StoreStatus {
  /// The same for the feeds that are still subscribed to.
  ///
  /// One that was taken out of feeds.yml stays in the store with its stories, but is never due and
  /// no longer ill.
  /// With no list of them (nil) all that is stored counts.
  func among(_ subscriptions: [Subscription]?, in store: Store) throws(StoreError) -> StoreStatus {
    guard let subscriptions else { return self }
    let states = try store.plan(for: subscriptions.map(\.url)).states
    let known = states.filter { $0.value.lastAttempt != nil }
    let due = known.filter { !$0.value.isGone }
      .compactMap { feed, state in state.nextCheck.map { (at: $0, feed: feed) } }
      .min { ($0.at, $0.feed) < ($1.at, $1.feed) }
    var status = self
    status.feeds = known.count
    status.failing = known.count { $0.value.lastError != nil && !$0.value.isGone }
    status.gone = known.count { $0.value.isGone }
    status.nextDue = due?.at
    status.nextFeed = due?.feed.text
    return status
  }
}
