import Syndication

/// Which subscription a user means.
enum FeedChoice {
  /// The subscription with this address, with a twin of it, or with this whole title; nil when
  /// there is none, and a failure when several have the title.
  static func subscription(_ text: String, among subscriptions: [Subscription]) throws(Failure)
    -> Subscription?
  {
    if let exact = subscriptions.first(where: { $0.url.text == text }) { return exact }
    let key = SubscriptionDesk.key(text)
    if let twin = subscriptions.first(where: { SubscriptionDesk.key($0.url.text) == key }) {
      return twin
    }
    let titled = subscriptions.filter { $0.title?.lowercased() == text.lowercased() }
    guard titled.count > 1 else { return titled.first }
    let addresses = titled.map { WebAddress.withoutCredentials($0.url.text) }
    throw Failure(
      "\(titled.count) feeds have the title \(text): say which by its address, "
        + addresses.joined(separator: " or "),
      .usage
    )
  }
}
