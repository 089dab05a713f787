import Aggregation
import Storage
import Syndication
import TestSupport
import Testing

@Suite(.tags(.loopback), .timeLimit(.minutes(1))) struct RetaggerTests {
  @Test("a new rule shows what it would change before it changes it")
  func rule() async throws {
    let server = try LoopbackServer { _ in .text(feed("voltline")) }
    defer { server.stop() }
    let desk = try Desk()
    defer { desk.aggregator.close() }
    _ = try await desk.run([server.url("/feed")])
    var settings = RunSettings(policy: FetchPolicy(userAgent: "tieup-tests"))
    var rule = TagRule(tag: "family")
    rule.any = ["family car"]
    settings.rules = [rule]
    let retagger = try Retagger(settings)
    var changes: [Retagger.Change] = []
    try retagger.run(over: desk.store, dryRun: true, at: Desk.now) { changes.append($0) }
    #expect(changes.map(\.kind) == [.changed])
    #expect(changes.map(\.title) == ["voltline drives a family car"])
    var query = StoryQuery()
    query.tag = "family"
    #expect(try desk.store.items(query).isEmpty)
    try retagger.run(over: desk.store, dryRun: false, at: Desk.now) { _ in }
    #expect(try desk.store.items(query).map(\.title) == ["voltline drives a family car"])
    changes = []
    try retagger.run(over: desk.store, dryRun: true, at: Desk.now) { changes.append($0) }
    #expect(changes.isEmpty)
  }
}

@Suite struct FeedFinderTests {
  @Test(
    "an address is taken as people write it",
    arguments: [
      ("electrek.co", "https://electrek.co"), (" https://a.example/x ", "https://a.example/x"),
      ("feed:https://a.example/x", "https://a.example/x"),
      ("feed://a.example/x", "https://a.example/x"), ("http://a.example", "http://a.example"),
    ]
  )
  func spelled(text: String, expected: String) {
    #expect(FeedFinder.spelled(text) == expected)
  }
}
