import Fetching
import Syndication
import Testing

@Suite("Backoff")
struct BackoffTests {
  @Test(
    "doubles from the interval up to a day, and never for ever",
    arguments: [
      (1, 3600, 3600), (2, 3600, 7200), (3, 3600, 14400), (6, 3600, 86400), (500, 3600, 86400),
      (Int.max, 3600, 86400), (1, 1, 1), (4, 1, 8), (60, 1, 86400), (3, 200_000, 200_000),
      (0, 60, 60),
    ] as [(Int, Int64, Int64)]
  )
  func wait(_ failures: Int, _ interval: Int64, _ wait: Int64) {
    #expect(Backoff.wait(failures: failures, interval: interval) == wait)
  }
}

@Suite("PostingRhythm")
struct PostingRhythmTests {
  let now = Timestamp(2_000_000_000)

  func posts(every gap: Int64, newest age: Int64, count: Int = 10) -> [Timestamp] {
    (0..<Int64(count)).map { Timestamp(now.seconds - age - gap * $0) }
  }

  @Test("leaves a busy feed at its interval")
  func busy() {
    let rhythm = PostingRhythm(posts(every: 1800, newest: 60), now: now)
    #expect(rhythm.interval(from: 3600) == 3600)
  }

  @Test("asks a slow feed less often, up to four times the interval")
  func slow() {
    #expect(PostingRhythm(posts(every: 8 * 3600, newest: 0), now: now).interval(from: 3600) == 7200)
    #expect(
      PostingRhythm(posts(every: 86400 * 7, newest: 0), now: now).interval(from: 3600) == 14400
    )
  }

  @Test("asks a feed that fell silent less often")
  func silent() {
    let rhythm = PostingRhythm(posts(every: 600, newest: 30 * 86400), now: now)
    #expect(rhythm.interval(from: 3600) == 14400)
  }

  @Test("is never over a day, and never under the interval")
  func bounds() {
    let rhythm = PostingRhythm(posts(every: 86400 * 30, newest: 0), now: now)
    #expect(rhythm.interval(from: 43200) == 86400)
    #expect(rhythm.interval(from: 200_000) == 200_000)
  }

  @Test(
    "says nothing of a feed with few dates, one date, or dates ahead of us",
    arguments: [
      [], [Timestamp(1_999_000_000)], Array(repeating: Timestamp(1_999_000_000), count: 9),
      (1...9).map { Timestamp(2_000_000_000 + $0) },
    ]
  )
  func unknown(_ posts: [Timestamp]) {
    #expect(PostingRhythm(posts, now: now).expectedGap == nil)
  }
}

@Suite("QuietTimes")
struct QuietTimesTests {
  /// Sunday, 22 November 2026, at a quarter past eight in the evening.
  let sunday = Timestamp(1_795_378_500)

  func quiet(hours: Set<Int> = [], days: Set<Int> = []) -> QuietTimes {
    var hints = ScheduleHints()
    (hints.skipHours, hints.skipDays) = (hours, days)
    return QuietTimes(hints)
  }

  @Test("moves on to the first hour that is not quiet")
  func hours() {
    #expect(quiet(hours: [1, 2]).next(from: sunday) == sunday)
    #expect(quiet(hours: [20, 21]).next(from: sunday).rfc3339 == "2026-11-22T22:00:00Z")
    #expect(quiet(hours: Set(20...23)).next(from: sunday).rfc3339 == "2026-11-23T00:00:00Z")
  }

  @Test("moves on to the first day that is not quiet")
  func days() {
    #expect(quiet(days: [0]).next(from: sunday).rfc3339 == "2026-11-23T00:00:00Z")
    #expect(
      quiet(hours: [0], days: [0, 1]).next(from: sunday).rfc3339 == "2026-11-24T01:00:00Z"
    )
  }

  @Test("asks for nothing when the feed would never be read, or not for days")
  func never() {
    #expect(quiet(hours: Set(0...23)).next(from: sunday) == sunday)
    #expect(quiet(days: Set(0...6)).next(from: sunday) == sunday)
    #expect(quiet(days: [0, 1, 2, 3, 4]).next(from: sunday) == sunday)
  }
}

@Suite("BodyHash")
struct BodyHashTests {
  @Test(
    "never changes, since it is compared with stored ones",
    arguments: [
      ("", 16_294_208_416_658_607_535), ("a", 6_538_154_135_048_840_251),
      ("tieup", 9_480_953_155_121_374_064), ("0123456789abcdef", 4_123_148_828_168_732_401),
    ] as [(String, UInt64)]
  )
  func golden(_ text: String, _ hash: UInt64) {
    #expect(BodyHash.of(Array(text.utf8)) == hash)
  }

  @Test("differs where bodies differ by a byte, a length or an order")
  func differs() {
    let bodies = ["", "\0", "\0\0", "ab", "ba", "12345678", "12345678\0", "87654321"]
    #expect(Set(bodies.map { BodyHash.of(Array($0.utf8)) }).count == bodies.count)
  }
}
