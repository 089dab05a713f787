import TestSupport
import Testing
import Transfer

extension Tag {
  /// Speaks to a server on this machine.
  @Tag static var loopback: Self
}

/// A loop that may connect to this machine.
func openLoop(perHost: Int = 64) throws(TransferError) -> TransferLoop {
  var options = TransferOptions()
  options.guardsAddresses = false
  options.perHost = perHost
  return try TransferLoop(options)
}

/// What became of a request: the response, or why there is none.
func outcome(_ loop: TransferLoop, _ request: TransferRequest) async
  -> Result<TransferResponse, TransferError>
{
  do throws(TransferError) {
    return .success(try await loop.response(to: request))
  } catch {
    return .failure(error)
  }
}

@Suite("TransferLoop", .tags(.loopback), .timeLimit(.minutes(1)))
struct TransferLoopTests {
  @Test("takes status, header and body as they were sent")
  func plain() async throws {
    let server = try LoopbackServer { _ in
      .answer(
        200,
        "hello".utf8,
        headers: [("ETag", "W/\"1\""), ("X-Twice", "a"), ("x-twice", "b")]
      )
    }
    let response = try await openLoop().response(to: TransferRequest(url: server.url("/a?b=c")))
    #expect(response.status == 200)
    #expect(response.body == Array("hello".utf8))
    #expect(response.headers.first("etag")?.exactValue == "W/\"1\"")
    #expect(response.headers.list("x-twice") == "a, b")
    #expect(response.peer == "127.0.0.1")
    #expect(server.requests.map(\.target) == ["/a?b=c"])
  }

  @Test("sends nothing that was not asked for")
  func quiet() async throws {
    let server = try LoopbackServer { _ in .answer(200, [], headers: [("Set-Cookie", "a=b")]) }
    let loop = try openLoop()
    for _ in 0..<2 { _ = try await loop.response(to: TransferRequest(url: server.url("/"))) }
    let names = server.requests.flatMap { $0.headers.map { $0.name.lowercased() } }
    #expect(Set(names) == ["host", "accept", "accept-encoding"])
    #expect(server.requests.first?.header("Accept-Encoding")?.hasPrefix("gzip, deflate") == true)
    #expect(server.connectionCount == 1)
  }

  @Test("hands a redirect over, and does not follow it")
  func redirect() async throws {
    let server = try LoopbackServer { _ in .redirect(301, to: "../b?x=1") }
    let response = try await openLoop().response(to: TransferRequest(url: server.url("/d/e/f")))
    #expect(response.status == 301)
    #expect(response.headers.first("location")?.value == "../b?x=1")
    #expect(server.requests.count == 1)
  }

