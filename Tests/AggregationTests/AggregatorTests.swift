import Aggregation
import Storage
import Syndication
import TestSupport
import Testing

extension Tag {
  @Tag static var loopback: Self
}

/// A run over loopback feeds into a store in memory, with a clock that stands still.
struct Desk {
  let store: Store
  let aggregator: Aggregator
  static let now = Timestamp(1_795_248_000)

  init(perHost: Int = 2) throws {
    store = try Store()
    var policy = FetchPolicy(userAgent: "tieup-tests")
    policy.allowPrivateHosts = true
    policy.perHost = perHost
    policy.timeout = .seconds(5)
    aggregator = try Aggregator(store: store, settings: RunSettings(policy: policy))
  }

  func run(
    _ urls: [String],
    force: Bool = false,
    at moment: Timestamp = now,
    control: RunControl = RunControl()
  ) async throws -> RunReport {
    let subscriptions = urls.compactMap { FeedURL($0) }.map { Subscription(url: $0) }
    return try await aggregator.run(
      subscriptions,
      force: force,
      control: control,
      clock: { moment }
    )
  }

  func state(_ url: String) throws -> FetchState {
    let feed = try #require(FeedURL(url))
    return try store.plan(for: [feed]).states[feed] ?? FetchState()
  }
}

/// A feed of two items, one of which tells an alliance.
func feed(_ name: String) -> String {
  """
  <rss version="2.0"><channel><title>\(name)</title><link>https://\(name).example/</link>
  <description>d</description>
  <item><title>Honda and Nissan sign a memorandum to share EV software (\(name))</title>
  <link>https://\(name).example/1</link><guid>\(name)-1</guid></item>
  <item><title>\(name) drives a family car</title><link>https://\(name).example/2</link>
  <guid>\(name)-2</guid></item></channel></rss>
  """
}

