import Foundation
import JSONText
import Testing
import TestSupport

extension Tag {
  @Tag static var endToEnd: Self
}

extension TieupProgram.Outcome {
  /// Standard output as one JSON value.
  var json: JSONValue {
    get throws { try JSONParser().value(from: output) }
  }
}

@Suite(.tags(.endToEnd), .timeLimit(.minutes(2))) struct RunTests {
  @Test(
    "a good, a missing, a dead and a wrong address each stand in the report, the good one is stored"
  )
  func mixed() async throws {
    let server = try LoopbackServer { request in
      switch request.path {
      case "/feed": .text(SampleDay.feed("voltline", count: 3), type: "application/rss+xml")
      case "/page": .text("<!doctype html><html><body>hello</body></html>", type: "text/html")
      default: .status(404)
      }
    }
    defer { server.stop() }
    let program = try TieupProgram()
    defer { program.clean() }
    let dead = "http://127.0.0.1:9/feed"
    let urls = [server.url("/feed"), server.url("/missing"), server.url("/page"), dead]
    try program.writeFeeds(urls)

    let outcome = try await program.run("run", "--json")

    #expect(outcome.status == 0)
    let report = try outcome.json
    #expect(report["feeds"]?.intValue == 4)
    #expect(report["fetched"]?.intValue == 1)
    #expect(report["failed"]?.intValue == 3)
    #expect(report["items_new"]?.intValue == 3)
    #expect(report["tagged"]?.intValue == 1)
    let results = report["results"]?.arrayValue ?? []
    #expect(results.compactMap { $0["feed"]?.stringValue } == urls)
    #expect(
      results.compactMap { $0["status"]?.stringValue } == ["ok", "failed", "failed", "failed"]
    )
    #expect(results[1]["http_status"]?.intValue == 404)
    let keys = results.map { $0.objectValue?.members.map(\.name) ?? [] }
    #expect(Set(keys).count == 1 && keys[0].contains("error") && keys[0].contains("http_status"))
    #expect(results[1...].allSatisfy { !($0["error"]?.stringValue ?? "").isEmpty })
    let listed = try await program.run("list", "--all", "--items", "--json", "--limit", "0").json
    #expect(listed.arrayValue?.count == 3)
  }

  @Test("a second run sends the validators back and stores nothing twice")
  func conditional() async throws {
    let feed = SampleDay.feed("voltline", count: 3)
    let server = try LoopbackServer { request in
      request.header("If-None-Match") == "W/\"v1\""
        ? .status(304, headers: [("ETag", "W/\"v1\"")])
        : .text(feed, type: "application/rss+xml", headers: [("ETag", "W/\"v1\"")])
    }
    defer { server.stop() }
    let program = try TieupProgram()
    defer { program.clean() }
    try program.writeFeeds([server.url("/feed")])
    _ = try await program.run("run")

    let second = try await program.run("run", "--force", "--json").json

    #expect(second["not_modified"]?.intValue == 1)
    #expect(second["items_new"]?.intValue == 0)
    #expect(server.requests.count == 2)
    let third = try await program.run("run", "--json").json
    #expect(third["skipped"]?.intValue == 1)
    #expect(server.requests.count == 2)
  }

  @Test("every feed failing is 75, no feeds are 0, a mistake in feeds.yml is 65 with its line")
  func statuses() async throws {
    let program = try TieupProgram()
    defer { program.clean() }
    try program.writeFeeds(["http://127.0.0.1:9/feed"])
    #expect(try await program.run("run").status == 75)
    try program.writeFeeds([])
    #expect(try await program.run("run").status == 0)
    try program.write("feeds:\n  - url: gopher://example.org/\n", to: "feeds.yml")
    let mistake = try await program.run("run")
    #expect(mistake.status == 65)
    #expect(mistake.complaints.contains("feeds.yml:2"))
    try FileManager.default.removeItem(at: program.folder.appending(path: "feeds.yml"))
    #expect(try await program.run("--config", "feeds.yml", "run").status == 66)
  }

  @Test("cron hears of a feed that becomes ill once, and once when it recovers")
  func health() async throws {
    let isIll = Switch()
    let server = try LoopbackServer { _ in
      isIll.isOn ? .status(500) : .text(SampleDay.feed("voltline", count: 2), type: "text/xml")
    }
    defer { server.stop() }
    let program = try TieupProgram()
    defer { program.clean() }
    try program.writeFeeds([server.url("/feed"), server.url("/other")])
    #expect(try await program.run("run").output.isEmpty)
    isIll.set(true)
    let ill = try await program.run("run", "--force", "--feed", server.url("/feed"))
    #expect(ill.output.hasPrefix("ill: "))
    #expect(ill.output.contains("500"))
    #expect(
      try await !program.run("run", "--force", "--feed", server.url("/feed")).output
        .contains("ill: ")
    )
    isIll.set(false)
    let well = try await program.run("run", "--force", "--feed", server.url("/feed"))
    #expect(well.output.hasPrefix("well again: "))
  }

  @Test("an outage of this machine is one line, and says why")
  func outage() async throws {
    let program = try TieupProgram()
    defer { program.clean() }
    // Names of the reserved top-level domain never resolve.
    try program.writeFeeds(["http://one.invalid/feed", "http://two.invalid/feed"])
    let run = try await program.run("run")
    #expect(run.status == 75)
    #expect(run.output.hasPrefix("no feed could be reached (2 feeds): no address found for one"))
    #expect(run.output.filter { $0 == "\n" }.count == 1)
  }

  @Test("a second run beside a first one says so, asks nobody and is 0")
  func lock() async throws {
    let mayAnswer = DispatchSemaphore(value: 0)
    let server = try LoopbackServer { _ in
      mayAnswer.wait()
      return .text(SampleDay.feed("voltline", count: 2), type: "text/xml")
    }
    defer { server.stop() }
    let program = try TieupProgram()
    defer { program.clean() }
    // On a busy machine the second run may be long in coming.
    try program.writeFeeds([server.url("/feed")], settings: ["timeout: 10m"])
    let first = try program.start(["run"])
    while server.requests.isEmpty { await Task.yield() }
    let second = try await program.run("run")
    #expect(second.status == 0)
    #expect(second.complaints.contains("in progress"))
    mayAnswer.signal()
    #expect(await first.finish().status == 0)
    #expect(server.requests.count == 1)
  }

  @Test("a run that is killed loses nothing it had stored, and the next one doubles nothing")
  func killed() async throws {
    let server = try LoopbackServer { request in
      var reply = Reply.text(
        SampleDay.feed(String(request.path.dropFirst()), count: 20),
        type: "text/xml"
      )
      if request.path.hasPrefix("/slow") { reply.delay = 3 }
      return reply
    }
    defer { server.stop() }
    let program = try TieupProgram()
    defer { program.clean() }
    let quick = (0..<6).map { server.url("/quick\($0)") }
    try program.writeFeeds(quick + [server.url("/slow")], settings: ["per-host: 8"])
    let first = try program.start(["run"])
    while server.requests.count < 7 { await Task.yield() }
    kill(first.process.processIdentifier, SIGKILL)
    _ = await first.finish()
    #expect(try await program.run("run", "--force").status == 0)
    let items = try await program.run("list", "--all", "--items", "--json", "--limit", "0").json
    let urls = (items.arrayValue ?? []).compactMap { $0["url"]?.stringValue }
    #expect(urls.count == 140)
    #expect(Set(urls).count == 140)
  }
}

