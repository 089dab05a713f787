import Parsing
import Syndication
import Testing

@Suite struct FeedParserTests {
  @Test("of a document with more items than any feed has, the first hundred thousand are read")
  func itemLimit() throws {
    let text = Hostile.rss(String(repeating: "<item><title>a</title></item>", count: 100_001))
    #expect(try FeedParser().feed(from: Array(text.utf8)).items.count == 100_000)
  }

  @Test(
    "knows a document that ends before its root does",
    arguments: [
      ("<rss><channel><item><title>a</title></item></channel></rss>", false),
      ("<rss><channel><item><title>a &amp b</title></item></channel></RSS >", false),
      ("<rss><channel><item><title>a</title></item></channel>", false),
      ("<rss><channel><item><title>a</title></item><item><title>b", true),
      ("<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>a</title></entry><entr", true),
      ("<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry/></a:feed><", false),
    ]
  )
  func cutOff(text: String, isCutOff: Bool) throws {
    #expect(try FeedParser().feed(from: Array(text.utf8)).isCutOff == isCutOff)
  }

  @Test(
    "hostile documents are read or refused within bounds",
    .timeLimit(.minutes(1)),
    arguments: [
      ("deep elements", Hostile.rss(String(repeating: "<div>", count: 100_000))),
      (
        "deep escaped elements",
        Hostile.rss(
          "<description>" + String(repeating: "&lt;div&gt;", count: 60_000) + "</description>"
        )
      ),
      (
        "deep XHTML",
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>"
          + String(repeating: "<b>", count: 50_000) + "x</content></entry></feed>"
      ),
      (
        "many attributes",
        Hostile.rss(
          "<title " + (0..<60_000).map { "a\($0)=''" }.joined(separator: " ") + ">t</title>"
        )
      ),
      (
        "many equal attributes",
        Hostile.rss("<title " + String(repeating: "a='' ", count: 100_000) + ">t</title>")
      ),
      ("an endless name", Hostile.rss("<" + String(repeating: "n", count: 1_000_000) + ">")),
      (
        "many namespaces",
        Hostile.rss((0..<5000).map { "<x xmlns:p\($0)='u\($0)'>" }.joined())
      ),
      ("many names", Hostile.rss((0..<60_000).map { "<n\($0)/>" }.joined())),
      ("many ampersands", Hostile.rss("<title>" + String(repeating: "&", count: 500_000))),
      ("many stray ends", Hostile.rss(String(repeating: "</b>", count: 200_000))),
      ("many open sections", Hostile.rss(String(repeating: "<a><![CDATA[</a>", count: 50_000))),
      ("many open comments", Hostile.rss(String(repeating: "<!--", count: 200_000))),
      ("many open quotes", Hostile.rss(String(repeating: "<a b=\"<c d='", count: 50_000))),
      ("many categories", Hostile.rss((0..<50_000).map { "<category>c\($0)</category>" }.joined())),
      ("many links", Hostile.rss(String(repeating: "<link>", count: 100_000))),
      ("many items", Hostile.rss(String(repeating: "</item><item>", count: 50_000))),
      ("deep bases", Hostile.rss(String(repeating: "<a xml:base='x/'>", count: 20_000))),
      (
        "open brackets",
        "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":["
          + String(repeating: "{\"a\":[", count: 50_000)
      ),
    ]
  )
  func staysWithinBounds(name: String, document: String) {
    let bytes = Array(document.utf8)
    var feed: Feed?
    let took = ContinuousClock().measure { feed = try? FeedParser().feed(from: bytes) }
    // Optimised, the bound is 50 ms for each MB; a debug build gets room.
    #expect(took < .seconds(20), "\(name)")
    #expect((feed?.items.count ?? 0) <= 60_000)
  }

  @Test("cut and altered feeds never crash, and every text that comes out is plain")
  func survivesMutation() throws {
    let seed = Array(
      """
      <?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
      <title>Kestrel &amp; Ohmlet</title><link>https://wire.example/</link><item><title>a &lt;b&gt;</title>
      <guid>g1</guid><description><![CDATA[<p>Text &eacute; <a href="/x">y</a></p>]]></description>
      <dc:creator>Ada Pell (ada@wire.example)</dc:creator><pubDate>Thu, 19 Nov 2026 07:30:00 GMT</pubDate>
      <enclosure url="https://cdn.example/a.mp3" length="5" type="audio/mpeg"/></item></channel></rss>
      """.utf8
    )
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    for round in 0..<1000 {
      var bytes = seed
      for _ in 0..<(1 + round % 6) {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        bytes[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state)
      }
      if round % 3 == 0 { bytes.removeLast(Int(state >> 40) % bytes.count) }
      guard let feed = try? FeedParser().feed(from: bytes) else { continue }
      for item in feed.items {
        let lines = [item.title, item.authors.first?.name].compactMap(\.self)
        try #require(!lines.contains { $0.unicodeScalars.contains { $0.value < 0x20 } })
        try #require(item.contentHTML?.contains("<script") != true)
      }
    }
  }

  @Test("many threads read with one parser")
  func isSafeToShare() async throws {
    let parser = FeedParser()
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for index in 0..<64 {
        group.addTask {
          let items = String(repeating: "<item><title>t\(index)</title></item>", count: index)
          return try parser.feed(from: Array(Hostile.rss(items).utf8)).items.count
        }
      }
      return try await group.reduce(into: [Int]()) { $0.append($1) }
    }
    #expect(counts.reduce(0, +) == 64 * 63 / 2)
  }
}

/// Documents that nobody means well with.
enum Hostile {
  static func rss(_ inside: String) -> String {
    "<rss version='2.0'><channel><title>t</title>\(inside.hasPrefix("<item") || inside.isEmpty ? "" : "<item>")"
      + "\(inside)</channel></rss>"
  }
}
