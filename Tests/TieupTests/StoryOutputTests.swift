import JSONText
import Syndication
import Testing

@testable import tieup

extension StoryEntry {
  /// A tagged story as the tests need one.
  static func sample(
    title: String = "Honda and Nissan to share EV software",
    url: String? = "https://a.example/1",
    parties: [String] = ["Honda", "Nissan"],
    published: Timestamp? = Timestamp(1_795_244_400)
  ) -> StoryEntry {
    StoryEntry(
      id: "s12",
      story: "s12",
      feed: "https://a.example/feed",
      feedTitle: "Voltline",
      url: url,
      title: title,
      published: published,
      firstSeen: Timestamp(1_795_248_000),
      latest: Timestamp(1_795_244_400),
      tags: ["ev-alliance"],
      score: 0.97312,
      parties: parties,
      form: .memorandum,
      stage: .announced,
      themes: ["software"],
      outlets: [
        .init(
          feed: "https://a.example/feed",
          feedTitle: "Voltline",
          url: url,
          title: title,
          published: published
        ),
        .init(
          feed: "https://b.example/feed",
          feedTitle: "Strom",
          url: "https://b.example/2?a=1&b=2",
          title: "Honda und Nissan",
          published: published
        ),
      ],
      feeds: 2,
      review: .init(state: "unreviewed", isStarred: false, notes: [])
    )
  }
}

@Suite struct StoryTableTests {
  private func lines(_ entries: [StoryEntry], width: Int?) -> [String] {
    let terminal = Terminal(
      isInteractive: width != nil,
      showsProgress: false,
      usesColor: false,
      width: width
    )
    return StoryTable(entries: entries, terminal: terminal, now: Timestamp(0)).lines()
  }

  @Test("a pipe gets one whole line a story, with date, outlets, parties, form and stage")
  func pipe() {
    let long = StoryEntry.sample(title: String(repeating: "word ", count: 40) + "end")
    let lines = lines([.sample(), long], width: nil)
    #expect(lines.count == 2)
    #expect(
      lines[0].hasPrefix("2026-11-21 07:00  s12  Honda and Nissan to share EV software")
    )
    #expect(lines[0].contains("  Voltline +1  Honda, Nissan  memorandum, announced"))
    #expect(lines[1].contains("word end"))
  }

  @Test("a terminal gets a heading a day and no line wider than it is", arguments: [40, 80, 200])
  func terminal(width: Int) {
    let lines = lines(
      [.sample(title: "ホンダと日産、EVソフトの共有で合意 拘束力のない覚書を締結"), .sample()],
      width: width
    )
    #expect(lines.first == "Saturday 21 November 2026")
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { DisplayWidth.columns(of: $0) <= width })
    #expect(lines[1].contains("s12"))
  }

  @Test("where the whole does not fit, the stage and the count of outlets stay with the parties")
  func terse() {
    let title = "Honda and Nissan to share EV software platforms, batteries and motors from 2030"
    let wide = lines([.sample(title: title)], width: 90)
    #expect(wide[1].hasSuffix("…  +1  Honda, Nissan  memorandum, announced"))
    let narrow = lines([.sample(title: title)], width: 72)
    #expect(narrow[1].hasSuffix("  +1  Honda, Nissan  announced"))
    #expect(narrow.allSatisfy { DisplayWidth.columns(of: $0) <= 72 })
  }

  @Test("what the reader said stands at the end of a line, cut by no width")
  func reviewed() {
    var rejected = StoryEntry.sample()
    (rejected.review.state, rejected.review.isStarred) = ("rejected", true)
    let lines = lines([rejected, .sample()], width: nil)
    #expect(lines[0].hasSuffix("  memorandum, announced  rejected, starred"))
    #expect(lines[1].hasSuffix("  memorandum, announced"))
    for width in [40, 72, 120] {
      let narrow = self.lines([rejected, .sample()], width: width)
      #expect(narrow[1].hasSuffix("rejected, starred"))
      #expect(narrow.allSatisfy { DisplayWidth.columns(of: $0) <= width })
    }
  }

  @Test("a story without a headline is still something to point at")
  func noHeadline() {
    #expect(lines([.sample(title: "")], width: nil)[0].contains("  (no headline)  "))
  }

  @Test("a date in the future gives way to the first sight")
  func futureDate() {
    let entry = StoryEntry.sample(published: Timestamp(4_000_000_000))
    #expect(entry.shown == entry.firstSeen)
  }
}

