import Syndication
import Testing

@testable import tieup

@Suite struct DateFilterTests {
  /// 2026-11-21T08:00:00Z.
  private let now = Timestamp(1_795_248_000)

  @Test(
    "reads spans back from now, days and moments in UTC",
    arguments: [
      ("7d", "2026-11-14T08:00:00Z"), ("36h", "2026-11-19T20:00:00Z"),
      ("2w", "2026-11-07T08:00:00Z"),
      ("2026-11-01", "2026-11-01T00:00:00Z"), ("2026-11-01T07:12", "2026-11-01T07:12:00Z"),
      ("2026-11-01 07:12:30Z", "2026-11-01T07:12:30Z"), ("today", "2026-11-21T00:00:00Z"),
      ("yesterday", "2026-11-20T00:00:00Z"), ("1y", "2025-11-21T08:00:00Z"),
      ("0d", "2026-11-21T08:00:00Z"), ("2026-11-01T07:12:30+01:00", "2026-11-01T06:12:30Z"),
      ("2026-11-01T07:12:30.25-0330", "2026-11-01T10:42:30Z"),
    ]
  )
  func starts(text: String, expected: String) {
    #expect(DateFilter(argument: text)?.start(now: now).rfc3339 == expected)
  }

  @Test("a day as an end counts whole: what is left out begins with the next")
  func ends() {
    #expect(DateFilter(argument: "2026-11-20")?.end(now: now).rfc3339 == "2026-11-21T00:00:00Z")
    #expect(DateFilter(argument: "yesterday")?.end(now: now).rfc3339 == "2026-11-21T00:00:00Z")
  }

  @Test(
    "refuses what is neither",
    arguments: [
      "", "soon", "d", "-3d", "2026-13-01", "2026-02-30", "2026-1-1", "2026-11-01T25:00",
      "2026-11-01T07:00+1", "2026-11-01T07:00+24:00",
      "2026-11-01T07:00:00.x",
    ]
  )
  func refuses(text: String) {
    #expect(DateFilter(argument: text) == nil)
  }
}
