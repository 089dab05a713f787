import Aggregation
import Fetching
import Storage
import Synchronization
import Syndication
import TestSupport
import Testing

@Suite(.tags(.loopback), .timeLimit(.minutes(1))) struct SharedPlaceTests {
  /// A place that two old addresses lead to, for good.
  private func server(_ health: Health = Health()) throws -> LoopbackServer {
    try LoopbackServer { request in
      guard request.path == "/new" else { return .redirect(301, to: "/new") }
      if !health.isWell { return .status(500) }
      return request.header("If-None-Match") == "\"1\""
        ? .status(304) : .text(feed("voltline"), headers: [("ETag", "\"1\"")])
    }
  }

  @Test("two feeds whose moves met are one request, and both have its answer")
  func moves() async throws {
    let server = try server()
    defer { server.stop() }
    let desk = try Desk()
    defer { desk.aggregator.close() }
    let urls = ["/a", "/b", "/new"].map { server.url($0) }
    #expect(try await desk.run(urls).count(.ok) == 3)
    let before = server.requests.count
    let report = try await desk.run(urls, force: true)
    #expect(report.results.map(\.status) == [.notModified, .notModified, .notModified])
    #expect(report.results.map(\.feed) == urls)
    #expect(server.requests.count == before + 1)
    for url in urls { #expect(try desk.state(url).lastSuccess == Desk.now) }
    #expect(try desk.store.items(StoryQuery()).count == 1)
  }

  @Test("a feed that is not due yet is asked together with the one that is")
  func early() async throws {
    let server = try server()
    defer { server.stop() }
    let desk = try Desk()
    defer { desk.aggregator.close() }
    let urls = ["/a", "/b"].map { server.url($0) }
    _ = try await desk.run([urls[0]])
    let later = Desk.now + .seconds(1800)
    _ = try await desk.run([urls[1]], at: later)
    let before = server.requests.count
    let due = Desk.now + .seconds(3600)
    let report = try await desk.run(urls, at: due)
    #expect(report.results.map(\.status) == [.notModified, .notModified])
    #expect(server.requests.count == before + 1)
    #expect(try await desk.run(urls, at: later + .seconds(3600)).count(.skipped) == 2)
  }

  @Test("a failure at the new place sends each of them back to its own address")
  func failure() async throws {
    let health = Health()
    let server = try server(health)
    defer { server.stop() }
    let desk = try Desk()
    defer { desk.aggregator.close() }
    let urls = ["/a", "/b"].map { server.url($0) }
    _ = try await desk.run(urls)
    health.end()
    let report = try await desk.run(urls, force: true)
    #expect(report.results.map(\.httpStatus) == [500, 500])
    for url in urls {
      #expect(try desk.state(url).movedTo == nil)
      #expect(try desk.state(url).failures == 1)
    }
  }

  @Test("a 304 that is for another body than the feed has is not taken")
  func otherBody() async throws {
    let server = try server()
    defer { server.stop() }
    let desk = try Desk()
    defer { desk.aggregator.close() }
    let urls = ["/a", "/new"].map { server.url($0) }
    _ = try await desk.run([urls[0]])
    let report = try await desk.run(urls, force: true)
    // The second was never read, so it is asked for itself.
    #expect(report.results.map(\.status) == [.notModified, .ok])
  }

  @Test("feeds with passwords of their own are asked one by one")
  func passwords() async throws {
    let server = try server()
    defer { server.stop() }
    let desk = try Desk()
    defer { desk.aggregator.close() }
    let urls = ["u:p@127.0.0.1", "v:q@127.0.0.1"].map { server.url("/a", host: $0) }
    _ = try await desk.run(urls)
    let before = server.requests.count
    _ = try await desk.run(urls, force: true)
    #expect(server.requests.count == before + 2)
  }
}

/// Whether a server is well.
private final class Health: Sendable {
  private let state = Atomic<Bool>(true)

  var isWell: Bool { state.load(ordering: .acquiring) }

  func end() { state.store(false, ordering: .releasing) }
}
