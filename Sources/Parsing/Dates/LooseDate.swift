internal import Syndication

/// Reads a date by what its pieces are rather than by where they stand.
struct LooseDate {
  /// A number that is part of the day, and the sign in front of it.
  struct Part {
    var value: Int
    var digits: Int
    /// The mark between it and the number before; a space where there is none.
    var separator: UInt8
  }

  var parts: [Part] = []
  var year: Int?
  var month: Int?
  var day: Int?
  var weekday: Int?
  var hour: Int?
  var minute = 0
  var second = 0
  /// Seconds east of UTC; nil while no zone was seen.
  var offset: Int?
  var isMorning = false
  var isAfternoon = false
  /// Whether the first piece is a hyphen, as in `-0312` (ISO 8601 without a century).
  var beginsWithHyphen = false
  var isKorean = false

  private let tokens: [DateToken]
  private var index = 0
  private var separator = UInt8(ascii: " ")

  private init(_ tokens: [DateToken]) { self.tokens = tokens }

  /// The moment; nil when the pieces make no date.
  static func timestamp(in text: ArraySlice<UInt8>) -> Timestamp? {
    if text.last == UInt8(ascii: "]"), let open = text.lastIndex(of: UInt8(ascii: "[")) {
      return annotated(text[..<open], by: text[(open + 1)...].dropLast())
    }
    if let (region, start) = ZoneRegion.suffix(of: text) {
      return timestamp(in: text[..<start]).map { region.moment(local: $0) }
    }
    return read(text)?.moment()
  }

  /// A date with a zone in brackets behind it (RFC 9557), which counts where no offset is given.
  private static func annotated(_ text: ArraySlice<UInt8>, by note: ArraySlice<UInt8>) -> Timestamp?
  {
    guard let date = read(text) else { return timestamp(in: text) }
    let moment = date.moment()
    guard date.offset == nil, let (region, start) = ZoneRegion.suffix(of: note),
      start == note.startIndex
    else { return moment }
    return moment.map { region.moment(local: $0) }
  }

  private static func read(_ text: ArraySlice<UInt8>) -> LooseDate? {
    guard let tokens = DateToken.tokens(of: text) else { return nil }
    var date = LooseDate(tokens)
    // Korean syllables: whoever writes a date in Korean without a zone means Korea's only one.
    date.isKorean = text.contains { (0xEA...0xED).contains($0) }
    return date.read() ? date : nil
  }

  // MARK: Reading

  private mutating func read() -> Bool {
    while index < tokens.count {
      let isFirst = index == 0
      let token = tokens[index]
      index += 1
      switch token.kind {
      case .number(let value, let digits):
        guard take(value, digits) else { return false }
        separator = UInt8(ascii: " ")
      case .word(let word):
        if let zone = token.zone, hour != nil, offset == nil, isDayComplete || onlyYearFollows {
          offset = zone
        } else {
          guard take(word, isFirst: isFirst) else { return false }
        }
      case .mark(let mark):
        if isFirst, mark == UInt8(ascii: "-") { beginsWithHyphen = true }
        guard take(mark) else { return false }
      }
    }
    return true
  }

  private mutating func take(_ mark: UInt8) -> Bool {
    switch mark {
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      if hour != nil, isDayComplete || !parts.isEmpty, case .number(let value, let digits)? = next,
        !tokens[index].isApart,
        offset == nil || offset == 0
      {
        index += 1
        return takeOffset(value, digits, isWest: mark == UInt8(ascii: "-"))
      }
      if mark == UInt8(ascii: "+") { return false }
      separator = mark
    case UInt8(ascii: ":"): return false
    case UInt8(ascii: ","): separator = UInt8(ascii: " ")
    default: separator = mark
    }
    return true
  }

  private mutating func take(_ word: DateWord, isFirst: Bool) -> Bool {
    switch word {
    case .month(let number): return takeMonth(number)
    case .monthOrWeekday(let number, let day):
      if month == nil, namesMonthLater {
        weekday = day
        return true
      }
      return takeMonth(number)
    case .weekday(let day): weekday = weekday ?? day
    case .morning: isMorning = true
    case .afternoon: isAfternoon = true
    case .zone(let seconds): offset = offset ?? seconds
    case .monthPrefix:
      guard case .number(let value, _)? = next else { return false }
      index += 1
      return takeMonth(value)
    case .timeMark:
      guard hour == nil, case .number(let value, let digits)? = next else { return hour == nil }
      if isFollowedByColon(at: index + 1) { return true }
      index += 1
      return takeCompactTime(value, digits)
    case .filler: break
    case .unit: return true
    case .unknown(let letters):
      // The name of a day in a language that is not known.
      if isFirst, case .mark(let mark)? = next,
        mark == UInt8(ascii: ",") || mark == UInt8(ascii: ".")
      {
        return true
      }
      // A zone that is not known counts as UTC (RFC 2822, section 4.3).
      guard hour != nil, let letters, letters <= 5, isDayComplete else { return false }
      offset = offset ?? 0
    }
    return true
  }

