import Syndication
import Testing

@Suite struct WebAddressTrackingTests {
  @Test(
    "only what says how a reader came is taken away",
    arguments: [
      ("https://example.org/a?utm_source=x", "https://example.org/a"),
      (
        "https://example.org/a?id=1&utm_source=x&UTM_Medium=y&b=2", "https://example.org/a?id=1&b=2"
      ),
      ("https://example.org/a?fbclid=x#part", "https://example.org/a#part"),
      (
        "https://example.org/a?gclid=1&gbraid=2&msclkid=3&mc_cid=4&mc_eid=5",
        "https://example.org/a"
      ),
      ("https://example.org/?mtm_campaign=x&pk_kwd=y", "https://example.org/"),
      ("https://example.org/a?_hsenc=1&_hsmi=2&x", "https://example.org/a?x"),
      ("https://example.org/a?b=%20c+d&yclid=1", "https://example.org/a?b=%20c+d"),
      ("https://example.org/a?b=1&b=2&utm_id=3", "https://example.org/a?b=1&b=2"),
    ]
  )
  func takesAway(address: String, expected: String) {
    #expect(WebAddress.withoutTracking(address, feedURL: nil, siteURL: nil) == expected)
  }

  @Test(
    "an address with nothing to take away comes back byte for byte",
    arguments: [
      "https://example.org/a", "https://EXAMPLE.org:443/a?b=%7e&&c=#", "https://example.org/?",
      "https://example.org/a?id=utm_source", "https://example.org/utm_source=x?a=1",
      "https://example.org/a?autm_source=x", "https://example.org/a#?utm_source=x",
      "mailto:x@example.org?utm_source=y", "not an address?utm_source=x", "",
      "https://example.org/a?ref=other.example", "https://example.org/a?source=rss",
    ]
  )
  func untouched(address: String) {
    let clean = WebAddress.withoutTracking(
      address,
      feedURL: "https://feeds.example/rss",
      siteURL: "https://example.org/"
    )
    #expect(clean == address)
  }

  @Test(
    "a reference to the feed's or the site's own host goes",
    arguments: ["blog.example", "Blog.Example", "feeds.example"]
  )
  func ownReference(host: String) {
    let clean = WebAddress.withoutTracking(
      "https://other.example/a?ref=\(host)&b=1",
      feedURL: "https://feeds.example/rss",
      siteURL: "https://blog.example/"
    )
    #expect(clean == "https://other.example/a?b=1")
  }

  @Test(
    "one page has one canonical address",
    arguments: [
      ("https://Example.org:443/a?utm_source=x&b=1#c", "https://example.org/a?b=1"),
      ("HTTP://example.org:80/a", "http://example.org/a"),
      ("https://example.org", "https://example.org"),
      ("https://example.org/a#x", "https://example.org/a"),
      ("https://example.org/A", "https://example.org/A"),
      ("https://example.org/?a=1", "https://example.org/?a=1"), ("mailto:x@y.example", nil),
      ("/a", nil),
      ("ftp://example.org/", nil), ("https://example.org/a?#x", "https://example.org/a?"),
    ] as [(String, String?)]
  )
  func canonical(address: String, expected: String?) {
    let canonical = WebAddress.canonical(address)
    #expect(canonical == expected)
    #expect(canonical.flatMap { WebAddress.canonical($0) } == canonical)
  }
}
