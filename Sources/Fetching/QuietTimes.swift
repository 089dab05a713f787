package import Syndication

/// The hours and days in which a feed asks not to be read (`skipHours`, `skipDays`, in UTC).
package struct QuietTimes: Sendable, Equatable {
  private let hours: Set<Int>
  private let days: Set<Int>

  /// Takes the times from a feed's hints; a feed that would never be read asks for nothing.
  package init(_ hints: ScheduleHints) {
    hours = hints.skipHours.isSuperset(of: 0...23) ? [] : hints.skipHours
    days = hints.skipDays.isSuperset(of: 0...6) ? [] : hints.skipDays
  }

  /// The first moment from `moment` on in which the feed may be read; `moment` itself when that
  /// lies more than `bound` away.
  package func next(from moment: Timestamp, bound: Int64 = 3 * 86400) -> Timestamp {
    guard !hours.isEmpty || !days.isEmpty else { return moment }
    var candidate = moment
    while isQuiet(candidate) {
      let startOfHour = candidate.seconds - Int64(candidate.secondOfDay % 3600)
      candidate = Timestamp(startOfHour + 3600)
      guard candidate.seconds - moment.seconds <= bound else { return moment }
    }
    return candidate
  }

  private func isQuiet(_ moment: Timestamp) -> Bool {
    hours.contains(moment.secondOfDay / 3600) || days.contains(moment.day.weekday)
  }
}