  private mutating func takeMonth(_ number: Int) -> Bool {
    guard month == nil || month == number else { return false }
    month = number
    return true
  }

  private mutating func take(_ value: Int, _ digits: Int) -> Bool {
    if isFollowedByColon(at: index) {
      guard hour == nil else { return false }
      return takeTime(value, separator: UInt8(ascii: ":"))
    }
    if case .word(let word)? = next {
      switch word {
      case .unit(let unit):
        index += 1
        return take(value, as: unit)
      case .morning, .afternoon:
        if hour == nil, digits <= 2, isDayComplete {
          hour = value
          return true
        }
      default: break
      }
    }
    if isDayComplete, hour == nil, digits <= 2, case .mark(UInt8(ascii: "."))? = next,
      index + 1 < tokens.count, case .number(_, digits: 2) = tokens[index + 1].kind
    {
      return takeTime(value, separator: UInt8(ascii: "."))
    }
    parts.append(Part(value: value, digits: digits, separator: separator))
    return parts.count <= 3
  }

  private mutating func take(_ value: Int, as unit: DateWord.Unit) -> Bool {
    switch unit {
    case .year: year = value
    case .month: return takeMonth(value)
    case .day: day = value
    case .hour:
      guard hour == nil else { return false }
      hour = value
      // `19h30`
      if case .number(let minutes, digits: 2)? = next, !isFollowedByColon(at: index + 1) {
        let behind = index + 1
        if behind >= tokens.count || !isUnit(tokens[behind]) {
          minute = minutes
          index += 1
        }
      }
    case .minute: minute = value
    case .second: second = value
    }
    return true
  }

  // MARK: Times and zones

  private mutating func takeTime(_ hours: Int, separator: UInt8) -> Bool {
    hour = hours
    index += 1
    guard case .number(let minutes, let digits)? = next, digits <= 2 else { return false }
    minute = minutes
    index += 1
    guard case .mark(separator)? = next, index + 1 < tokens.count,
      case .number(let seconds, digits: 1...2) = tokens[index + 1].kind
    else {
      if separator == UInt8(ascii: ":"), case .mark(separator)? = next { return false }
      return true
    }
    second = seconds
    index += 2
    // A fraction of a second is cut off.
    if case .mark(let mark)? = next, mark == UInt8(ascii: ".") || mark == UInt8(ascii: ","),
      !tokens[index].isApart, index + 1 < tokens.count, !tokens[index + 1].isApart,
      case .number = tokens[index + 1].kind
    {
      index += 2
    }
    if case .mark(UInt8(ascii: ":"))? = next { return false }
    return true
  }

  /// `T101455`, `T1014` or `T10`.
  private mutating func takeCompactTime(_ value: Int, _ digits: Int) -> Bool {
    switch digits {
    case 1, 2: hour = value
    case 3, 4: (hour, minute) = (value / 100, value % 100)
    case 6: (hour, minute, second) = (value / 10000, value / 100 % 100, value % 100)
    default: return false
    }
    if case .mark(UInt8(ascii: "."))? = next, index + 1 < tokens.count,
      case .number = tokens[index + 1].kind
    {
      index += 2
    }
    return true
  }

  private mutating func takeOffset(_ value: Int, _ digits: Int, isWest: Bool) -> Bool {
    var (hours, minutes) = (value, 0)
    switch digits {
    case 1, 2:
      if case .mark(UInt8(ascii: ":"))? = next {
        guard index + 1 < tokens.count, case .number(let found, digits: 2) = tokens[index + 1].kind
        else { return false }
        minutes = found
        index += 2
      }
    case 3, 4: (hours, minutes) = (value / 100, value % 100)
    default: return false
    }
    guard hours < 24, minutes < 60 else { return false }
    offset = (isWest ? -1 : 1) * (hours * 3600 + minutes * 60)
    return true
  }

  // MARK: Looking ahead

  private var next: DateToken.Kind? { index < tokens.count ? tokens[index].kind : nil }

  private func isFollowedByColon(at index: Int) -> Bool {
    guard index < tokens.count, case .mark(UInt8(ascii: ":")) = tokens[index].kind else {
      return false
    }
    return true
  }

  private func isUnit(_ token: DateToken) -> Bool {
    if case .word(.unit) = token.kind { return true }
    return false
  }

  /// Whether a month is named behind the current word.
  private var namesMonthLater: Bool {
    tokens[index...].contains { token in
      switch token.kind {
      case .word(.month), .word(.monthOrWeekday): true
      default: false
      }
    }
  }

  /// Whether nothing but the year is left, as behind the zone of `date` and of Java's dates.
  private var onlyYearFollows: Bool {
    guard month != nil, parts.count == 1, index == tokens.count - 1,
      case .number(_, digits: 4) = tokens[index].kind
    else { return false }
    return true
  }

  /// Whether enough was seen to know the day.
  private var isDayComplete: Bool {
    let known = parts.count + [year, month, day].count { $0 != nil }
    return known >= 3 || parts.contains { $0.digits >= 6 }
  }
}
