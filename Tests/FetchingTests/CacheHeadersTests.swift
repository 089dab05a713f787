import Fetching
import Syndication
import Testing
import Transfer

@Suite("CacheHeaders")
struct CacheHeadersTests {
  /// Sunday, 22 November 2026, at eight in the evening.
  let now = Timestamp(1_795_377_600)

  @Test(
    "reads how long an answer is fresh",
    arguments: [
      ([("Cache-Control", "max-age=3600")], 3600),
      ([("cache-control", "Public, Max-Age = \"60\"")], 60),
      ([("Cache-Control", "public"), ("Cache-Control", "max-age=7")], 7),
      ([("Cache-Control", "max-age=3600"), ("Age", "600")], 3000),
      ([("Cache-Control", "max-age=3600"), ("Age", "9999")], 0),
      ([("Cache-Control", "max-age=99999999999999999999999")], Int64.max),
      ([("Cache-Control", "no-cache, max-age=3600")], 0),
      ([("Cache-Control", "no-store")], 0),
      ([("Cache-Control", "private=\"x, max-age=5\", max-age=7200")], 7200),
      ([("Cache-Control", "s-maxage=3600")], nil),
      ([("Cache-Control", "max-age=-1")], nil),
      ([("Cache-Control", "max-age=soon")], nil),
      ([("Cache-Control", "max-age=5"), ("Expires", "Sun, 22 Nov 2026 21:00:00 GMT")], 5),
      ([("Expires", "Sun, 22 Nov 2026 21:00:00 GMT")], 3600),
      ([("Expires", "Sun, 22 Nov 2026 19:00:00 GMT")], 0),
      ([("Expires", "0")], 0),
      ([], nil),
    ] as [([(String, String)], Int64?)]
  )
  func freshness(_ lines: [(String, String)], _ seconds: Int64?) {
    let headers = lines.map { HeaderField($0.0, $0.1) }
    #expect(CacheHeaders(headers, now: now).freshness == seconds)
  }

  @Test("takes a moment against the server's own clock")
  func serverClock() {
    let headers = [
      HeaderField("Date", "Sun, 22 Nov 2026 10:00:00 GMT"),
      HeaderField("Expires", "Sun, 22 Nov 2026 10:30:00 GMT"),
      HeaderField("Retry-After", "Sun, 22 Nov 2026 12:00:00 GMT"),
    ]
    let cache = CacheHeaders(headers, now: now)
    #expect(cache.freshness == 1800)
    #expect(cache.retryAfter == 7200)
  }

  @Test(
    "reads Retry-After as seconds and as a date, and nothing out of nonsense",
    arguments: [
      ("120", 120), ("Sun, 22 Nov 2026 20:10:00 GMT", 600), ("0", nil), ("-5", nil), ("soon", nil),
      ("Wed, 01 Jan 2020 00:00:00 GMT", nil), ("1.5", nil), ("", nil),
      ("99999999999999999999", Int64.max),
    ] as [(String, Int64?)]
  )
  func retryAfter(_ text: String, _ seconds: Int64?) {
    #expect(CacheHeaders([HeaderField("Retry-After", text)], now: now).retryAfter == seconds)
  }
}
