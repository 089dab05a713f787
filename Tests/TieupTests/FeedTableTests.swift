import Syndication
import Testing

@testable import Storage
@testable import tieup

@Suite struct FeedTableTests {
  private func lines(width: Int?, color: Bool) throws -> [String] {
    var health = FeedHealth(
      feed: "https://wire.example/feeds/the/whole/story.xml",
      title: "港町モーター通信",
      firstSeen: Timestamp(1_795_000_000),
      state: FetchState(),
      items: 40,
      tagged: 10,
      itemsAWeek: 12,
      repeatedIDs: 0,
      trustsIDs: true
    )
    health.state.lastAttempt = Timestamp(1_795_248_000)
    health.state.lastError = "HTTP 500: the host has a fault of its own, and so on for a while"
    health.state.failures = 3
    health.state.nextCheck = Timestamp(1_795_251_600)
    health.state.nextCheckReason = "an hour after 3 failures"
    let url = try #require(FeedURL(health.feed))
    let row = FeedRow(
      subscription: Subscription(url: url),
      health: health,
      now: Timestamp(1_795_248_000)
    )
    let terminal = Terminal(
      isInteractive: width != nil,
      showsProgress: false,
      usesColor: color,
      width: width
    )
    return FeedTable(rows: [row], terminal: terminal).lines()
  }

  @Test("no line is wider than the terminal, and nothing is lost", arguments: [40, 80, 200])
  func fits(width: Int) throws {
    let lines = try lines(width: width, color: false)
    #expect(lines.allSatisfy { DisplayWidth.columns(of: $0) <= width })
    let text = lines.joined().filter { $0 != " " }
    #expect(text.contains("anhourafter3failures"))
    #expect(text.contains("story.xml") && text.contains("(3timesinarow)"))
  }

  @Test("colours take no room")
  func colours() throws {
    let plain = try lines(width: 80, color: false)
    #expect(try lines(width: 80, color: true).count == plain.count)
  }

  @Test("a pipe gets whole lines")
  func pipe() throws {
    #expect(try lines(width: nil, color: false).count == 3)
  }
}
