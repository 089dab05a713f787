import Parsing
import Syndication
import Testing

@Suite struct FeedDateTests {
  @Test("reads the dates of the standards", arguments: DateCases.standards)
  func standards(_ date: DateCases.Case) { check(date) }

  @Test("reads the slips that programs make", arguments: DateCases.slips)
  func slips(_ date: DateCases.Case) { check(date) }

  @Test("reads zones by name and by number", arguments: DateCases.zones)
  func zones(_ date: DateCases.Case) { check(date) }

  @Test("reads the dates of many languages", arguments: DateCases.languages)
  func languages(_ date: DateCases.Case) { check(date) }

  @Test("tells day and month apart by sign, size and day of the week", arguments: DateCases.numeric)
  func numeric(_ date: DateCases.Case) { check(date) }

  @Test("refuses what names no moment", arguments: DateCases.refused)
  func refuses(_ text: String) { check((text, nil)) }

  @Test("every month of every language stands for itself, in any letter case")
  func monthsRoundTrip() {
    for (number, name) in ["jan", "feb", "mar", "apr", "may", "jun"].enumerated() {
      for spelling in [name, name.uppercased(), name.prefix(1).uppercased() + name.dropFirst()] {
        let moment = FeedDate.timestamp(from: "5 \(spelling) 2026 08:00 GMT")
        #expect(moment?.day == CalendarDay(year: 2026, month: number + 1, day: 5))
      }
    }
  }

  @Test("what a moment prints is read as the same moment")
  func printedMomentsComeBack() {
    var state: UInt64 = 0x7469_6575_7000_0001
    for _ in 0..<2000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let moment = Timestamp(Int64(state >> 31) - 4_000_000_000)
      #expect(FeedDate.timestamp(from: moment.rfc3339) == moment)
    }
  }

  @Test("never crashes, whatever it is given")
  func survivesNoise() {
    var state: UInt64 = 42
    let pieces = [
      "2026", "11", "22", ":", "-", "/", ".", ",", " ", "T", "Z", "+", "Nov", "pm", "h", "年", "月",
      "99999999999999999", "mar", "GMT", "(", ")", "0", "24", "\u{0}", "é", "t", "uhr", "tháng",
    ]
    for _ in 0..<20_000 {
      var text = ""
      for _ in 0..<Int(state >> 60) {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      _ = FeedDate.timestamp(from: text)
    }
  }

  private func check(_ date: DateCases.Case, _ location: SourceLocation = #_sourceLocation) {
    #expect(
      FeedDate.timestamp(from: date.written)?.rfc3339 == date.meant,
      "\(date.written)",
      sourceLocation: location
    )
  }
}
