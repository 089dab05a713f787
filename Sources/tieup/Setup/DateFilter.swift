import ArgumentParser
import Syndication

/// A bound in time as a user writes it: `7d` back from now, a day in UTC, or a moment in UTC or
/// with its offset.
enum DateFilter: ExpressibleByArgument, Equatable, Sendable {
  /// So much before now.
  case ago(Duration)
  /// The day that was so many days ago: 0 is today.
  case daysAgo(Int64)
  /// From the start of that day.
  case day(CalendarDay)
  /// That moment.
  case moment(Timestamp)

  init?(argument: String) {
    if let ago = Self.duration(argument) {
      self = .ago(ago)
    } else if argument == "today" {
      self = .daysAgo(0)
    } else if argument == "yesterday" {
      self = .daysAgo(1)
    } else if let (day, rest) = Self.day(argument) {
      if rest.isEmpty {
        self = .day(day)
      } else {
        guard let moment = Self.moment(day, rest) else { return nil }
        self = .moment(moment)
      }
    } else {
      return nil
    }
  }

  /// The first moment that `--since` takes in; a day starts at midnight.
  func start(now: Timestamp) -> Timestamp {
    switch self {
    case .ago(let duration): now - duration
    case .daysAgo(let days): now - .seconds(Int64(now.secondOfDay) + days * 86400)
    case .day(let day): Timestamp(day) ?? now
    case .moment(let moment): moment
    }
  }

  /// The first moment that `--until` leaves out: a day counts to its end.
  func end(now: Timestamp) -> Timestamp {
    switch self {
    case .ago(let duration): now - duration
    case .daysAgo: start(now: now) + .seconds(86400)
    case .day(let day): (Timestamp(day) ?? now) + .seconds(86400)
    case .moment(let moment): moment
    }
  }

  /// `90s`, `15m`, `24h`, `7d`, `2w`, `1y`; nil for anything else.
  private static func duration(_ text: String) -> Duration? {
    guard let unit = text.last, let count = Int64(text.dropLast()), count >= 0, count < 1_000_000
    else { return nil }
    switch unit {
    case "s": return .seconds(count)
    case "m": return .seconds(count * 60)
    case "h": return .seconds(count * 3600)
    case "d": return .seconds(count * 86400)
    case "w": return .seconds(count * 7 * 86400)
    case "y" where count <= 1000: return .seconds(count * 365 * 86400)
    default: return nil
    }
  }

  private static func day(_ text: String) -> (CalendarDay, Substring)? {
    let head = text.prefix(10)
    let parts = head.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    let found = CalendarDay(year: year, month: month, day: day)
    guard Timestamp(found) != nil else { return nil }
    return (found, text.dropFirst(10))
  }

  /// The time behind a day: `T07:12`, `T07:12:30`, `T07:12:30.5`, and `Z` or an offset after it.
  private static func moment(_ day: CalendarDay, _ rest: Substring) -> Timestamp? {
    guard let mark = rest.first, "Tt ".contains(mark) else { return nil }
    var time = rest.dropFirst()
    var offset: Int64 = 0
    if time.last == "Z" || time.last == "z" {
      time.removeLast()
    } else if let sign = time.lastIndex(where: { $0 == "+" || $0 == "-" }) {
      guard let span = clock(time[time.index(after: sign)...].filter { $0 != ":" }) else {
        return nil
      }
      offset = time[sign] == "-" ? -span : span
      time = time[..<sign]
    }
    // A fraction is less than what is kept.
    if let point = time.firstIndex(of: ".") {
      guard time[point...].dropFirst().allSatisfy(\.isNumber) else { return nil }
      time = time[..<point]
    }
    let parts = time.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts.allSatisfy({ $0.utf8.count == 2 }) else {
      return nil
    }
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count else { return nil }
    return Timestamp(
      day,
      hour: numbers[0],
      minute: numbers[1],
      second: numbers.count == 3 ? numbers[2] : 0
    ).map { $0 - .seconds(offset) }
  }

  /// `0930` or `09` as seconds: how far a place is from UTC.
  private static func clock(_ digits: String) -> Int64? {
    guard [2, 4].contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }),
      let hours = Int64(digits.prefix(2)), let minutes = Int64("0" + digits.dropFirst(2)),
      hours < 24, minutes < 60
    else { return nil }
    return hours * 3600 + minutes * 60
  }
}