@Suite struct StoryCSVTests {
  @Test(
    "a cell is quoted where it must be and disarmed where a spreadsheet would run it",
    arguments: [
      ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"yes\"", "\"say \"\"yes\"\"\""),
      ("=HYPERLINK(1)", "'=HYPERLINK(1)"), ("+49 30", "'+49 30"), ("-5", "-5"), ("@cmd", "'@cmd"),
      ("", ""), ("＝1+1", "'＝1+1"), ("=\u{301}cmd", "'=\u{301}cmd"),
      ("\"\u{301},=1", "\"\"\"\u{301},=1\""), ("a,\u{301}b", "\"a,\u{301}b\""),
    ]
  )
  func cell(text: String, expected: String) {
    #expect(StoryCSV.cell(text) == expected)
  }

  @Test("a row has as many cells as the header")
  func row() {
    let row = StoryCSV.row(.sample())
    #expect(
      row.split(separator: ",", omittingEmptySubsequences: false).count
        == StoryCSV.header.split(separator: ",").count
    )
  }
}

@Suite struct StoryMarkupTests {
  @Test("Markdown keeps a headline's brackets and stars as letters")
  func markdown() {
    let lines = StoryMarkdown.lines([
      .sample(title: "A [deal] *now* <b>", url: "https://a.example/(x)>")
    ])
    #expect(lines[0] == "## 2026-11-21")
    #expect(lines[2].contains(#"[A \[deal\] \*now\* \<b\>](<https://a.example/(x)%3E>)"#))
  }

  @Test("a combining mark does not hide a bracket from Markdown")
  func combiningMarks() {
    #expect(StoryMarkdown.escaped("]\u{301}(javascript:x)") == "\\]\u{301}(javascript:x)")
  }

  @Test("the feed's id is a URN whatever the list was filtered by")
  func urn() {
    let text = StoryAtom(name: "ev-alliance GM & 日産", title: "", entries: [], now: Timestamp(0))
      .text()
    #expect(text.contains("<id>urn:tieup:list:ev-alliance%20GM%20%26%20%E6%97%A5%E7%94%A3</id>"))
  }

  @Test("Atom escapes what a feed wrote and leaves out what XML cannot hold")
  func atom() {
    let text = StoryAtom(
      name: "x",
      title: "EV & alliances",
      entries: [.sample(title: "A < B & \u{1}\u{FFFE}C")],
      now: Timestamp(0)
    ).text()
    #expect(text.contains("<title>A &lt; B &amp; C</title>"))
    #expect(text.contains("<title>EV &amp; alliances</title>"))
    #expect(text.contains("href=\"https://b.example/2?a=1&amp;b=2\""))
    #expect(text.contains("<category term=\"Honda\"/>"))
    #expect(text.contains("<summary>") && !text.contains("<content>"))
  }

  @Test("an entry of Atom without a link has a content, and addresses are whole IRIs")
  func atomLinks() {
    let list = { (url: String?) in
      StoryAtom(name: "x", title: "", entries: [.sample(url: url)], now: Timestamp(0)).text()
    }
    #expect(list(nil).contains("<content>Honda, Nissan") && !list(nil).contains("<summary>"))
    #expect(
      list("https://[::1]:8/a|[b]?q={c}&é#^").contains(
        "href=\"https://[::1]:8/a%7C%5Bb%5D?q=%7Bc%7D&amp;é#%5E\""
      )
    )
  }

  @Test("a story that went on is told of as updated, to readers of Atom and of JSON Feed")
  func updated() {
    var entry = StoryEntry.sample()
    let before = StoryJSONFeed.value([entry], title: "")["items"]?.arrayValue?.first
    #expect(before?["date_modified"] == nil)
    entry.latest = Timestamp(1_795_330_800)
    let text = StoryAtom(name: "x", title: "", entries: [entry], now: Timestamp(0)).text()
    #expect(text.ranges(of: "<updated>2026-11-22T07:00:00Z</updated>").count == 2)
    let item = StoryJSONFeed.value([entry], title: "")["items"]?.arrayValue?.first
    #expect(item?["date_modified"]?.stringValue == "2026-11-22T07:00:00Z")
  }

  @Test("the JSON row has the contract's keys in the contract's order")
  func json() {
    let keys = StoryEntry.sample().json.objectValue?.members.map(\.name)
    #expect(
      keys == [
        "id", "story", "feed", "feed_title", "url", "title", "published", "first_seen", "tags",
        "score", "parties", "form", "stage", "themes", "outlets", "review",
      ]
    )
    #expect(StoryEntry.sample().json["score"]?.doubleValue == 0.973)
  }
}
