package import Syndication

/// Reads the three date formats of HTTP (RFC 9110, section 5.6.7).
package enum HTTPDate {
  /// The moment in `text`, such as `Sun, 22 Nov 2026 20:00:00 GMT`; nil when it is no HTTP date.
  package static func moment(_ text: some StringProtocol) -> Timestamp? {
    let words = text.split { $0 == " " || $0 == "," || $0 == "\t" }
    // Sun Nov  6 08:49:37 1994
    if words.count == 5, let month = months[words[1].lowercased()] {
      return moment(day: words[2], month: month, year: words[4], time: words[3])
    }
    // Sun, 06 Nov 1994 08:49:37 GMT
    if words.count == 6, let month = months[words[2].lowercased()], isUTC(words[5]) {
      return moment(day: words[1], month: month, year: words[3], time: words[4])
    }
    // Sunday, 06-Nov-94 08:49:37 GMT
    guard words.count == 4, isUTC(words[3]) else { return nil }
    let parts = words[1].split(separator: "-")
    guard parts.count == 3, let month = months[parts[1].lowercased()] else { return nil }
    return moment(day: parts[0], month: month, year: parts[2], time: words[2])
  }

  private static func moment(
    day: some StringProtocol,
    month: Int,
    year: some StringProtocol,
    time: some StringProtocol
  ) -> Timestamp? {
    let clock = time.split(separator: ":").map { Int($0) }
    guard let day = Int(day), var year = Int(year), clock.count == 3, let hour = clock[0],
      let minute = clock[1], let second = clock[2]
    else { return nil }
    if (0..<100).contains(year) { year += year < 70 ? 2000 : 1900 }
    return Timestamp(
      CalendarDay(year: year, month: month, day: day),
      hour: hour,
      minute: minute,
      second: second
    )
  }

  private static func isUTC(_ zone: some StringProtocol) -> Bool {
    ["gmt", "utc", "ut", "z", "+0000"].contains(zone.lowercased())
  }

  private static let months: [String: Int] = [
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
  ]
}
