import Syndication
import Testing

@Suite struct TimestampTests {
  @Test(
    "prints RFC 3339 in UTC",
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"),
      (1_795_331_520, "2026-11-22T07:12:00Z"), (-1, "1969-12-31T23:59:59Z"),
    ]
  )
  func prints(seconds: Int, text: String) {
    #expect(Timestamp(Int64(seconds)).rfc3339 == text)
  }

  @Test("every day of four centuries comes back as itself")
  func daysRoundTrip() {
    for days in stride(from: Int64(-73_000), to: 73_000, by: 1) {
      let day = CalendarDay(daysSinceEpoch: days)
      guard day.daysSinceEpoch == days else {
        Issue.record("day \(days) came back as \(day)")
        return
      }
    }
  }

  @Test("a day that the calendar lacks is refused")
  func refusesImpossibleDays() {
    #expect(Timestamp(CalendarDay(year: 2026, month: 2, day: 29)) == nil)
    #expect(Timestamp(CalendarDay(year: 2024, month: 2, day: 29)) != nil)
    #expect(Timestamp(CalendarDay(year: 2026, month: 1, day: 1), hour: 24) == nil)
  }
}