@Suite(.tags(.loopback), .timeLimit(.minutes(1))) struct AggregatorTests {
  @Test("the report's parts are the whole, in the order of the subscriptions")
  func partition() async throws {
    let server = try LoopbackServer { request in
      request.path.hasPrefix("/good") ? .text(feed(String(request.path.dropFirst()))) : .status(404)
    }
    defer { server.stop() }
    let desk = try Desk()
    defer { desk.aggregator.close() }
    let urls = ["/good1", "/bad", "/good2", "/good3"].map { server.url($0) }
    let report = try await desk.run(urls)
    #expect(report.results.map(\.feed) == urls)
    #expect(report.results.map(\.status) == [.ok, .failed, .ok, .ok])
    #expect(report.total(\.itemsNew) == 6)
    #expect(report.total(\.tagged) == 3)
    #expect(!report.everyFeedFailed)
    #expect(try desk.store.items(StoryQuery()).count == 3)
  }

  @Test("when no server at all was reached, it counts against no feed")
  func outage() async throws {
    let desk = try Desk()
    defer { desk.aggregator.close() }
    // Names of the reserved top-level domain never resolve.
    let urls = ["http://one.invalid/feed", "http://two.invalid/feed"]
    let report = try await desk.run(urls)
    #expect(report.everyFeedFailed)
    for url in urls {
      #expect(try desk.state(url).failures == 0)
      #expect(try desk.state(url).lastError != nil)
    }
  }

  @Test("when another server was reached, a feed that was not is a failure of its own")
  func noOutage() async throws {
    let server = try LoopbackServer { _ in .text(feed("voltline")) }
    defer { server.stop() }
    let desk = try Desk()
    defer { desk.aggregator.close() }
    let report = try await desk.run(["http://one.invalid/feed", server.url("/feed")])
    #expect(report.count(.failed) == 1)
    #expect(try desk.state("http://one.invalid/feed").failures == 1)
  }

  @Test("what is not due is skipped with the reason, and asked again when it is due")
  func schedule() async throws {
    let server = try LoopbackServer { _ in
      .text(feed("voltline"), headers: [("Cache-Control", "max-age=7200")])
    }
    defer { server.stop() }
    let desk = try Desk()
    defer { desk.aggregator.close() }
    let url = server.url("/feed")
    _ = try await desk.run([url])
    let early = try await desk.run([url], at: Desk.now + .seconds(5400))
    #expect(early.results[0].status == .skipped)
    #expect(early.results[0].error?.contains("2 h") == true)
    #expect(early.results[0].nextCheck == Desk.now + .seconds(7200))
    let late = try await desk.run([url], at: Desk.now + .seconds(7300))
    #expect(late.results[0].status == .ok)
    #expect(server.requests.count == 2)
  }

  @Test("the same bytes again are an answer: nothing is new, what stands there is counted")
  func sameBody() async throws {
    let server = try LoopbackServer { _ in .text(feed("voltline")) }
    defer { server.stop() }
    let desk = try Desk()
    defer { desk.aggregator.close() }
    _ = try await desk.run([server.url("/feed")])
    let again = try await desk.run([server.url("/feed")], force: true)
    #expect(again.results[0].status == .ok)
    #expect(again.results[0].itemsSeen == 2)
    #expect(again.results[0].itemsNew == 0)
  }

  @Test("a host that puts off two feeds is left alone; the rest of its feeds are skipped")
  func hold() async throws {
    let server = try LoopbackServer { _ in .status(429, headers: [("Retry-After", "600")]) }
    defer { server.stop() }
    let desk = try Desk(perHost: 1)
    defer { desk.aggregator.close() }
    let urls = (0..<6).map { server.url("/feed\($0)") }
    let report = try await desk.run(urls)
    #expect(server.requests.count == 2)
    #expect(report.count(.failed) == 2)
    #expect(report.count(.skipped) == 4)
    let soon = try await desk.run(urls, at: Desk.now + .seconds(300))
    #expect(soon.count(.skipped) == 6)
    #expect(server.requests.count == 2)
  }

  @Test("a run that is asked to stop starts nothing more, and says so")
  func stop() async throws {
    let control = RunControl()
    let server = try LoopbackServer { request in
      control.stop()
      return .text(feed(String(request.path.dropFirst())))
    }
    defer { server.stop() }
    let desk = try Desk(perHost: 1)
    defer { desk.aggregator.close() }
    let report = try await desk.run(
      (0..<5).map { server.url("/feed\($0)") },
      control: control
    )
    #expect(report.wasStopped)
    #expect(report.count(.ok) == 1)
    #expect(report.count(.skipped) == 4)
    #expect(try desk.store.items(StoryQuery()).count == 1)
  }

  @Test("of a document that was cut off the items are taken, and the rest is asked for")
  func cutOff() async throws {
    let whole = feed("whole")
    let cut = String(feed("cut").dropLast(120))
    let server = try LoopbackServer { request in
      request.header("If-None-Match") == nil
        ? .text(request.path == "/whole" ? whole : cut, headers: [("ETag", "\"1\"")])
        : .status(304)
    }
    defer { server.stop() }
    let desk = try Desk()
    defer { desk.aggregator.close() }
    let urls = [server.url("/cut"), server.url("/whole")]
    let report = try await desk.run(urls)
    #expect(report.results.map(\.status) == [.ok, .ok] && report.results[0].itemsNew > 0)
    #expect(try desk.state(urls[0]).validators == nil && desk.state(urls[0]).bodyHash == nil)
    #expect(try desk.state(urls[1]).validators?.etag == "\"1\"")
  }

  @Test("an item that says nothing is not stored")
  func blankItem() async throws {
    let server = try LoopbackServer { _ in
      .text(
        feed("a").replacing("</channel>", with: "<item/><item><title> </title></item></channel>")
      )
    }
    defer { server.stop() }
    let desk = try Desk()
    defer { desk.aggregator.close() }
    let report = try await desk.run([server.url("/feed")])
    #expect(report.results[0].itemsNew == 2)
  }

  @Test("a body that is no feed leaves neither items nor validators behind")
  func noFeed() async throws {
    let server = try LoopbackServer { _ in
      .text(
        "<html><body>maintenance</body></html>",
        type: "text/html",
        headers: [("ETag", "\"x\"")]
      )
    }
    defer { server.stop() }
    let desk = try Desk()
    defer { desk.aggregator.close() }
    let report = try await desk.run([server.url("/feed")])
    #expect(report.results[0].status == .failed)
    #expect(report.results[0].error?.contains("not a feed") == true)
    #expect(try desk.state(server.url("/feed")).validators == nil)
  }
}
