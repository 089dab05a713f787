import Subscriptions
import Syndication
import Testing

@Suite("FeedsFile") struct FeedsFileTests {
  private func read(_ text: String) throws -> FeedsFile {
    try FeedsFile.read(bytes: Array(text.utf8), path: "feeds.yml")
  }

  private func complaint(_ text: String) -> String {
    complaint(Array(text.utf8))
  }

  private func complaint(_ bytes: [UInt8]) -> String {
    do {
      _ = try FeedsFile.read(bytes: bytes, path: "feeds.yml")
      return "taken without complaint"
    } catch {
      return "\(error)"
    }
  }

  @Test("takes everything that the file may say")
  func everything() throws {
    let file = try read(
      """
      settings:
        interval: 90m
        timeout: 20
        concurrency: 8
        per-host: 1
        max-bytes: 4MiB
        user-agent: "desk/2 (+https://desk.example.org)"
        contact: mailto:desk@example.org
        allow-private-hosts: true
        allow-local-files: yes
        notify:
          - command: ["/usr/local/bin/desk", "--alert"]
          - webhook: https://desk.example.org/hook
            secret-file: key.txt
            min-score: 0.8
        metrics-file: data/tieup.prom
        retention: 30d
      feeds:
        - url: https://example.org/feed/
          title: "Example: the feed"
          tags: [china, trade]
          interval: 15m
        - {url: "https://second.example/rss?a=1&b=2#x", tags: one}
        - url: file:wire.xml
      rules:
        - tag: solid-state
          any: ["solid state battery", 全固体電池]
          none: [recall]
          companies: [Toyota]
          regex: "solid[- ]state"
          in: [title]
      """
    )
    let settings = file.settings
    #expect(settings.interval == .seconds(5400) && settings.timeout == .seconds(20))
    #expect(settings.concurrency == 8 && settings.perHost == 1)
    #expect(settings.maxBytes == 4_194_304 && settings.retention == .seconds(2_592_000))
    #expect(settings.allowPrivateHosts && settings.allowLocalFiles)
    #expect(settings.userAgentHeader(version: "1.0") == "desk/2 (+https://desk.example.org)")
    #expect(settings.metricsFile == "data/tieup.prom")
    #expect(settings.notify.count == 2 && settings.notify[1].minScore == 0.8)
    #expect(settings.notify[0].channel == .command(["/usr/local/bin/desk", "--alert"]))
    #expect(settings.notify[1].secretFile == "key.txt")
    #expect(
      file.subscriptions.map(\.url.text)
        == ["https://example.org/feed/", "https://second.example/rss?a=1&b=2#x", "file:wire.xml"]
    )
    #expect(file.subscriptions[0].title == "Example: the feed")
    #expect(file.subscriptions[0].tags == ["china", "trade"] && file.subscriptions[0].line == 19)
    #expect(file.subscriptions[0].interval == .seconds(900))
    #expect(file.subscriptions[1].tags == ["one"])
    #expect(file.rules[0].any.count == 2 && file.rules[0].companies == ["Toyota"])
    #expect(file.rules[0].inTitle && !file.rules[0].inText)
    #expect(file.warnings.isEmpty)
  }

  @Test(
    "has a default for all that is not said",
    arguments: ["feeds: []\n", "feeds:\n", "feeds: [] # none", "settings:\nfeeds:\n  # - url: x\n"]
  )
  func defaults(text: String) throws {
    let file = try read(text)
    #expect(file.subscriptions.isEmpty && file.rules.isEmpty && file.warnings.isEmpty)
    #expect(file.settings == Settings())
    #expect(file.settings.interval == .seconds(3600) && file.settings.maxBytes == 16_777_216)
    #expect(file.settings.userAgentHeader(version: "1.0") == "tieup/1.0")
  }

  @Test("names the contact in the User-Agent")
  func contact() throws {
    let file = try read("settings:\n  contact: mailto:desk@example.org\nfeeds: []\n")
    #expect(file.settings.userAgentHeader(version: "1.2") == "tieup/1.2 (+mailto:desk@example.org)")
  }

  @Test("hands all that concerns the network to the fetch")
  func policy() throws {
    let defaults = Settings().fetchPolicy(version: "1.2", folder: nil)
    #expect(defaults == FetchPolicy(userAgent: "tieup/1.2"))
    let file = try read(
      """
      settings: {interval: 2h, timeout: 5, concurrency: 3, per-host: 1, max-bytes: 9,
        user-agent: me, allow-private-hosts: true, allow-local-files: true}
      """
    )
    let policy = file.settings.fetchPolicy(version: "1.2", folder: "/here")
    var wanted = FetchPolicy(userAgent: "me")
    (wanted.interval, wanted.timeout) = (.seconds(7200), .seconds(5))
    (wanted.concurrency, wanted.perHost, wanted.maxBytes) = (3, 1, 9)
    (wanted.allowPrivateHosts, wanted.allowLocalFiles) = (true, true)
    wanted.localFolder = "/here"
    #expect(policy == wanted)
  }

  @Test("obeys a short interval with a warning that names the place")
  func shortInterval() throws {
    let file = try read(
      "settings:\n  interval: 60\nfeeds:\n  - url: https://a.example/\n    interval: 1\n"
    )
    #expect(file.settings.interval == .seconds(60))
    #expect(file.subscriptions[0].interval == .seconds(1))
    #expect(file.warnings.count == 2)
    #expect(file.warnings[0].hasPrefix("feeds.yml:2:13: "))
    #expect(file.warnings[1].hasPrefix("feeds.yml:5:15: "))
  }

  @Test("takes an address that is listed twice once, with a warning")
  func twice() throws {
    let file = try read("feeds:\n  - url: https://a.example/\n  - url: https://a.example/\n")
    #expect(file.subscriptions.count == 1)
    #expect(file.warnings == ["feeds.yml:3:5: the same address as in line 2: taken once"])
  }

  @Test("a spelling that a server cannot tell from another is taken once; a likely twin is told")
  func twins() throws {
    let file = try FeedsFile.read(
      bytes: Array(
        """
        feeds:
          - url: https://a.example/feed
          - url: https://A.Example:443/feed#top
          - url: http://www.a.example/feed/
          - url: https://a.example/feed?lang=de
        """.utf8
      ),
      path: "feeds.yml"
    )
    #expect(
      file.subscriptions.map(\.url.text) == [
        "https://a.example/feed", "http://www.a.example/feed/", "https://a.example/feed?lang=de",
      ]
    )
    #expect(
      file.warnings == [
        "feeds.yml:3:5: the same address as in line 2: taken once",
        "feeds.yml:4:5: most likely the feed of line 2 in another spelling: keep one of them",
      ]
    )
  }

  @Test(
    "answers a mistake with place, fault and remedy",
    arguments: [
      ("settings:\n  intervall: 1h\n", "2:3: unknown key \"intervall\"", "\"interval\""),
      ("settings:\n  max_bytes: 1\n", "2:3: unknown key", "did you mean \"max-bytes\"?"),
      ("settings:\n  perHost: 1\n", "2:3: unknown key", "did you mean \"per-host\"?"),
      ("fedes: []\n", "1:1: unknown key \"fedes\"", "\"feeds\""),
      ("settings:\n  qqqqqqq: 1\n", "2:3: unknown key", "one of interval, timeout"),
      ("settings:\n  timeout: soon\n", "2:12: \"soon\" as \"timeout\"", "30s"),
      ("settings:\n  timeout: 0\n", "2:12: ", "above zero"),
      ("settings:\n  concurrency: 0\n", "2:16: ", "from 1 to"),
      ("settings:\n  concurrency: 99999999999999999999\n", "2:16: ", "from 1 to"),
      ("settings:\n  concurrency: 2\n  max-bytes: -5\n", "3:14: ", "above zero"),
      ("settings:\n  max-bytes: 16 elephants\n", "2:14: ", "16MiB"),
      ("settings:\n  allow-local-files: perhaps\n", "2:22: ", "true or false"),
      ("settings:\n  user-agent: \"A\\r\\nX: y\"\n", "2:15: ", "one line"),
      ("settings: [a]\n", "1:11: a list under \"settings\"", "keys such as"),
      ("settings:\n  notify:\n    - command: run it\n", "3:16: ", "no shell"),
      ("settings:\n  notify:\n    - webhook: ftp://x\n", "3:16: ", "https://"),
      ("settings:\n  notify:\n    - min-score: 1\n", "3:7: ", "\"command\" or \"webhook\""),
      ("- url: https://a.example/\n", "1:1: a list at the top", "feeds:"),
      ("", " nothing in it", "feeds: []"),
      ("# only words\n", " nothing in it", "feeds: []"),
      ("just words\n", "1:1: \"just words\" at the top", "keys such as"),
      ("feeds:\n  url: https://a.example/\n", "2:3: a group of keys as \"feeds\"", "a list of"),
      ("feeds:\n  - https://a.example/\n", "2:5: ", "\"- url: https://a.example/\""),
      ("feeds:\n  - title: no address\n", "2:5: a feed without an address", "url:"),
      ("feeds:\n  - url: htp://a.example/\n", "2:10: not a feed's address", "https://"),
      ("feeds:\n  - url: https:///nohost\n", "2:10: not a feed's address", "with a host"),
      ("feeds:\n  - url: wire.xml\n", "2:10: not a feed's address", "https://"),
      ("feeds:\n  - url: file:wire.xml\n", "2:10: a file as a feed", "allow-local-files: true"),
      ("feeds:\n  - url: https://a.example/\n    interval: whenever\n", "3:15: ", "15m"),
      ("feeds:\n  - url: https://a.example/\n    title: [a]\n", "3:12: a list as", "one line"),
      ("feeds:\n  - url: https://a.example/\n    tags: {a: b}\n", "3:11: ", "[one, two]"),
      ("settings:\n  contact: me\n", "2:12: \"me\" as \"contact\"", "mailto:"),
      ("settings:\n  contact: 'a@b (c)'\n", "2:12: ", "mailto:"),
      ("settings:\n  user-agent: '  '\n", "2:15: ", "letters"),
      ("settings:\n  metrics-file: ''\n", "2:17: an empty text", "words"),
      ("feeds:\n  - url: https://a.example/\n    tags: ''\n", "3:11: an empty text", "words"),
      ("settings:\n  notify:\n    - {webhook: 'http://x', secret: ''}\n", "3:37: ", "words"),
      ("rules:\n  - {tag: a, regex: ''}\n", "2:21: an empty text", "expression"),
      ("rules:\n  - any: [a]\n", "2:5: a rule without a tag", "tag:"),
      ("rules:\n  - tag: a\n", "2:5: a rule that asks for nothing", "\"any\""),
      ("rules:\n  - tag: ev-alliance\n    any: [a]\n", "2:10: ", "built in"),
      ("rules:\n  - tag: a\n    regex: \"(\"\n", "3:12: not a regular expression", "("),
      ("rules:\n  - tag: a\n    any: [b]\n    in: [body]\n", "4:9: ", "[title]"),
      ("feeds: []\n---\nfeeds: []\n", "2:1: ", "another document"),
      ("feeds: []\nfeeds: []\n", "2:1: key \"feeds\" stands here a second time", "line 1"),
    ]
  )
  func mistake(text: String, place: String, remedy: String) {
    let said = complaint(text)
    #expect(said.hasPrefix("feeds.yml:\(place)") && said.contains(remedy), "\(said)")
    #expect(!said.contains("\n"))
  }

  @Test(
    "answers what is not YAML with the line where it goes wrong",
    arguments: [
      ("feeds:\n  - url: https://a.example/\n\t- url: https://b.example/\n", "3:1: a tab"),
      ("feeds: [\n", "1:"),
      ("feeds: []\n# ok\nrules: [\n  {", "4:"),
      ("feeds: \(String(repeating: "[", count: 2000))\n", "1:"),
      ("feeds:\n  - url: https://a.example/\n    tags: [a, b\n", "3:11: "),
      ("feeds: [\n", "1:9: not YAML"), ("feeds: []\nrules: [{", "2:"),
      ("feeds: \(String(repeating: "[", count: 2000))\n", "1:"),
      ("feeds:\n  - url: \"https://a.example/\n    title: x\n", "2:10: "),
      ("feeds:\n  - url: https://a.example/\n   title: x\n", "3:"),
      ("feeds:\n  - url: https://a.example/\n    url: https://b.example/\n", "3:5: key \"url\""),
    ]
  )
  func malformed(text: String, place: String) {
    let said = complaint(text)
    #expect(said.hasPrefix("feeds.yml:\(place)"), "\(said)")
  }

  @Test("refuses bytes that are not UTF-8, and control characters, at their place")
  func bytes() {
    let latin: [UInt8] = Array("feeds:\n  # caf".utf8) + [0xE9, 0x0A]
    #expect(complaint(latin).hasPrefix("feeds.yml:2:8: bytes that are not UTF-8"))
    #expect(complaint("feeds:\n  - title: a\u{0}b\n").hasPrefix("feeds.yml:2:13: control"))
    #expect(complaint("feeds: []\u{1B}[31m\n").contains("U+001B"))
  }

  @Test("takes a byte-order mark and CRLF line ends")
  func windows() throws {
    let text = "\u{FEFF}feeds:\r\n  - url: https://a.example/\r\n    title: Ä\r\n"
    let file = try read(text)
    #expect(file.subscriptions.map(\.url.text) == ["https://a.example/"])
    #expect(file.subscriptions[0].title == "Ä" && file.subscriptions[0].line == 2)
  }

  @Test("refuses anchors and aliases, be they one or a bomb")
  func aliases() {
    let one = "feeds:\n  - &a {url: https://a.example/}\n  - *a\n"
    #expect(complaint(one).hasPrefix("feeds.yml:2:5: anchors"))
    var bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
    for (name, last) in zip("bcdefghij", "abcdefghi") {
      bomb +=
        "\(name): &\(name) [\(Array(repeating: "*\(last)", count: 10).joined(separator: ","))]\n"
    }
    #expect(complaint(bomb + "feeds: *j\n").contains("aliases"))
    #expect(complaint(bomb + "? *j\n: x\n").contains("aliases"))
  }

  @Test("keeps ampersands and stars that are only text")
  func notAliases() throws {
    let file = try read(
      "feeds:\n  - url: https://a.example/?a=1&b=*\n    title: Bits & pieces *bold*\n  # *a *b &c\n"
    )
    #expect(file.subscriptions[0].title == "Bits & pieces *bold*")
  }

  @Test("refuses a nesting deeper than any feeds.yml needs")
  func depth() {
    let deep = "feeds: " + String(repeating: "[", count: 100_000)
    #expect(complaint(deep).hasPrefix("feeds.yml:1:"))
  }

  @Test("shows a person's own text without what a terminal would obey")
  func harmless() {
    let said = complaint("feeds:\n  - url: \"x\\e]0;y\\a\\u202e\"\n")
    #expect(!said.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
    #expect(complaint("feeds:\n  - url: \(String(repeating: "x", count: 9000))\n").utf8.count < 300)
  }

  @Test("says that a file is missing, or a folder")
  func missing() {
    #expect(throws: SubscriptionError.noSuchFile("/nonexistent/feeds.yml")) {
      try FeedsFile.load(path: "/nonexistent/feeds.yml")
    }
    #expect(throws: SubscriptionError.unreadable(file: "/", why: "it is a folder")) {
      try FeedsFile.load(path: "/")
    }
  }
}
