import Fetching
import Syndication
import Testing

@Suite("HTTPDate")
struct HTTPDateTests {
  @Test(
    "reads the three forms of an HTTP date",
    arguments: [
      "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
      "sun, 6 nov 1994 08:49:37 gmt", "Mon, 06 Nov 1994 08:49:37 UTC",
    ]
  )
  func reads(_ text: String) { #expect(HTTPDate.moment(text) == Timestamp(784_111_777)) }

  @Test(
    "gives nothing for what is no date",
    arguments: [
      "", "0", "-1", "tomorrow", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 31 Feb 1994 08:49:37 GMT",
      "Sun, 06 Nov 1994 25:49:37 GMT", "1994-11-06T08:49:37Z", "Sun, 06 Nov 1994 08:49:37 PST",
    ]
  )
  func refuses(_ text: String) { #expect(HTTPDate.moment(text) == nil) }
}
