/// What a feed says of how often it wants to be asked.
///
/// It comes from `<ttl>`, the syndication module, skipHours and skipDays. Bounds are put on it where
/// it is used (`Fetching`), not here.
public struct ScheduleHints: Sendable, Hashable, Codable {
  /// RSS `<ttl>`, or `sy:updatePeriod` divided by `sy:updateFrequency`: seconds between two checks.
  public var interval: Int64?
  /// Hours of the day in UTC, 0 to 23, in which the feed asks not to be read.
  public var skipHours: Set<Int> = []
  /// Days of the week, 0 for Sunday to 6, on which the feed asks not to be read.
  public var skipDays: Set<Int> = []

  /// Creates hints that ask for nothing.
  public init() {}
}
