package import Syndication

/// Dates as the feeds of the world write them.
package enum FeedDate {
  /// The moment that `text` names; nil when it names none that can be told for sure.
  package static func timestamp(from text: String) -> Timestamp? {
    timestamp(from: Array(text.utf8)[...])
  }

  /// The moment that `text` names; nil when it names none that can be told for sure.
  package static func timestamp(from text: ArraySlice<UInt8>) -> Timestamp? {
    RFC3339Date.timestamp(in: text.span)
  }
}
