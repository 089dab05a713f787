internal import Syndication

/// The dates of RSS as nearly every feed writes them: `Sun, 22 Nov 2026 07:12:00 +0100`.
enum RFC822Date {
  /// The moment; nil when `text` is written in any other way.
  static func timestamp(in text: Span<UInt8>) -> Timestamp? {
    var index = 0
    guard text.count >= 20 else { return nil }
    if text[0].isASCIILetter {
      guard text[3] == UInt8(ascii: ","), text[4] == UInt8(ascii: " ") else { return nil }
      index = 5
    }
    var day = 0
    let dayEnd = index + 2
    while index < dayEnd, text[index].isASCIIDigit {
      day = day * 10 + Int(text[index] &- 0x30)
      index += 1
    }
    guard index + 14 < text.count, text[index] == UInt8(ascii: " "),
      let month = month(text, index + 1), text[index + 4] == UInt8(ascii: " "),
      let century = pair(text, index + 5), let year = pair(text, index + 7),
      text[index + 9] == UInt8(ascii: " "), let hour = pair(text, index + 10),
      text[index + 12] == UInt8(ascii: ":"), let minute = pair(text, index + 13)
    else { return nil }
    index += 15
    var second = 0
    if index + 2 < text.count, text[index] == UInt8(ascii: ":") {
      guard let seconds = pair(text, index + 1) else { return nil }
      second = seconds
      index += 3
    }
    guard index < text.count, text[index] == UInt8(ascii: " "),
      let offset = offset(text, from: index + 1),
      let moment = Timestamp(
        CalendarDay(year: century * 100 + year, month: month, day: day),
        hour: hour,
        minute: minute,
        second: second
      )
    else { return nil }
    return Timestamp(moment.seconds - offset)
  }

  /// The zone in seconds east of UTC: `GMT`, `UTC`, `Z` or `+hhmm`.
  private static func offset(_ text: Span<UInt8>, from start: Int) -> Int64? {
    guard start < text.count else { return nil }
    let sign = text[start]
    if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
      guard start + 5 == text.count, let hours = pair(text, start + 1), hours < 24,
        let minutes = pair(text, start + 3), minutes < 60
      else { return nil }
      let seconds = Int64(hours * 3600 + minutes * 60)
      return sign == UInt8(ascii: "-") ? -seconds : seconds
    }
    guard text.count - start <= 3 else { return nil }
    var key: UInt32 = 0
    for index in start..<text.count { key = key << 8 | UInt32(text[index]) }
    switch key {
    case 0x47_4D54, 0x55_5443, 0x5A, 0x5554: return 0
    default: return nil
    }
  }

  /// The number of an English month's first three letters.
  private static func month(_ text: Span<UInt8>, _ index: Int) -> Int? {
    let letters =
      UInt32(text[index] | 0x20) << 16 | UInt32(text[index + 1] | 0x20) << 8
      | UInt32(text[index + 2] | 0x20)
    return switch letters {
    case 0x6A_616E: 1
    case 0x66_6562: 2
    case 0x6D_6172: 3
    case 0x61_7072: 4
    case 0x6D_6179: 5
    case 0x6A_756E: 6
    case 0x6A_756C: 7
    case 0x61_7567: 8
    case 0x73_6570: 9
    case 0x6F_6374: 10
    case 0x6E_6F76: 11
    case 0x64_6563: 12
    default: nil
    }
  }

  private static func pair(_ text: Span<UInt8>, _ index: Int) -> Int? {
    let (tens, ones) = (text[index], text[index + 1])
    guard tens.isASCIIDigit, ones.isASCIIDigit else { return nil }
    return Int(tens &- 0x30) * 10 + Int(ones &- 0x30)
  }
}
