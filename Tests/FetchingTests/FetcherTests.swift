import Fetching
import Synchronization
import Syndication
import TestSupport
import Testing

extension Tag {
  /// Speaks to a server on this machine.
  @Tag static var loopback: Self
}

/// Fetches from servers on this machine.
struct Client {
  let fetcher: Fetcher
  let now = Timestamp(1_795_377_600)

  init(_ change: (inout FetchPolicy) -> Void = { _ in }) {
    var policy = FetchPolicy(userAgent: "tieup/test")
    policy.allowPrivateHosts = true
    policy.timeout = .seconds(20)
    change(&policy)
    fetcher = Fetcher(policy: policy)
  }

  func fetch(_ url: String, from state: FetchState = FetchState()) async throws -> FetchOutcome {
    let feed = try #require(FeedURL(url, allowingFiles: true))
    return await fetcher.outcome(for: FetchRequest(feed: feed, state: state), now: now)
  }
}

extension FetchOutcome {
  /// The body, when there is one.
  var body: FetchedBody? { if case .fetched(let body) = self { body } else { nil } }
  /// The failure, when it is one.
  var failure: FetchFailure? { if case .failed(let failure) = self { failure } else { nil } }
}

@Suite("Fetcher", .tags(.loopback), .timeLimit(.minutes(1)))
struct FetcherTests {
  @Test("brings a body with all that the next fetch needs")
  func fetched() async throws {
    let server = try LoopbackServer { _ in
      .text(
        "<rss/>",
        type: "text/xml",
        headers: [
          ("ETag", "W/\"1\""), ("Last-Modified", "any text"), ("Cache-Control", "max-age=60"),
        ]
      )
    }
    let body = try #require(try await Client().fetch(server.url("/feed")).body)
    #expect(body.bytes == Array("<rss/>".utf8) && body.contentType == "text/xml")
    #expect(body.effectiveURL == server.url("/feed"))
    #expect(body.answer.validators == Validators(etag: "W/\"1\"", lastModified: "any text"))
    #expect(body.answer.cache.freshness == 60 && body.answer.permanentURL == nil)
    let request = try #require(server.requests.first)
    #expect(request.header("User-Agent") == "tieup/test")
    #expect(request.header("If-None-Match") == nil && request.header("Referer") == nil)
  }

  @Test("asks with exactly the validators that the server gave, at the place that gave them")
  func conditional() async throws {
    let server = try LoopbackServer { request in
      switch request.path {
      case "/old": .redirect(302, to: "/new")
      default: .status(request.header("If-None-Match") == "W/\"1\"" ? 304 : 500)
      }
    }
    var state = FetchState()
    state.validators = Validators(etag: "W/\"1\"", lastModified: "yesterday, half past nine")
    state.validatorsURL = server.url("/new")
    let outcome = try await Client().fetch(server.url("/old"), from: state)
    guard case .notModified = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(server.requests.map { $0.header("If-None-Match") } == [nil, "W/\"1\""])
    #expect(server.requests.last?.header("If-Modified-Since") == "yesterday, half past nine")
  }

  @Test("asks for the whole feed after eight days of nothing but 304")
  func endless304() async throws {
    let server = try LoopbackServer { _ in .text("<rss/>") }
    let client = Client()
    var state = FetchState()
    state.validators = Validators(etag: "\"1\"", lastModified: nil)
    for (age, sent) in [(7, "\"1\""), (9, nil)] as [(Int64, String?)] {
      state.lastBody = client.now - .seconds(age * 86400)
      _ = try await client.fetch(server.url("/"), from: state)
      #expect(server.requests.last?.header("If-None-Match") == sent)
    }
  }

  @Test("goes nowhere on a status that is no redirect", arguments: [304, 305, 306, 399])
  func location(status: Int) async throws {
    let server = try LoopbackServer { request in
      request.path == "/feed"
        ? .status(status, headers: [("Location", "/other")]) : .text("not asked for")
    }
    let outcome = try await Client().fetch(server.url("/feed"))
    #expect(outcome.failure?.status == status)
    #expect(server.requests.map(\.path) == ["/feed"])
  }

  @Test("keeps what a failing server asks for, a day at the most", arguments: [403, 500, 502])
  func retryAfter(status: Int) async throws {
    let server = try LoopbackServer { _ in
      .status(status, headers: [("Retry-After", "1000000")])
    }
    let failure = try #require(try await Client().fetch(server.url("/")).failure)
    #expect(failure.retryAfter == .seconds(86400))
  }

