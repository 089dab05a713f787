import JSONText
import Syndication
import Testing

@testable import tieup

@Suite struct DigestTests {
  private static func digest(_ title: String = "Honda and Nissan to share EV software") -> Digest {
    var ended = StoryEntry.sample(title: "Ford and SK On part", parties: ["Ford", "SK On"])
    ended.stage = .ended
    ended.url = "javascript:alert(1)"
    (ended.outlets, ended.feeds) = ([], 1)
    var later = StoryEntry.sample(title: "Nissan, Honda sign", parties: ["Nissan", "Honda"])
    later.stage = .signed
    (later.outlets, later.feeds) = ([], 1)
    let latest = Timestamp(1_795_250_000)
    return Digest(
      [
        .init(entry: .sample(title: title), before: nil, isNew: true, latest: latest),
        .init(entry: ended, before: .signed, isNew: false, latest: latest),
        .init(entry: later, before: .talks, isNew: false, latest: latest),
      ],
      since: Timestamp(1_795_161_600),
      now: Timestamp(1_795_251_600)
    )
  }

  @Test("Markdown groups by companies and says what is new about each, with outlets and links")
  func markdown() {
    #expect(
      DigestMarkdown.text(Self.digest()) == """
        # EV alliances since 2026-11-20 08:00 UTC

        1 new story, 1 new stage, 1 ended

        ## Honda and Nissan

        - **New: announced**: [Honda and Nissan to share EV software](<https://a.example/1>) — \
        Voltline, [Strom](<https://b.example/2?a=1&b=2>) · memorandum
        - **talks → signed**: [Nissan, Honda sign](<https://a.example/1>) — Voltline · memorandum

        ## Ford and SK On

        - **signed → ended**: Ford and SK On part — Voltline · memorandum

        """
    )
  }

  @Test("a new stage leads to the article that told of it, in each format")
  func teller() {
    var story = StoryEntry.sample(title: "Honda, Nissan talk", url: nil)
    story.stage = .signed
    let article = StoryEntry.sample(title: "Honda, Nissan sign", url: "https://a.example/signed")
    var change = Digest.Change(
      entry: story,
      before: .talks,
      isNew: false,
      latest: story.latest
    )
    change.teller = article
    let digest = Digest([change], since: nil, now: story.latest)
    for text in [DigestMarkdown.text(digest), DigestHTML.text(digest), DigestAtom.text(digest)] {
      #expect(text.contains("Honda, Nissan sign") && text.contains("https://a.example/signed"))
      #expect(!text.contains("Honda, Nissan talk"))
    }
    #expect(digest.json.arrayValue?.first?["title"]?.stringValue == "Honda, Nissan talk")
  }

  @Test("HTML is escaped, and links lead only to http and https")
  func html() {
    let text = DigestHTML.text(Self.digest("<script>alert(\"1\")</script> & \u{1B}[31mred"))
    #expect(!text.contains("<script"))
    #expect(!text.contains("javascript:"))
    #expect(!text.contains("\u{1B}"))
    #expect(text.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; [31mred"))
    #expect(text.contains("<a href=\"https://b.example/2?a=1&amp;b=2\">Strom</a>"))
    #expect(text.contains("<h2 style=\"font-size:1.15em\">Honda and Nissan</h2>"))
    #expect(text.hasPrefix("<!DOCTYPE html>"))
    #expect(text.hasSuffix("</html>\n"))
  }

  @Test("in Atom each stage of a story is an entry of its own, with all that RFC 4287 asks for")
  func atom() {
    let text = DigestAtom.text(Self.digest())
    #expect(text.hasPrefix("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed "))
    #expect(text.components("<entry>") == 3)
    #expect(text.components("<updated>") == 4)
    #expect(text.components("<id>") == 4)
    #expect(text.contains("<id>urn:tieup:change:1795248000:s12:announced</id>"))
    #expect(text.contains("<id>urn:tieup:change:1795248000:s12:ended</id>"))
    #expect(text.contains("<category term=\"new-stage\"/>"))
    #expect(text.contains("<title>Honda and Nissan: Honda and Nissan to share EV software</title>"))
  }

  @Test("JSON is the list's row with what changed")
  func json() {
    let rows = Self.digest().json.arrayValue ?? []
    #expect(rows.map { $0["change"]?.stringValue } == ["new-story", "new-stage", "ended"])
    #expect(rows.map { $0["previous_stage"]?.stringValue } == [nil, "talks", "signed"])
    #expect(rows.first?["id"]?.stringValue == "s12")
  }
}

extension String {
  /// How often a piece stands in it.
  fileprivate func components(_ piece: String) -> Int { ranges(of: piece).count }
}
