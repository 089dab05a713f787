import Syndication
import Testing

@Suite("FeedURL") struct FeedURLTests {
  @Test(
    "takes http and https addresses with a host, to the letter",
    arguments: [
      "https://example.org/feed/", "HTTP://Example.ORG:8080?x=1#y", "https://[::1]:8443/feed",
      "https://user:secret@example.org/", "https://例え.jp/フィード", "https://a:/x",
      "https://a:08080/",
    ]
  )
  func takes(text: String) throws {
    #expect(try #require(FeedURL(text)).text == text)
  }

  @Test(
    "refuses everything else",
    arguments: [
      "", "example.org", "ftp://example.org/", "https:example.org", "https:///feed", "https://:80/",
      "https://\\feed", "https:/", "https", "x:y", "superlong-scheme://example.org/",
      "https://user@/", "https://example.org/a b", "https://example.org/\n", "javascript:alert(1)",
      "exec:ls", "https://a:99999/",
      "https://a:0/", "https://a:x/", "https://a:80:80/", "https://[::1/", "https://[::1]x/",
      "file:///etc/passwd", "feed://example.org/",
    ]
  )
  func refuses(text: String) {
    #expect(FeedURL(text) == nil)
  }

  @Test("takes files only where they are allowed", arguments: ["file:wire.xml", "file:///a/b.xml"])
  func files(text: String) {
    #expect(FeedURL(text) == nil)
    #expect(FeedURL(text, allowingFiles: true)?.isFile == true)
    #expect(FeedURL("file:", allowingFiles: true) == nil)
    #expect(FeedURL(text, allowingFiles: true)?.twinKey == text)
  }

  @Test(
    "knows a twin by its key",
    arguments: [
      ("http://www.Example.org:80/feed/", "https://example.org/feed"),
      ("https://example.org:443/", "http://example.org"),
      ("https://example.org/rss?a=1#top", "https://example.org/rss?a=1"),
      ("https://BÜCHER.example/rss/", "http://bücher.example/rss"),
    ]
  )
  func twins(left: String, right: String) throws {
    #expect(try #require(FeedURL(left)).twinKey == #require(FeedURL(right)).twinKey)
  }

  @Test(
    "does not take different feeds for twins",
    arguments: [
      ("https://example.org/feed", "https://example.org/Feed"),
      ("https://example.org/?f=1", "https://example.org/?f=2"),
      ("https://example.org:8080/", "https://example.org/"),
    ]
  )
  func strangers(left: String, right: String) throws {
    #expect(try #require(FeedURL(left)).twinKey != #require(FeedURL(right)).twinKey)
  }
}
