import Subscriptions
import Syndication
import Testing

@Suite("OPML", .serialized) struct OPMLTests {
  private func read(_ text: String) throws -> OPMLDocument {
    try OPMLReader.read(bytes: Array(text.utf8), path: "feeds.opml")
  }

  private func outlines(_ body: String) throws -> [OPMLOutline] {
    try read("<opml version=\"2.0\"><head/><body>\(body)</body></opml>").outlines
  }

  @Test("takes folders as tags, from the outside in, and categories after them")
  func folders() throws {
    let outlines = try outlines(
      """
      <outline text="Asia">
        <outline title="Japan &amp; Korea" text="x">
          <outline type="rss" text="A" xmlUrl="https://a.example/?x=1&amp;y=2" htmlUrl="https://a.example/"
            category="trade,/ev/cells, Asia"/>
        </outline>
        <outline text="B" xmlUrl=" https://b.example/ "/>
      </outline>
      <outline text="C" XMLURL="https://c.example/"/>
      """
    )
    #expect(
      outlines.map(\.address)
        == ["https://a.example/?x=1&y=2", "https://b.example/", "https://c.example/"]
    )
    #expect(
      outlines.map(\.tags)
        == [["Asia", "Japan & Korea", "trade", "ev", "cells"], ["Asia"], []]
    )
    #expect(outlines[0].title == "A" && outlines[0].page == "https://a.example/")
  }

  @Test("reads a title over several lines as one, and nothing that a terminal would obey")
  func titles() throws {
    let outlines = try outlines(
      "<outline text=\"a&#10;  b&#9;c&#x2028;d\" xmlUrl=\"https://a.example/\"/>"
    )
    #expect(outlines[0].title == "a b c d")
  }

  @Test("takes an address that some readers write with the scheme feed")
  func feedScheme() throws {
    let document = try read(
      """
      <opml version="1.0"><body><outline xmlUrl="feed://a.example/rss"/>
      <outline xmlUrl="feed:http://b.example/rss"/><outline xmlUrl="feed:file:///c"/></body></opml>
      """
    )
    let plan = OPMLImport(document, beside: [])
    #expect(plan.additions.map(\.url.text) == ["https://a.example/rss", "http://b.example/rss"])
  }

  @Test("an outline that links to a page or to another list is no feed, and is told of as such")
  func links() throws {
    let document = try read(
      """
      <opml version="2.0"><body><outline text="Page" type="link" url="https://a.example/"/>
      <outline text="List" type="include" url="https://a.example/list.opml"/>
      <outline text="Feed" type="rss" url="https://b.example/rss"/>
      <outline text="Feed" type="link" xmlUrl="https://c.example/rss"/></body></opml>
      """
    )
    let plan = OPMLImport(document, beside: [])
    #expect(plan.additions.map(\.url.text) == ["https://b.example/rss", "https://c.example/rss"])
    guard case .refused(let page) = plan.entries[0].outcome,
      case .refused(let list) = plan.entries[1].outcome
    else {
      Issue.record("a page or a list was taken for a feed")
      return
    }
    #expect(page.contains("tieup subscribe https://a.example/") && list.contains("import it"))
  }

  @Test("reads outlines that stand outside of a body, and feeds below any number of folders")
  func places() throws {
    let bare = try read(
      #"<opml><outline text="A"><outline xmlUrl="https://a.example/"/></outline></opml>"#
    )
    #expect(
      bare.outlines.map(\.address) == ["https://a.example/"] && bare.outlines[0].tags == ["A"]
    )
    let deep = try outlines(
      (0..<60).map { "<outline text=\"\($0)\">" }.joined()
        + "<outline xmlUrl=\"https://b.example/\"/>"
        + String(repeating: "</outline>", count: 60)
    )
    #expect(deep.map(\.address) == ["https://b.example/"] && deep[0].tags.count == 32)
  }

  @Test("an address in the place of a title is no title")
  func addressAsTitle() throws {
    let document = try read(
      """
      <opml version="1.0"><body><outline text="https://a.example/" xmlUrl="https://a.example/"/></body></opml>
      """
    )
    #expect(OPMLImport(document, beside: []).additions.map(\.title) == [nil])
  }

  @Test("passes over comments, empty folders and what is no outline")
  func nothing() throws {
    let outlines = try outlines(
      """
      <outline text="off" isComment="true"><outline xmlUrl="https://a.example/"/></outline>
      <outline text="empty"/><other xmlUrl="https://b.example/"/>
      """
    )
    #expect(outlines.isEmpty)
  }

  @Test("gives what can be recovered of an ill-formed file, and says so")
  func illFormed() throws {
    let document = try read(
      "<opml><head><title>T</title></head><body><outline text=\"R&D\" xmlUrl=\"https://a.example/?a=1&b=2\"/>\n<outline xmlUrl=\"https://b.example/\">"
    )
    #expect(document.title == "T")
    #expect(document.outlines.map(\.address).contains("https://b.example/"))
    #expect(document.fault?.hasPrefix("feeds.opml:") == true)
  }

  @Test(
    "answers what is no OPML with one line that names the file",
    arguments: [
      "", "words", "<rss version=\"2.0\"><channel/></rss>", "<html><body>x</body></html>", "{}",
    ]
  )
  func notOPML(text: String) {
    do {
      _ = try read(text)
      Issue.record("taken")
    } catch {
      #expect("\(error)".hasPrefix("feeds.opml") && !"\(error)".contains("\n"))
      #expect("\(error)".contains("not OPML"))
    }
  }

  @Test("decides on each outline: added, there already, refused with the reason")
  func decides() throws {
    let document = try read(
      """
      <opml version="1.0"><body>
        <outline text="New" xmlUrl="https://new.example/feed"/>
        <outline text="Old" xmlUrl="http://www.old.example/feed/"/>
        <outline text="Folder"><outline text="New again" xmlUrl="https://new.example/feed"/></outline>
        <outline text="Shell" xmlUrl="exec:rm"/>
        <outline text="File" xmlUrl="file:///etc/passwd"/>
        <outline text="Host" xmlUrl="https:///x"/>
        <outline text="Page" htmlUrl="https://page.example/"/>
        <outline text="List" type="include" url="ftp://list.example/l.opml"/>
      </body></opml>
      """
    )
    let old = try #require(FeedURL("https://old.example/feed"))
    let plan = OPMLImport(document, beside: [Subscription(url: old)])
    let new = try #require(FeedURL("https://new.example/feed"))
    #expect(
      plan.entries.map(\.outcome)
        == [
          .added, .duplicate(of: old), .duplicate(of: new),
          .refused("not an http or https address"),
          .refused("not an http or https address"),
          .refused("an address without a host, or with a port that is none"),
          .refused("no address of a feed (xmlUrl); try: tieup subscribe https://page.example/"),
          .refused("an included list is not followed; import it by itself"),
        ]
    )
    #expect(plan.additions == [Subscription(url: new, title: "New", tags: ["Folder"])])
  }

  @Test("does not follow a file into a depth without end")
  func depth() throws {
    let open = String(repeating: "<outline text=\"f\">", count: 20_000)
    let document = try? read(
      "<opml><body>\(open)<outline xmlUrl=\"https://a.example/\"/></body></opml>"
    )
    #expect(document.map { $0.outlines.count <= 1 } ?? true)
  }

  @Test("reads back what it writes, folder by folder")
  func roundTrip() throws {
    let feeds = [
      Subscription(
        url: try #require(FeedURL("https://a.example/?a=1&b=\"2\"")),
        title: "A <&> \"B\" 'C' 電池",
        tags: ["asia & co", "trade", "ev"]
      ),
      Subscription(
        url: try #require(FeedURL("https://b.example/")),
        title: "B",
        tags: ["asia & co"]
      ),
      Subscription(url: try #require(FeedURL("https://c.example/")), title: "C"),
    ]
    let local = Subscription(url: try #require(FeedURL("file:x.xml", allowingFiles: true)))
    let text = OPMLWriter.text(
      feeds + [local],
      title: "Mine & yours",
      now: Timestamp(1_795_381_200)
    )
    let document = try read(text)
    #expect(document.fault == nil && document.title == "Mine & yours")
    #expect(OPMLImport(document, beside: []).additions == feeds)
    #expect(!text.contains("x.xml"))
    #expect(text.contains("<dateCreated>Sun, 22 Nov 2026 21:00:00 GMT</dateCreated>"))
  }

  @Test("names a feed by what it says of itself where its owner does not")
  func heads() throws {
    let url = try #require(FeedURL("https://a.example/"))
    var feed = Feed(format: .rss20)
    (feed.title, feed.homePageURL) = ("Its own\u{0}", "https://a.example/home?x&y")
    let text = OPMLWriter.text(
      [Subscription(url: url)],
      title: "T",
      now: Timestamp(0),
      heads: [url: FeedHead(feed)]
    )
    let outline = try #require(try read(text).outlines.first)
    #expect(outline.title == "Its own" && outline.page == "https://a.example/home?x&y")
  }
}
