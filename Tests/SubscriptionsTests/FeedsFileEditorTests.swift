import Subscriptions
import Syndication
import Testing

@Suite("FeedsFileEditor") struct FeedsFileEditorTests {
  private static let new = "https://new.example/feed"

  private func subscription(
    _ url: String = Self.new,
    title: String? = nil,
    tags: [String] = []
  ) throws -> Subscription {
    Subscription(url: try #require(FeedURL(url)), title: title, tags: tags)
  }

  private func editor(_ text: String) throws -> FeedsFileEditor {
    try FeedsFileEditor(bytes: Array(text.utf8), path: "feeds.yml")
  }

  private func text(_ editor: FeedsFileEditor) -> String {
    String(decoding: editor.bytes, as: UTF8.self)
  }

  @Test(
    "adds behind the last feed, laid out as that one is",
    arguments: [
      // Two spaces, then a section behind the list.
      (
        "feeds:\n  - url: https://a.example/ # good\n\n# Rules\nrules: []\n",
        "feeds:\n  - url: https://a.example/ # good\n  - url: https://new.example/feed\n\n# Rules\nrules: []\n"
      ),
      // The dash at the margin.
      (
        "feeds:\n- url: https://a.example/\n  tags: [x]\nsettings:\n  timeout: 5\n",
        "feeds:\n- url: https://a.example/\n  tags: [x]\n- url: https://new.example/feed\nsettings:\n  timeout: 5\n"
      ),
      // Wide gaps, no final line end.
      (
        "feeds:\n    -   url: https://a.example/",
        "feeds:\n    -   url: https://a.example/\n    -   url: https://new.example/feed"
      ),
      // CRLF and a byte-order mark.
      (
        "\u{FEFF}feeds:\r\n  - url: https://a.example/\r\n# end\r\n",
        "\u{FEFF}feeds:\r\n  - url: https://a.example/\r\n  - url: https://new.example/feed\r\n# end\r\n"
      ),
      // A blank line between feeds is the file's own way.
      (
        "feeds:\n  - url: https://a.example/\n\n  # second\n  - url: https://b.example/\n    title: B\n",
        "feeds:\n  - url: https://a.example/\n\n  # second\n  - url: https://b.example/\n    title: B\n\n  - url: https://new.example/feed\n"
      ),
      // A remark set deeper than the dash belongs to the feed above it.
      (
        "feeds:\n  - url: https://a.example/\n    # interval: 5m\n  # - url: https://off.example/\n",
        "feeds:\n  - url: https://a.example/\n    # interval: 5m\n  - url: https://new.example/feed\n  # - url: https://off.example/\n"
      ),
      // The last title runs over several lines, one of which looks like a comment.
      (
        "feeds:\n  - url: https://a.example/\n    title: \"one\n# two\"\n",
        "feeds:\n  - url: https://a.example/\n    title: \"one\n# two\"\n  - url: https://new.example/feed\n"
      ),
      // Document marks.
      (
        "---\nfeeds:\n  - url: https://a.example/\n...\n",
        "---\nfeeds:\n  - url: https://a.example/\n  - url: https://new.example/feed\n...\n"
      ),
      ("feeds: []\n", "feeds:\n  - url: https://new.example/feed\n"),
      (
        "feeds: [ ]   # none yet\nrules: []\n",
        "feeds:   # none yet\n  - url: https://new.example/feed\nrules: []\n"
      ),
      ("feeds:\nrules: []\n", "feeds:\n  - url: https://new.example/feed\nrules: []\n"),
      ("feeds: ~ # none\n", "feeds: # none\n  - url: https://new.example/feed\n"),
      (
        "feeds:\n  # yours here\n\nrules: []\n",
        "feeds:\n  # yours here\n  - url: https://new.example/feed\n\nrules: []\n"
      ),
      (
        "settings:\n  timeout: 5\n",
        "settings:\n  timeout: 5\n\nfeeds:\n  - url: https://new.example/feed\n"
      ),
      (
        "settings:\n  timeout: 5",
        "settings:\n  timeout: 5\n\nfeeds:\n  - url: https://new.example/feed"
      ),
      ("# nothing yet\n", "# nothing yet\n\nfeeds:\n  - url: https://new.example/feed\n"),
      ("", "feeds:\n  - url: https://new.example/feed\n"),
      ("rules: []\n...\n", "rules: []\n\nfeeds:\n  - url: https://new.example/feed\n...\n"),
      (
        "feeds: [{url: \"https://a.example/\"}]\n",
        "feeds: [{url: \"https://a.example/\"}, {url: \"https://new.example/feed\"}]\n"
      ),
      (
        "feeds: [\n    {url: \"https://a.example/\"}, # ] no\n    {url: \"https://b.example/\"},\n  ]\n",
        "feeds: [\n    {url: \"https://a.example/\"}, # ] no\n    {url: \"https://b.example/\"},\n    {url: \"https://new.example/feed\"},\n  ]\n"
      ),
      ("{feeds: []}\n", "{feeds: [{url: \"https://new.example/feed\"}]}\n"),
      (
        "\"feeds\" :\n  - {url: \"https://a.example/\"}\n",
        "\"feeds\" :\n  - {url: \"https://a.example/\"}\n  - url: https://new.example/feed\n"
      ),
    ]
  )
  func adds(before: String, after: String) throws {
    var editor = try editor(before)
    #expect(try editor.add([subscription()]).count == 1)
    #expect(text(editor) == after)
    #expect(editor.file.subscriptions.last?.url.text == Self.new)
  }

  @Test(
    "takes out what it added, to the byte",
    arguments: [
      "feeds:\n  - url: https://a.example/ # good\n\n# Rules\nrules: []\n",
      "feeds:\n- url: https://a.example/\n\n\n- url: https://b.example/\n\nsettings: {timeout: 5}\n",
      "feeds:\n    -   url: https://a.example/",
      "\u{FEFF}feeds:\r\n  - url: 'https://a.example/'\r\n# end\r\n",
      "feeds:\n  -\n    url: https://a.example/\n  # c\n",
      "feeds: [{url: \"https://a.example/\"}]\n",
      "feeds: [\n  {url: \"https://a.example/\", title: 'it''s, [so]'},\n]\n",
    ]
  )
  func roundTrip(before: String) throws {
    var editor = try editor(before)
    try editor.add([subscription(title: "A: \"title\" # here", tags: ["one", "two words", "no"])])
    #expect(editor.file.subscriptions.last?.title == "A: \"title\" # here")
    #expect(editor.file.subscriptions.last?.tags == ["one", "two words", "no"])
    #expect(try editor.remove(#require(FeedURL(Self.new))))
    #expect(text(editor) == before)
  }

  @Test(
    "removes one feed and leaves every remark between feeds",
    arguments: [
      (
        "feeds:\n  # one\n  - url: https://a.example/\n    title: A\n    # interval: 1h\n  # two\n  - url: https://b.example/\n",
        "feeds:\n  # one\n  # two\n  - url: https://b.example/\n"
      ),
      (
        "feeds:\n  - url: https://b.example/\n\n  - url: https://a.example/\n\n  - url: https://c.example/\n",
        "feeds:\n  - url: https://b.example/\n\n  - url: https://c.example/\n"
      ),
      ("feeds:\n  - url: https://a.example/\n  # tail\n", "feeds: []\n  # tail\n"),
      (
        "feeds: # mine\n- url: \"https://a.example/\"\nrules: []\n", "feeds: [] # mine\nrules: []\n"
      ),
      (
        "feeds:\n  - title: >\n      x\n      # y\n    url: https://a.example/\n  - url: https://b.example/",
        "feeds:\n  - url: https://b.example/"
      ),
      (
        "feeds:\n  - url: https://b.example/\n  - url: https://a.example/",
        "feeds:\n  - url: https://b.example/"
      ),
      (
        "feeds: [{url: \"https://a.example/\"}, {url: \"https://b.example/\"}]",
        "feeds: [{url: \"https://b.example/\"}]"
      ),
      ("feeds: [{url: \"https://a.example/\"}]", "feeds: []"),
      (
        "feeds:\n  - url: https://a.example/\n  - url: https://b.example/\n  - {url: \"https://a.example/\", title: again}\n",
        "feeds:\n  - url: https://b.example/\n"
      ),
    ]
  )
  func removes(before: String, after: String) throws {
    var editor = try editor(before)
    #expect(try editor.remove(#require(FeedURL("https://a.example/"))))
    #expect(text(editor) == after)
  }

  @Test(
    "replaces an address where it stands and keeps its quotes",
    arguments: [
      (
        "feeds:\n  - url: https://a.example/ # x\n    title: T\n",
        "feeds:\n  - url: https://new.example/feed # x\n    title: T\n"
      ),
      (
        "feeds:\n  - title: T\n    url:   'https://a.example/'\n",
        "feeds:\n  - title: T\n    url:   'https://new.example/feed'\n"
      ),
      (
        "feeds: [{url: \"https://a.example/\"}]\n", "feeds: [{url: \"https://new.example/feed\"}]\n"
      ),
      // Subscribed already: the old one goes.
      (
        "feeds:\n  - url: https://a.example/\n  - url: https://new.example/feed\n",
        "feeds:\n  - url: https://new.example/feed\n"
      ),
    ]
  )
  func replaces(before: String, after: String) throws {
    var editor = try editor(before)
    let old = try #require(FeedURL("https://a.example/"))
    #expect(try editor.replace(old, with: #require(FeedURL(Self.new))))
    #expect(text(editor) == after)
  }

  @Test("passes over what is there already, and what is not there")
  func isIdempotent() throws {
    let before = "feeds:\n  - url: https://new.example/feed\n"
    var editor = try editor(before)
    #expect(try editor.add([subscription()]).isEmpty)
    let other = try #require(FeedURL("https://other.example/"))
    #expect(try !editor.remove(other))
    #expect(try !editor.replace(other, with: #require(FeedURL("https://third.example/"))))
    #expect(text(editor) == before)
  }

  @Test("adds many at once and takes one of two equal ones")
  func many() throws {
    var editor = try editor("feeds: []\n")
    var feeds = try (0..<500).map { try subscription("https://h\($0).example/") }
    feeds.append(feeds[0])
    #expect(try editor.add(feeds).count == 500)
    #expect(editor.file.subscriptions.map(\.url) == feeds.dropLast().map(\.url))
  }

  @Test(
    "leaves alone what cannot be changed safely, and says so",
    arguments: [
      "{settings: {timeout: 5}}\n", "feeds:\n  - ? url\n    : !!str https://a.example/\n",
    ]
  )
  func refuses(before: String) throws {
    var editor = try editor(before)
    do {
      let old = try #require(FeedURL("https://a.example/"))
      if try !editor.replace(old, with: #require(FeedURL(Self.new))) {
        try editor.add([subscription()])
      }
      Issue.record("changed")
    } catch let error as SubscriptionError {
      #expect("\(error)".contains("by hand"))
    }
    #expect(text(editor) == before)
  }

  @Test("refuses to open a file with a mistake in it")
  func broken() {
    #expect(throws: SubscriptionError.self) { try editor("feeds:\n  - urll: x\n") }
  }
}
