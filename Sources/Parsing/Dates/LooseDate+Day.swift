internal import Syndication

extension LooseDate {
  /// Puts the pieces together; nil when they make no moment.
  func moment() -> Timestamp? {
    if let seconds = epochSeconds() { return Timestamp(seconds) }
    var time = self
    guard let day = time.readDay() else { return nil }
    var hour = time.hour ?? 0
    if isMorning || isAfternoon {
      guard hour <= 12 || isAfternoon else { return nil }
      if hour == 12 { hour = isMorning ? 0 : 12 } else if isAfternoon, hour < 12 { hour += 12 }
    }
    var extraDays: Int64 = 0
    if hour == 24 {
      // Midnight at the end of a day is the next day's; `24:05` is a slip for five past midnight.
      if time.minute == 0, time.second == 0 { extraDays = 1 }
      hour = 0
    }
    guard let moment = Timestamp(day, hour: hour, minute: time.minute, second: time.second) else {
      return nil
    }
    let zone = offset ?? (isKorean ? 9 * 3600 : 0)
    return Timestamp(moment.seconds + extraDays * 86400 - Int64(zone))
  }

  /// Seconds or milliseconds since 1970, where the whole date is one number of 10 or 13 digits.
  private func epochSeconds() -> Int64? {
    guard parts.count == 1, hour == nil, month == nil, !beginsWithHyphen else { return nil }
    switch parts[0].digits {
    case 10: return Int64(parts[0].value)
    case 13: return Int64(parts[0].value / 1000)
    default: return nil
    }
  }

  /// The day; takes the time, too, out of a number that holds both.
  private mutating func readDay() -> CalendarDay? {
    if let month {
      return named(month)
    }
    if let year, let day { return valid(year, parts.first?.value ?? 0, day) }
    switch parts.count {
    case 1: return compact(parts[0])
    case 2: return pair(parts[0], parts[1])
    case 3: return numeric()
    default: return nil
    }
  }

  /// The day where the month has a name or a sign of its own.
  private func named(_ month: Int) -> CalendarDay? {
    if let year { return valid(full(year, digits: 4), month, day ?? parts.first?.value ?? 1) }
    if let day {
      guard let part = parts.first else { return nil }
      return valid(full(part.value, digits: part.digits), month, day)
    }
    switch parts.count {
    case 1:
      guard parts[0].digits == 4 else { return nil }
      return valid(parts[0].value, month, 1)
    case 2:
      let (first, second) = (parts[0], parts[1])
      if first.digits >= 3 || first.value > 31 {
        return valid(full(first.value, digits: first.digits), month, second.value)
      }
      return valid(full(second.value, digits: second.digits), month, first.value)
    default: return nil
    }
  }

  /// Three numbers: by size, then by the sign between them, then by the day of the week.
  private func numeric() -> CalendarDay? {
    let (a, b, c) = (parts[0], parts[1], parts[2])
    var candidates: [CalendarDay?] = []
    if a.digits == 4 {
      candidates = [valid(a.value, b.value, c.value)]
    } else {
      guard c.digits != 3, c.digits <= 4, a.digits <= 2, b.digits <= 2 else { return nil }
      let year = full(c.value, digits: c.digits)
      let dayFirst = valid(year, b.value, a.value)
      let monthFirst = valid(year, a.value, b.value)
      let yearFirst =
        c.digits == 2 ? valid(full(a.value, digits: a.digits), b.value, c.value) : nil
      switch b.separator {
      case UInt8(ascii: "/"): candidates = [monthFirst, dayFirst, yearFirst]
      case UInt8(ascii: "-"): candidates = [yearFirst, dayFirst, monthFirst]
      default: candidates = [dayFirst, monthFirst, yearFirst]
      }
    }
    let days = candidates.compactMap(\.self)
    return days.first { $0.weekday == weekday } ?? days.first
  }

  /// `2026-11`, `2026-327`, `-26-11`.
  private func pair(_ first: Part, _ second: Part) -> CalendarDay? {
    if beginsWithHyphen, first.digits == 2, second.digits == 2 {
      return valid(full(first.value, digits: 2), second.value, 1)
    }
    guard first.digits == 4, hour == nil || second.digits == 3 else { return nil }
    if second.digits == 3 { return ordinal(first.value, second.value) }
    return second.separator == UInt8(ascii: " ") ? nil : valid(first.value, second.value, 1)
  }

  /// One number without signs: `20261122`, `261122`, `2026327`, `2026`, `20261122071200`.
  private mutating func compact(_ part: Part) -> CalendarDay? {
    let value = part.value
    switch part.digits {
    case 4 where hour == nil:
      return beginsWithHyphen
        ? valid(full(value / 100, digits: 2), value % 100, 1) : valid(value, 1, 1)
    case 6: return valid(full(value / 10000, digits: 2), value / 100 % 100, value % 100)
    case 7: return ordinal(value / 1000, value % 1000)
    case 8: return valid(value / 10000, value / 100 % 100, value % 100)
    case 12 where hour == nil:
      (hour, minute) = (value / 100 % 100, value % 100)
      return valid(value / 100_000_000, value / 1_000_000 % 100, value / 10000 % 100)
    case 14 where hour == nil:
      (hour, minute, second) = (value / 10000 % 100, value / 100 % 100, value % 100)
      return valid(
        value / 10_000_000_000,
        value / 100_000_000 % 100,
        value / 1_000_000 % 100
      )
    default: return nil
    }
  }

  /// The day with the given number within a year.
  private func ordinal(_ year: Int, _ number: Int) -> CalendarDay? {
    guard (1...366).contains(number) else { return nil }
    let first = CalendarDay(year: year, month: 1, day: 1).daysSinceEpoch
    let day = CalendarDay(daysSinceEpoch: first + Int64(number - 1))
    return day.year == year ? day : nil
  }

  /// A year of two digits lies between 1970 and 2069; one of three counts from 1900 (RFC 2822).
  private func full(_ year: Int, digits: Int) -> Int {
    switch digits {
    case 1, 2: year < 70 ? 2000 + year : 1900 + year
    case 3: 1900 + year
    default: year
    }
  }

  private func valid(_ year: Int, _ month: Int, _ day: Int) -> CalendarDay? {
    let calendarDay = CalendarDay(year: year, month: month, day: day)
    return Timestamp(calendarDay) == nil ? nil : calendarDay
  }
}
