import Parsing
import Testing

@Suite struct FeedDiscoveryTests {
  private let page = FeedDiscovery(pageURL: "https://cars.example/news/today.html")

  private func addresses(_ html: String) -> [String] { page.links(in: html).map(\.url) }

  @Test("takes address, title and type of what a page declares, in its order")
  func declared() {
    let links = page.links(
      in: """
        <!doctype html><head><title>x</title>
        <link rel="alternate" type="application/rss+xml" title="News &amp; tests" href="/rss.xml">
        <link href='feed.json' type='application/feed+json' rel='alternate'>
        </head>
        """
    )
    #expect(
      links == [
        FeedLink(
          url: "https://cars.example/rss.xml",
          title: "News & tests",
          type: "application/rss+xml"
        ),
        FeedLink(url: "https://cars.example/news/feed.json", type: "application/feed+json"),
      ]
    )
  }

  @Test(
    "knows a feed by its type",
    arguments: [
      ("application/rss+xml", true), ("application/atom+xml", true), ("APPLICATION/RSS+XML", true),
      ("application/rdf+xml", true), ("text/xml", true), ("application/xml; charset=utf-8", true),
      ("application/feed+json", true), ("application/json", true), ("text/html", false),
      ("application/json+oembed", false), ("text/xml+oembed", false), ("application/pdf", false),
      ("application/opensearchdescription+xml", false), ("application/x.atom+xml", true),
    ]
  )
  func types(type: String, isFeed: Bool) {
    let found = addresses("<link rel=alternate type='\(type)' href='/x'>")
    #expect(found == (isFeed ? ["https://cars.example/x"] : []))
  }

  @Test(
    "passes over links that are no feeds",
    arguments: [
      "<link rel=alternate type=application/json href=https://cars.example/wp-json/wp/v2/posts/1>",
      "<link rel=alternate hreflang=fr href=/fr/>", "<link rel=icon href=/icon.xml>",
      "<link rel='alternate stylesheet' type='text/xml' href=/style.xml>",
      "<link rel=alternate type=application/rss+xml href>",
      "<link rel=alternate type=application/rss+xml href='javascript:x'>",
      "<!-- <link rel=alternate type=application/rss+xml href=/rss> -->",
      "<script>'<link rel=alternate type=application/rss+xml href=/rss>'</script>",
      "<a href=/about>feed</a>", "<a href='mailto:rss'>rss</a>",
      "<a href='https://feedly.com/i/subscription/feed/https://cars.example/rss'>add</a>",
    ]
  )
  func notFeeds(html: String) {
    #expect(addresses(html).isEmpty)
  }

  @Test(
    "reads markup that is carelessly written",
    arguments: [
      "<LINK REL=ALTERNATE TYPE=application/rss+xml HREF=/rss>",
      "<link rel=\"alternate\"type=\"application/rss+xml\"href=\"/rss\"/>",
      "<link rel='feed' href='/rss'>", "<link rel='alternate  home' href='/rss'>",
      "<link rel=alternate type=application/rss+xml href=' /rss '>",
      "<p><link rel=alternate type=application/rss+xml href=/rss>",
      "<link rel=alternate type=application/rss+xml href=/rss>"
        + "<link rel=alternate type=application/rss+xml href=https://cars.example/rss>",
      "<base href=https://cars.example/><link rel=alternate type=application/rss+xml href=rss>",
    ]
  )
  func careless(html: String) {
    #expect(addresses(html) == ["https://cars.example/rss"])
  }

  @Test("feeds of comments and podcasts come last")
  func ranks() {
    let found = addresses(
      """
      <link rel=alternate type=application/rss+xml title="Site: Comments" href=/c>
      <link rel=alternate type=application/rss+xml title="Our podcast" href=/p>
      <link rel=alternate type=application/rss+xml title="Site" href=/s>
      """
    )
    #expect(found.map { $0.suffix(2) } == ["/s", "/p", "/c"])
  }

  @Test(
    "where nothing is declared, links that look like feeds are taken",
    arguments: [
      "/feed", "/feed/", "/blog/rss", "/index.xml", "/news.rss", "/atom.xml", "/rss.php",
      "/feeds/all.atom", "/?feed=rss2", "/news?format=rss", "/feed.json",
      "https://feeds.feedburner.com/cars",
    ]
  )
  func guesses(address: String) {
    #expect(addresses("<p>Subscribe: <a href='\(address)'>here</a>").count == 1)
    #expect(
      addresses(
        "<link rel=alternate type=application/rss+xml href=/main><a href='\(address)'>here</a>"
      )
        == ["https://cars.example/main"]
    )
  }

  @Test(
    "knows where the large sites keep their feeds",
    arguments: [
      ("https://www.youtube.com/playlist?list=PL1", "playlist_id=PL1"),
      ("https://github.com/apple", "https://github.com/apple.atom"),
      ("https://github.com/apple/swift/releases", "https://github.com/apple/swift/releases.atom"),
      ("https://www.reddit.com/r/electricvehicles/top", "/r/electricvehicles/.rss"),
      ("https://mastodon.example/@cars", "https://mastodon.example/@cars.rss"),
      ("https://medium.com/@cars", "https://medium.com/feed/@cars"),
      ("https://cars.substack.com/p/x", "https://cars.substack.com/feed"),
      ("https://cars.blogspot.com/2026/11/x.html", "cars.blogspot.com/feeds/posts/default"),
      ("https://news.google.com/search?q=ev&hl=en", "news.google.com/rss/search?q=ev&hl=en"),
      ("https://bsky.app/profile/cars.example", "https://bsky.app/profile/cars.example/rss"),
    ]
  )
  func knownSites(site: String, ending: String) {
    let found = FeedDiscovery.knownFeeds(for: site)
    #expect(found.count == 1)
    #expect(found.first?.hasSuffix(ending) == true)
  }

  @Test("a video channel has four feeds, a project three")
  func severalFeeds() {
    #expect(FeedDiscovery.knownFeeds(for: "https://youtube.com/channel/UCx").count == 4)
    #expect(FeedDiscovery.knownFeeds(for: "https://github.com/apple/swift/").count == 3)
  }

  @Test(
    "other pages of those sites have none",
    arguments: [
      "https://www.youtube.com/watch?v=x", "https://www.youtube.com/playlist?list=",
      "https://www.youtube.com/@cars", "https://github.com", "https://github.com/topics",
      "https://github.com/a/b/blob/main/README.md", "https://cars.example/channel/UCx",
      "https://www.tiktok.com/@cars", "ftp://github.com/apple", "not an address",
    ]
  )
  func noKnownFeeds(site: String) {
    #expect(FeedDiscovery.knownFeeds(for: site).isEmpty)
  }

  @Test("usual places are tried at the root and in the folder")
  func usualPlaces() {
    let root = FeedDiscovery.wellKnown(for: "https://cars.example")
    #expect(root.contains("https://cars.example/feed/"))
    #expect(Set(root).count == root.count)
    let folder = FeedDiscovery.wellKnown(for: "https://cars.example/blog/post.html?x=1")
    #expect(folder.count == 2 * root.count)
    #expect(folder.contains("https://cars.example/blog/rss.xml"))
    #expect(FeedDiscovery.wellKnown(for: "mailto:x").isEmpty)
  }
}