@Suite(.tags(.endToEnd), .timeLimit(.minutes(2))) struct SampleDayTests {
  @Test("a whole run over the sample day needs no network, and a second one adds nothing")
  func run() async throws {
    let program = try SampleDay.program()
    defer { program.clean() }
    let rows = try SampleDay.rows()
    let first = try await program.run("run", "--json")
    #expect(first.status == 0)
    #expect(try first.json["items_new"]?.intValue == Int64(rows.count))
    #expect(try first.json["failed"]?.intValue == 0)
    let second = try await program.run("run", "--force", "--json")
    #expect(try second.json["items_new"]?.intValue == 0)
  }

  @Test("tags what a careful reader would tag, and none of the look-alikes")
  func tagged() async throws {
    let program = try await SampleDay.stored()
    defer { program.clean() }
    let listed =
      try await program.run("list", "--all", "--items", "--json", "--limit", "0").json.arrayValue
      ?? []
    let tagged = listed.filter {
      $0["tags"]?.arrayValue?.contains("ev-alliance") == true
    }.compactMap { $0["title"]?.stringValue }

    let rows = try SampleDay.rows()
    let titles = try await SampleDay.titles(with: program)
    let wanted = rows.filter(\.isAlliance).compactMap { titles["\($0.file) \($0.id)"] }
    #expect(wanted.count == rows.count { $0.isAlliance })
    #expect(Set(wanted).subtracting(tagged) == [], "missed")
    #expect(Set(tagged).subtracting(wanted) == [], "tagged for nothing")
  }

  @Test("the Honda-Nissan agreement is one story of five outlets; the rivals are no parties")
  func modelCase() async throws {
    let program = try await SampleDay.stored()
    defer { program.clean() }
    let stories =
      try await program.run("list", "--party", "Honda", "--party", "Nissan", "--json").json
      .arrayValue ?? []
    #expect(stories.count == 1)
    let story = try #require(stories.first)
    let parties = (story["parties"]?.arrayValue ?? []).compactMap(\.stringValue)
    #expect(Set(parties) == ["Honda", "Nissan"])
    let outlets = (story["outlets"]?.arrayValue ?? []).compactMap { $0["feed"]?.stringValue }
    #expect(Set(outlets).count == 5)
    #expect(story["form"]?.stringValue == "memorandum")
  }
}

@Suite(.tags(.endToEnd), .timeLimit(.minutes(1))) struct UsageTests {
  @Test(
    "a wrong command line is 64, with words on standard error",
    arguments: [["frobnicate"], ["list", "--limit", "lots"], ["list", "--limit", "-1"], []]
  )
  func usage(arguments: [String]) async throws {
    let program = try TieupProgram()
    defer { program.clean() }
    let outcome = try await program.start(arguments).finish()
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.complaints.count > 10)
  }

  @Test("--version and --help are 0 and on standard output", arguments: ["--version", "--help"])
  func help(argument: String) async throws {
    let program = try TieupProgram()
    defer { program.clean() }
    let outcome = try await program.run(argument)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("tieup"))
    #expect(outcome.complaints.isEmpty)
  }
}
