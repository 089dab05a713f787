public import Syndication

/// Dates as the feeds of the world write them.
public enum FeedDate {
  /// The moment that `text` names; nil when it names none that can be told for sure.
  ///
  /// A date without a zone is in UTC, one without a time at midnight. Nothing is ever made up:
  /// hour 25 or day 99 is no date, and a missing date is not "now".
  public static func timestamp(from text: String) -> Timestamp? {
    timestamp(from: Array(text.utf8)[...])
  }

  /// The moment that `text` names; nil when it names none that can be told for sure.
  public static func timestamp(from text: ArraySlice<UInt8>) -> Timestamp? {
    var trimmed = text
    while let first = trimmed.first, first <= 0x20 { trimmed.removeFirst() }
    while let last = trimmed.last, last <= 0x20 { trimmed.removeLast() }
    return timestamp(in: trimmed.span)
  }

  /// The moment that the trimmed `text` names; nil when it names none that can be told for sure.
  static func timestamp(in text: Span<UInt8>) -> Timestamp? {
    guard (4...160).contains(text.count) else { return nil }
    if let moment = RFC3339Date.timestamp(in: text) ?? RFC822Date.timestamp(in: text) {
      return believable(moment)
    }
    var copy: [UInt8] = []
    for index in text.indices { copy.append(text[index]) }
    return LooseDate.timestamp(in: copy[...]).flatMap(believable)
  }

  /// Refuses the year 1 and its like, which programs write when they have no date.
  private static func believable(_ moment: Timestamp) -> Timestamp? {
    moment.seconds >= -30_610_224_000 ? moment : nil
  }
}
