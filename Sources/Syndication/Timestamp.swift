/// A moment in wall time: whole seconds since 1970-01-01T00:00:00Z, without leap seconds.
///
/// One run has one `now`; it is handed down as a value, never read from a clock by a stage.
public struct Timestamp: Hashable, Comparable, Sendable, Codable {
  /// Seconds since the Unix epoch; negative before 1970.
  public var seconds: Int64

  /// Creates the moment `seconds` after the Unix epoch.
  public init(_ seconds: Int64) { self.seconds = seconds }

  /// Whether `left` comes before `right`.
  public static func < (left: Timestamp, right: Timestamp) -> Bool { left.seconds < right.seconds }

  /// The moment `duration` later, cut to whole seconds.
  public static func + (left: Timestamp, duration: Duration) -> Timestamp {
    Timestamp(left.seconds.addingReportingOverflow(duration.components.seconds).partialValue)
  }

  /// The moment `duration` earlier, cut to whole seconds.
  public static func - (left: Timestamp, duration: Duration) -> Timestamp {
    Timestamp(left.seconds.subtractingReportingOverflow(duration.components.seconds).partialValue)
  }

  /// How long after `right` this moment is; negative when it is earlier.
  public static func - (left: Timestamp, right: Timestamp) -> Duration {
    .seconds(left.seconds.subtractingReportingOverflow(right.seconds).partialValue)
  }

  /// Reads the seconds as a bare number.
  public init(from decoder: any Decoder) throws {
    seconds = try decoder.singleValueContainer().decode(Int64.self)
  }

  /// Writes the seconds as a bare number.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(seconds)
  }
}