  @Test("fails on what is no whole answer", arguments: BrokenAnswer.all)
  func broken(_ answer: BrokenAnswer) async throws {
    let server = try LoopbackServer { _ in answer.reply }
    var request = TransferRequest(url: server.url("/"))
    (request.maxBytes, request.maxHeaderBytes) = (5000, 3000)
    switch await outcome(try openLoop(), request) {
    case .success(let response): Issue.record("answered \(response.status)")
    case .failure(let error):
      if let expected = answer.error { #expect(error == expected) }
      #expect(!error.line.isEmpty && !error.looksLikeOurOutage)
    }
  }

  @Test("stops a gzip bomb at the limit, counted after decoding")
  func bomb() async throws {
    let bomb = Gzip.bomb(compressedBytes: 1 << 20)
    let server = try LoopbackServer { _ in
      .answer(200, bomb, headers: [("Content-Encoding", "gzip")])
    }
    var request = TransferRequest(url: server.url("/"))
    request.maxBytes = 2_000_000
    let failure = await outcome(try openLoop(), request)
    #expect(failure == .failure(.tooLarge(limit: 2_000_000)))
  }

  @Test("inflates gzip, also in several members and in one gzip around another")
  func gzip() async throws {
    let text = [UInt8](repeating: 66, count: 100_000)
    let server = try LoopbackServer { request in
      switch request.path {
      case "/one": .answer(200, Gzip.stored(text), headers: [("Content-Encoding", "gzip")])
      case "/two":
        .answer(
          200,
          Gzip.stored(Array(text[..<9])) + Gzip.stored(Array(text[9...])),
          headers: [("Content-Encoding", "x-gzip")]
        )
      default:
        .answer(200, Gzip.stored(Gzip.stored(text)), headers: [("Content-Encoding", "gzip, gzip")])
      }
    }
    let loop = try openLoop()
    for path in ["/one", "/two", "/nested"] {
      let response = try await loop.response(to: TransferRequest(url: server.url(path)))
      #expect(response.body == text, "\(path)")
    }
  }

  @Test("gives up on a silent server when the time is over")
  func timeout() async throws {
    let server = try LoopbackServer { _ in .silence }
    var request = TransferRequest(url: server.url("/"))
    request.timeout = .milliseconds(100)
    let failure = await outcome(try openLoop(), request)
    #expect(failure == .failure(.timeout(.milliseconds(100), connected: true)))
  }

  @Test("holds a server that never shakes hands for ill, and our own network for well")
  func noHandshake() async throws {
    let server = try LoopbackServer { _ in .silence }
    var request = TransferRequest(url: "https://127.0.0.1:\(server.port)/")
    request.timeout = .milliseconds(500)
    let failure = await outcome(try openLoop(), request)
    #expect(failure == .failure(.tls(text: "no answer to the handshake within 500 ms")))
  }

  @Test("gives up on a body that drips when the time is over")
  func drip() async throws {
    let server = try LoopbackServer { _ in
      var reply = Reply(raw: Reply.head(200, [("Content-Length", "100")]))
      reply.pieces += [[UInt8]](repeating: [65], count: 100)
      reply.pause = 0.05
      return reply
    }
    var request = TransferRequest(url: server.url("/"))
    request.timeout = .milliseconds(200)
    let failure = await outcome(try openLoop(), request)
    #expect(failure == .failure(.timeout(.milliseconds(200), connected: true)))
  }

  @Test("takes no offence at a blank line behind a body")
  func blankLine() async throws {
    let server = try LoopbackServer { _ in
      Reply(raw: Reply.head(200, [("Content-Length", "6")]) + Array("<rss/>\r\n".utf8))
    }
    let response = try await openLoop().response(to: TransferRequest(url: server.url("/")))
    #expect(response.body == Array("<rss/>".utf8))
  }

  @Test("an error status counts even when its page is cut short")
  func brokenErrorPage() async throws {
    let server = try LoopbackServer { _ in
      Reply(raw: Reply.head(503, [("Content-Length", "100"), ("Retry-After", "9")]) + [65])
    }
    let response = try await openLoop().response(to: TransferRequest(url: server.url("/")))
    #expect(response.status == 503)
    #expect(response.headers.first("retry-after")?.value == "9")
    #expect(response.body.isEmpty)
  }

  @Test(
    "connects to nothing on this machine when it keeps to public addresses",
    arguments: [
      "127.0.0.1", "localhost", "2130706433", "0x7f.1", "0177.0.0.1", "[::1]", "0.0.0.0",
      "[::ffff:127.0.0.1]", "public.example@127.0.0.1",
    ]
  )
  func guarded(_ host: String) async throws {
    let server = try LoopbackServer { _ in .answer(200, []) }
    let loop = try TransferLoop()
    let result = await outcome(loop, TransferRequest(url: server.url("/", host: host)))
    guard case .failure(.refusedAddress(_, let kind)) = result else {
      Issue.record("not refused: \(result)")
      return
    }
    #expect(kind.contains("loopback") || kind.contains("unspecified"))
    #expect(server.connectionCount == 0)
  }

  @Test(
    "fetches nothing but http and https",
    arguments: [
      "file:///etc/hostname", "gopher://127.0.0.1/", "dict://127.0.0.1/", "ftp://127.0.0.1/",
    ]
  )
  func scheme(_ url: String) async throws {
    let result = await outcome(try openLoop(), TransferRequest(url: url))
    guard case .failure(.protocolRefused) = result else {
      Issue.record("not refused: \(result)")
      return
    }
  }

  @Test("refuses a header that would start another line")
  func injection() async throws {
    let request = TransferRequest(
      url: "http://127.0.0.1/",
      headers: [HeaderField("User-Agent", "a\r\nX-Injected: yes")]
    )
    let result = await outcome(try openLoop(), request)
    #expect(
      result == .failure(.malformedRequest("the User-Agent header holds a control character"))
    )
  }
}
