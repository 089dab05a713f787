import ArgumentParser
import Syndication

/// A bound in time as a user writes it: `7d` back from now, or a day or moment in UTC.
enum DateFilter: ExpressibleByArgument, Equatable, Sendable {
  /// So much before now.
  case ago(Duration)
  /// From the start of that day.
  case day(CalendarDay)
  /// That moment.
  case moment(Timestamp)

  init?(argument: String) {
    if let ago = Self.duration(argument) {
      self = .ago(ago)
    } else if argument == "today" {
      self = .ago(.zero)
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

  /// The first moment that `--since` takes in; `today` starts at midnight.
  func start(now: Timestamp) -> Timestamp {
    switch self {
    case .ago(.zero): Timestamp(now.day) ?? now
    case .ago(let duration): now - duration
    case .day(let day): Timestamp(day) ?? now
    case .moment(let moment): moment
    }
  }

  /// The last moment that `--until` takes in: a day counts to its end.
  func end(now: Timestamp) -> Timestamp {
    switch self {
    case .ago(.zero): now
    case .ago(let duration): now - duration
    case .day(let day): (Timestamp(day) ?? now) + .seconds(86399)
    case .moment(let moment): moment
    }
  }

  /// `90s`, `15m`, `24h`, `7d`, `2w`; nil for anything else.
  private static func duration(_ text: String) -> Duration? {
    guard let unit = text.last, let count = Int64(text.dropLast()), count >= 0, count < 1_000_000
    else { return nil }
    switch unit {
    case "s": return .seconds(count)
    case "m": return .seconds(count * 60)
    case "h": return .seconds(count * 3600)
    case "d": return .seconds(count * 86400)
    case "w": return .seconds(count * 7 * 86400)
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

  /// The time behind a day: `T07:12`, `T07:12:30`, with or without `Z`.
  private static func moment(_ day: CalendarDay, _ rest: Substring) -> Timestamp? {
    guard rest.first == "T" || rest.first == " " else { return nil }
    var time = rest.dropFirst()
    if time.last == "Z" { time.removeLast() }
    let parts = time.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts.allSatisfy({ $0.count == 2 }) else { return nil }
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count else { return nil }
    return Timestamp(
      day,
      hour: numbers[0],
      minute: numbers[1],
      second: numbers.count == 3 ? numbers[2] : 0
    )
  }
}