  @Test("takes a 304 that nobody asked for as a failure")
  func unasked304() async throws {
    let server = try LoopbackServer { _ in .status(304) }
    #expect(try await Client().fetch(server.url("/")).failure?.status == 304)
  }

  @Test("follows redirects, and says which of them were permanent")
  func redirects() async throws {
    let server = try LoopbackServer { request in
      switch request.path {
      case "/1": .redirect(301, to: "2")
      case "/2":
        .redirect(
          302,
          to: "http://localhost:\(request.header("Host")?.split(separator: ":").last ?? "")/3"
        )
      default: .text("<rss/>")
      }
    }
    let body = try #require(try await Client().fetch(server.url("/1")).body)
    #expect(body.effectiveURL == server.url("/3", host: "localhost"))
    #expect(body.answer.permanentURL == server.url("/2"))
    #expect(server.requests.count == 3)
  }

  @Test(
    "goes where browsers go",
    arguments: [
      ("2", "/d/2"), ("/g\th", "/gh"), ("/g h", "/g%20h"), ("?q=1", "/d/1?q=1"), ("/é", "/%C3%A9"),
      ("http:2", "/d/2"), (#"\2"#, "/2"), ("./../2#top", "/2"), ("/%zz|", "/%zz|"),
    ]
  )
  func location(_ value: String, _ asked: String) async throws {
    let server = try LoopbackServer { request in
      request.target == "/d/1" ? .redirect(to: value) : .text("<rss/>")
    }
    let body = try #require(try await Client().fetch(server.url("/d/1")).body)
    #expect(server.requests.map(\.target) == ["/d/1", asked])
    #expect(body.effectiveURL == server.url(asked))
  }

  @Test(
    "says what is wrong with a redirect that cannot be followed",
    arguments: [
      ("#top", "circle"), ("http://[::1", "not an address"), ("http://", "no address"),
      ("file:///etc/passwd", "file: addresses are not fetched"),
    ]
  )
  func badLocation(_ value: String, _ words: String) async throws {
    let server = try LoopbackServer { _ in .redirect(to: value) }
    let failure = try #require(try await Client().fetch(server.url("/1")).failure)
    #expect(failure.line.contains(words) && server.requests.count == 1)
  }

  @Test("escapes what no request line may hold, and leaves the rest as its owner wrote it")
  func unfit() async throws {
    let server = try LoopbackServer { _ in .text("<rss/>") }
    let client = Client()
    for path in [#"/a|b{c}"<>^`é?x="#, "/%e9/../b'c", "/a?b|c%zz"] {
      _ = try await client.fetch(server.url(path))
    }
    let asked = ["/a|b%7Bc%7D%22%3C%3E%5E%60%C3%A9?x=", "/b'c", "/a?b|c%zz"]
    #expect(server.requests.map(\.target) == asked)
  }

  @Test(
    "sends validators back byte for byte, whatever bytes they are",
    arguments: [
      ([0x22, 0x63, 0xE9, 0x22], nil), ([0x22, 0xC3, 0xA9, 0x22], nil),
      (Array("\"\(String(repeating: "x", count: 6000))\"".utf8), nil),
      (Array("\"a\r\n  b\"".utf8), Array("\"a b\"".utf8)), (Array("a\tb".utf8), nil),
    ] as [([UInt8], [UInt8]?)]
  )
  func oddValidators(_ sent: [UInt8], _ expected: [UInt8]?) async throws {
    let head = Array("HTTP/1.1 200 OK\r\nContent-Length: 6\r\nETag: ".utf8)
    let server = try LoopbackServer { _ in
      Reply(raw: head + sent + Array("\r\n\r\n<rss/>".utf8))
    }
    let client = Client()
    var state = FetchState()
    let body = try #require(try await client.fetch(server.url("/"), from: state).body)
    state.validators = body.answer.validators
    _ = try await client.fetch(server.url("/"), from: state)
    #expect(server.requests.last?.headerBytes("If-None-Match") == expected ?? sent)
  }

  @Test("starts at the place that a feed moved to")
  func moved() async throws {
    let server = try LoopbackServer { _ in .text("<rss/>") }
    var state = FetchState()
    state.movedTo = server.url("/new")
    _ = try await Client().fetch(server.url("/old"), from: state)
    #expect(server.requests.map(\.path) == ["/new"])
  }

  @Test(
    "gives up on a redirect in a circle, and on one to another scheme",
    arguments: ["/loop", "/grow", "file:///etc/passwd", "gopher://127.0.0.1/"]
  )
  func badRedirects(_ target: String) async throws {
    let server = try LoopbackServer { request in
      .redirect(301, to: target == "/grow" ? request.target + "x" : target)
    }
    let failure = try #require(try await Client().fetch(server.url("/start")).failure)
    #expect(!failure.line.isEmpty && server.requests.count <= 11)
  }

  @Test("gives credentials to nobody but the host that they are for")
  func credentials() async throws {
    let server = try LoopbackServer { request in
      let port = request.header("Host")?.split(separator: ":").last ?? ""
      return switch request.path {
      case "/1": .redirect(302, to: "/2")
      case "/2": .redirect(302, to: "http://localhost:\(port)/3")
      default: .text("<rss/>")
      }
    }
    let outcome = try await Client().fetch(server.url("/1", host: "user:secret@127.0.0.1"))
    #expect(outcome.body?.effectiveURL == server.url("/3", host: "localhost"))
    let sent = server.requests.map { $0.header("Authorization") != nil }
    #expect(sent == [true, true, false])
  }

  @Test(
    "knows what a status means",
    arguments: [
      (404, [], "failed"), (500, [], "failed"), (204, [], "failed"), (206, [], "failed"),
      (410, [], "gone"), (429, [], "failed"), (503, [], "failed"),
      (429, [("Retry-After", "90")], "until 90"), (503, [("Retry-After", "90")], "until 90"),
      (429, [("Retry-After", "999999999")], "until 86400"),
      (500, [("Retry-After", "90")], "failed"),
    ] as [(Int, [(String, String)], String)]
  )
  func status(_ status: Int, _ headers: [(String, String)], _ meaning: String) async throws {
    let server = try LoopbackServer { _ in .status(status, headers: headers) }
    let client = Client()
    let outcome = try await client.fetch(server.url("/"))
    switch outcome {
    case .failed(let failure):
      #expect(meaning == "failed" && failure.status == status && !failure.looksLikeOurOutage)
    case .gone(let answer): #expect(meaning == "gone" && answer.status == status)
    case .throttled(let answer, let until):
      #expect(meaning == "until \((until - client.now).components.seconds)")
      #expect(answer.status == status)
    default: Issue.record("\(outcome)")
    }
  }

  @Test("a 410 behind a temporary redirect is no more than a failure")
  func gone() async throws {
    let server = try LoopbackServer { request in
      request.path == "/feed" ? .redirect(302, to: "/x") : .status(410)
    }
    #expect(try await Client().fetch(server.url("/feed")).failure?.status == 410)
  }

  @Test("counts the timeout over all redirects together")
  func timeout() async throws {
    let server = try LoopbackServer { request in
      var reply = Reply.redirect(302, to: request.target + "x")
      reply.delay = 0.1
      return reply
    }
    let failure = try await Client { $0.timeout = .milliseconds(250) }
      .fetch(server.url("/")).failure
    #expect(failure?.line.contains("timeout") == true)
    #expect(server.requests.count <= 3)
  }

  @Test("refuses special addresses unless they are allowed, also behind a redirect")
  func guarded() async throws {
    let server = try LoopbackServer { _ in .text("<rss/>") }
    let failure = try await Client { $0.allowPrivateHosts = false }.fetch(server.url("/")).failure
    #expect(failure?.line.contains("loopback") == true)
    #expect(failure?.looksLikeOurOutage == false)
    #expect(server.connectionCount == 0)
  }

  @Test("keeps to so many transfers a host, also where redirects lead many feeds to one")
  func perHost() async throws {
    let server = try LoopbackServer { request in
      var reply = Reply.text("<rss/>")
      reply.delay = 0.01
      return reply
    }
    let client = Client { $0.perHost = 2 }
    await withTaskGroup(of: Bool.self) { group in
      for number in 0..<20 {
        let url = server.url("/\(number)")
        group.addTask { (try? await client.fetch(url))?.body != nil }
      }
      for await isGood in group { #expect(isGood) }
    }
    #expect(server.mostAtOnce <= 2)
  }

  @Test("ends at once when the task is cancelled")
  func cancel() async throws {
    let server = try LoopbackServer { _ in .silence }
    let client = Client()
    let url = server.url("/")
    let task = Task { try await client.fetch(url) }
    task.cancel()
    #expect(try await task.value == .cancelled)
  }
}
