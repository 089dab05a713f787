/// A day of the proleptic Gregorian calendar, in UTC.
public struct CalendarDay: Hashable, Comparable, Sendable {
  /// The year, with zero and negative ones before the year 1.
  public var year: Int
  /// The month, 1 to 12.
  public var month: Int
  /// The day of the month, 1 to 31.
  public var day: Int

  /// Creates a day; the parts are taken as they are.
  public init(year: Int, month: Int, day: Int) {
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// The day that lies `days` after 1970-01-01 (Howard Hinnant's `civil_from_days`).
  public init(daysSinceEpoch days: Int64) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    day = Int(dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    month = Int(marchMonth < 10 ? marchMonth + 3 : marchMonth - 9)
    year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
  }

  /// How many days after 1970-01-01 this day lies (Howard Hinnant's `days_from_civil`).
  public var daysSinceEpoch: Int64 {
    let shifted = Int64(month <= 2 ? year - 1 : year)
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let marchMonth = Int64(month > 2 ? month - 3 : month + 9)
    let dayOfYear = (153 * marchMonth + 2) / 5 + Int64(day) - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The day of the week, 0 for Sunday to 6 for Saturday.
  public var weekday: Int { Int(((daysSinceEpoch + 4) % 7 + 7) % 7) }

  /// Whether `left` comes before `right`.
  public static func < (left: CalendarDay, right: CalendarDay) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

extension Timestamp {
  /// The day in UTC that this moment falls on.
  public var day: CalendarDay { CalendarDay(daysSinceEpoch: daysSinceEpoch) }

  /// Seconds since midnight UTC, 0 to 86399.
  public var secondOfDay: Int { Int(seconds - daysSinceEpoch * 86400) }

  /// The moment as RFC 3339 in UTC with whole seconds, such as `2026-11-22T07:12:00Z`.
  public var rfc3339: String {
    let day = self.day
    let second = secondOfDay
    return "\(padded(day.year, 4))-\(padded(day.month, 2))-\(padded(day.day, 2))T"
      + "\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))Z"
  }

  /// Creates a moment from a calendar day and a time in UTC; nil when a part is out of range.
  public init?(_ day: CalendarDay, hour: Int = 0, minute: Int = 0, second: Int = 0) {
    guard (1...12).contains(day.month), (1...31).contains(day.day), (0...23).contains(hour),
      (0...59).contains(minute), (0...60).contains(second), (-9999...9999).contains(day.year)
    else { return nil }
    let days = day.daysSinceEpoch
    guard CalendarDay(daysSinceEpoch: days) == day else { return nil }
    self.init(days * 86400 + Int64(hour * 3600 + minute * 60 + min(second, 59)))
  }

  private var daysSinceEpoch: Int64 {
    seconds >= 0 ? seconds / 86400 : (seconds - 86399) / 86400
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number.magnitude)
    let zeros = String(repeating: "0", count: max(0, width - digits.count))
    return (number < 0 ? "-" : "") + zeros + digits
  }
}
