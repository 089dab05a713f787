internal import Syndication

/// The dates of Atom and JSON Feed, to the letter: `2026-11-22T07:12:00.5+01:00`.
enum RFC3339Date {
  /// The moment; nil when `text` is written in any other way.
  static func timestamp(in text: Span<UInt8>) -> Timestamp? {
    guard text.count >= 20, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
      text[10] | 0x20 == UInt8(ascii: "t"), text[13] == UInt8(ascii: ":"),
      text[16] == UInt8(ascii: ":")
    else { return nil }
    let year = digits(text, 0) * 100 + digits(text, 2)
    let day = CalendarDay(year: year, month: digits(text, 5), day: digits(text, 8))
    let hour = digits(text, 11)
    let minute = digits(text, 14)
    let second = digits(text, 17)
    guard year >= 0, min(digits(text, 0), digits(text, 2)) >= 0,
      let moment = Timestamp(day, hour: hour, minute: minute, second: second)
    else { return nil }
    var index = 19
    if text[index] == UInt8(ascii: ".") || text[index] == UInt8(ascii: ",") {
      index += 1
      while index < text.count, text[index].isASCIIDigit { index += 1 }
    }
    guard index < text.count else { return nil }
    if text[index] | 0x20 == UInt8(ascii: "z") { return index + 1 == text.count ? moment : nil }
    guard text[index] == UInt8(ascii: "+") || text[index] == UInt8(ascii: "-"),
      index + 6 == text.count, text[index + 3] == UInt8(ascii: ":")
    else { return nil }
    let (hours, minutes) = (digits(text, index + 1), digits(text, index + 4))
    guard (0...23).contains(hours), (0...59).contains(minutes) else { return nil }
    let offset = Int64(hours * 3600 + minutes * 60)
    return Timestamp(moment.seconds + (text[index] == UInt8(ascii: "-") ? offset : -offset))
  }

  /// The number of the two digits at `index`; far below zero when they are no digits.
  private static func digits(_ text: Span<UInt8>, _ index: Int) -> Int {
    let (tens, ones) = (text[index], text[index + 1])
    guard tens.isASCIIDigit, ones.isASCIIDigit else { return -100_000 }
    return Int(tens &- 0x30) * 10 + Int(ones &- 0x30)
  }
}
