import Subscriptions
import Syndication
import Testing

/// Files laid out at random, from a seed, as people and their editors lay them out.
struct FeedsFileSample {
  private var state: UInt64
  private(set) var urls: [String] = []

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func pick<Element>(_ choices: [Element]) -> Element {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return choices[Int(state >> 33) % choices.count]
  }

  mutating func text() -> String {
    let dash = pick([0, 2, 2, 4])
    var lines: [String] = pick([
      [], ["# My feeds"], ["---"], ["settings:", "  timeout: 5s # short"],
    ])
    lines.append(pick(["feeds:", "feeds: # all of them", "\"feeds\":", "feeds :"]))
    lines += pick([[], ["  # first"], [""]])
    let isSpaced = pick([true, false])
    for index in 0..<pick([1, 2, 5]) {
      if isSpaced && index > 0 { lines.append("") }
      lines += item(index, indent: String(repeating: " ", count: dash))
    }
    lines += pick([
      [], ["", "# the end"], ["rules: []"], ["", "rules:", "- tag: x", "  any: [y]"], ["..."],
    ])
    let end = pick(["\n", "\n", "\r\n"])
    return pick(["", "\u{FEFF}"]) + lines.joined(separator: end) + pick([end, end, "", end + end])
  }

  private mutating func item(_ index: Int, indent: String) -> [String] {
    let url = "https://h\(index).example/feed?a=1&b=\(index)"
    urls.append(url)
    let quoted = pick([url, "\"\(url)\"", "'\(url)'"])
    let note = pick(["", "", " # note", "   # it's, [so]"])
    let inner = indent + "  "
    let tail = pick([
      [], ["title: Plain words"], ["title: \"Two", "  # lines: ]\""],
      ["title: >-", "  folded", "  # text"],
      ["title: 'it''s'", "tags: [a, 'b']"], ["tags:", "  - a", "  - b"], ["tags:", "- a"],
      ["interval: 15m", "# interval: 5m"], ["# off: yes"], ["tags: [a,", "  b]"],
    ])
    let above = pick([[], [], [indent + "# about \(index)"]])
    switch pick([0, 0, 0, 1, 2]) {
    case 0: return above + [indent + "- url: " + quoted + note] + tail.map { inner + $0 }
    case 1:
      return above + [indent + "-", inner + "url: " + quoted + note] + tail.map { inner + $0 }
    default: return above + [indent + "- {url: \"\(url)\", title: 'a, }b'}" + note]
    }
  }
}

@Suite("FeedsFileEditor on many layouts") struct FeedsFileSweepTests {
  private let new = "https://new.example/feed"

  @Test("adds and takes out again to the byte, and never loses a line", arguments: 0..<200)
  func addsAndRemoves(seed: UInt64) throws {
    var sample = FeedsFileSample(seed: seed + 1)
    let before = sample.text()
    let url = try #require(FeedURL(new))
    var editor = try FeedsFileEditor(bytes: Array(before.utf8), path: "feeds.yml")
    #expect(editor.file.subscriptions.map(\.url.text) == sample.urls)
    try editor.add([Subscription(url: url, title: "New: one", tags: ["t"])])
    let added = String(decoding: editor.bytes, as: UTF8.self)
    #expect(isKept(before, in: added), "\(added)")
    try editor.remove(url)
    #expect(String(decoding: editor.bytes, as: UTF8.self) == before)
  }

  @Test("removes and moves any feed and leaves the others' lines", arguments: 0..<200)
  func removesAndReplaces(seed: UInt64) throws {
    var sample = FeedsFileSample(seed: seed + 1001)
    let before = sample.text()
    let target = sample.pick(sample.urls)
    let (url, other) = (try #require(FeedURL(target)), try #require(FeedURL(new)))
    var editor = try FeedsFileEditor(bytes: Array(before.utf8), path: "feeds.yml")
    try editor.replace(url, with: other)
    #expect(
      String(decoding: editor.bytes, as: UTF8.self) == before.replacing(target, with: new)
    )
    try editor.remove(other)
    let after = String(decoding: editor.bytes, as: UTF8.self)
    #expect(
      isKept(after, in: before.replacing("feeds:", with: "feeds: []")) || isKept(after, in: before)
        || sample.urls.count == 1,
      "\(after)"
    )
    #expect(editor.file.subscriptions.map(\.url.text) == sample.urls.filter { $0 != target })
  }

  @Test("reads any damaged file or refuses it in one line", arguments: 0..<200)
  func damaged(seed: UInt64) throws {
    var sample = FeedsFileSample(seed: seed + 5001)
    var bytes = Array(sample.text().utf8)
    for _ in 0..<3 {
      let place = sample.pick(Array(bytes.indices))
      switch sample.pick([0, 1, 2]) {
      case 0: bytes[place] = sample.pick(Array("\t:-[]{}\"'#&*!|>%@`\n ,?".utf8) + [0, 0xC3, 0xFF])
      case 1: bytes.remove(at: place)
      default: bytes.insert(sample.pick(Array("\t:-[]{}\"'#&*!|>%@`\n ,?".utf8)), at: place)
      }
    }
    do {
      _ = try FeedsFile.read(bytes: bytes, path: "feeds.yml")
    } catch {
      #expect("\(error)".hasPrefix("feeds.yml"))
      #expect(!"\(error)".contains("\n") && "\(error)".utf8.count < 500)
    }
  }

  /// Whether every line of `part` stands in `whole`, in the same order.
  private func isKept(_ part: String, in whole: String) -> Bool {
    var rest = whole.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)[...]
    for line in part.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline) {
      guard let place = rest.firstIndex(of: line) else { return false }
      rest = rest[(place + 1)...]
    }
    return true
  }
}
