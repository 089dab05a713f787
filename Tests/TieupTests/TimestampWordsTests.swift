import Syndication
import Testing

@testable import tieup

@Suite struct TimestampWordsTests {
  /// 2026-11-21T08:00:00Z.
  private let now = Timestamp(1_795_248_000)

  @Test(
    "a span is told in its largest unit, rounded down",
    arguments: [
      (0, "just now", "now"), (29, "just now", "now"), (59, "just now", "in 1 min"),
      (60, "1 min ago", "in 1 min"),
      (7199, "119 min ago", "in 2 h"), (7200, "2 h ago", "in 2 h"),
      (172_799, "47 h ago", "in 2 days"), (172_800, "2 days ago", "in 2 days"),
    ] as [(Int64, String, String)]
  )
  func spans(seconds: Int64, past: String, future: String) {
    #expect((now - .seconds(seconds)).ago(now) == past)
    #expect((now + .seconds(seconds)).ahead(now) == future)
  }

  @Test("what should lie behind and lies ahead is told as now")
  func otherSide() {
    #expect((now + .seconds(300)).ago(now) == "just now")
    #expect((now - .seconds(300)).ahead(now) == "now")
  }

  @Test("a moment is told to the minute, with its zone")
  func minute() {
    #expect(now.minute == "2026-11-21 08:00 UTC")
  }
}
