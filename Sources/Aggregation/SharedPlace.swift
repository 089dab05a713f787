import Storage
import Syndication

/// The address that several feeds are asked at since their moves met: one request is enough.
enum SharedPlace {
  /// What feeds that are asked at the same address have in common; nil for a feed with a password
  /// of its own, to which the server may show something else.
  static func key(of subscription: Subscription, _ state: FetchState) -> String? {
    let owner = subscription.url.text
    guard !subscription.url.isFile, WebAddress.withoutCredentials(owner) == owner else {
      return nil
    }
    let address = state.movedTo ?? owner
    return WebAddress.withoutFragment(WebAddress.resolve(address, against: nil) ?? address)
  }

  /// Which of `due` are asked, and which others, also of `waiting`, take the same answer; all of
  /// them are indices into `subscriptions`.
  static func sharing(
    _ due: [Int],
    waiting: [Int],
    of subscriptions: [Subscription],
    _ plan: RunPlan
  ) -> (asked: [Int], companions: [Int: [Int]]) {
    // Without a move no two feeds meet: feeds.yml has no address twice.
    guard plan.states.values.contains(where: { $0.movedTo != nil }) else { return (due, [:]) }
    func key(_ index: Int) -> String? {
      let subscription = subscriptions[index]
      return Self.key(of: subscription, plan.state(of: subscription.url))
    }
    var asked: [Int] = []
    var companions: [Int: [Int]] = [:]
    var first: [String: Int] = [:]
    for index in due {
      let key = key(index)
      if let key, let there = first[key] {
        companions[there, default: []].append(index)
      } else {
        asked.append(index)
        if let key { first[key] = index }
      }
    }
    for index in waiting {
      if let key = key(index), let there = first[key] {
        companions[there, default: []].append(index)
      }
    }
    return (asked, companions)
  }
}
