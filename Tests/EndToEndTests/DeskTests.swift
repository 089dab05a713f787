import Foundation
import JSONText
import TestSupport
import Testing

@testable import tieup

@Suite(.tags(.endToEnd), .timeLimit(.minutes(2))) struct SubscribeTests {
  /// A site whose front page links its feed, which moved once for good.
  private func site() throws -> LoopbackServer {
    try LoopbackServer { request in
      switch request.path {
      case "/":
        .text(
          """
          <!doctype html><html><head><title>Voltline</title>
          <link rel="alternate" type="application/rss+xml" title="News" href="/old-feed">
          </head><body>hello</body></html>
          """,
          type: "text/html"
        )
      case "/old-feed": .redirect(301, to: "/feed")
      case "/feed":
        request.header("If-None-Match") == nil
          ? .text(SampleDay.feed("voltline", count: 4), headers: [("ETag", "\"1\"")])
          : .status(304)
      default: .status(404)
      }
    }
  }

  @Test("finds the feed behind a front page, adds it once, and never asks twice for it")
  func frontPage() async throws {
    let server = try site()
    defer { server.stop() }
    let program = try TieupProgram()
    defer { program.clean() }
    let before = "# my desk\nsettings:\n  allow-private-hosts: true   # a test\n\nfeeds: []\n"
    try program.write(before, to: "feeds.yml")

    let added = try await program.run(
      "subscribe",
      server.url("/"),
      "--yes",
      "--tags",
      "china, ev"
    )

    #expect(added.status == 0, "\(added.complaints)")
    #expect(added.output.contains("4 items"))
    #expect(added.output.contains("1 item would be tagged"))
    let after = try program.read("feeds.yml")
    #expect(after.hasPrefix("# my desk\nsettings:\n  allow-private-hosts: true   # a test\n"))
    #expect(after.contains(server.url("/feed")))
    #expect(after.contains("china"))
    #expect(server.requests.filter { $0.path == "/feed" }.count == 1)
    // What was fetched on the way is stored: the next run asks with its validators.
    let run = try await program.run("run", "--force", "--json").json
    #expect(run["not_modified"]?.intValue == 1)
    let bare = String(server.url("/").dropFirst("http://".count))
    #expect(try await program.run("subscribe", bare, "--yes").output.contains("already subscribed"))
    let again = try await program.run("subscribe", server.url("/feed"), "--yes")
    #expect(again.output.contains("already subscribed"))
    #expect(try program.read("feeds.yml") == after)
  }

  @Test("subscribe is quiet when asked to, offers no link that is dead, and knows feed: addresses")
  func quietly() async throws {
    let server = try LoopbackServer { request in
      switch request.path {
      case "/":
        .text(
          """
          <link rel="alternate" type="application/rss+xml" href="/dead">
          <link rel="alternate" type="application/rss+xml" href="/feed">
          <link rel="alternate" type="application/rss+xml" href="/more">
          """,
          type: "text/html"
        )
      case "/feed", "/other": .text(SampleDay.feed("voltline", count: 1))
      default: .status(404)
      }
    }
    defer { server.stop() }
    let program = try TieupProgram()
    defer { program.clean() }
    try program.writeFeeds([])
    let shown = try await program.run("subscribe", server.url("/"), "--yes").output
    #expect(shown.contains(server.url("/more")) && !shown.contains(server.url("/dead")))
    let bare = "feed:" + server.url("/other").dropFirst("http:".count)
    let quiet = try await program.run("subscribe", bare, "--yes", "--quiet")
    #expect(quiet.status == 0 && quiet.output.isEmpty && quiet.complaints.isEmpty)
    #expect(try program.read("feeds.yml").contains(server.url("/other")))
    #expect(try await program.run("subscribe", bare, "--quiet").output.isEmpty)
  }

  @Test("status says how far a run is, and nothing of it afterwards")
  func progress() async throws {
    let server = try LoopbackServer { request in
      request.path == "/slow" ? .silence : .text(SampleDay.feed("voltline", count: 1))
    }
    defer { server.stop() }
    let program = try TieupProgram()
    defer { program.clean() }
    try program.writeFeeds([server.url("/fast"), server.url("/slow")], settings: ["timeout: 60"])
    let run = try program.start(["run"])
    var doing: String?
    while doing == nil, run.process.isRunning {
      doing = try await program.run("status", "--json").json["doing"]?.stringValue
    }
    #expect(doing == "1 of 2 feeds, 1 new item")
    let words = try await program.run("status").output
    #expect(words.contains(": 1 of 2 feeds") && words.contains(", 1 EV-alliance story, "))
    run.process.interrupt()
    run.process.interrupt()
    #expect(await run.finish().status == 0)
    #expect(try await program.run("status", "--json").json["doing"]?.isNull == true)
  }

  @Test(
    "a command says what was wrong with it, prints nothing, and ends with its own status",
    arguments: [
      (["lits"], 64, "did you mean 'list'?"), (["list", "--limit", "-1"], 64, "0 or more"),
      (["list", "--since", "soon"], 64, "--since"), (["show", "x"], 64, "not an id"),
      (["show", "7"], 66, "nothing has the id 7"), (["backup", "copy.db"], 66, "no store"),
      (["review", "1", "note", " "], 64, "wants words"), (["review", "--json"], 64, "--json"),
      (["import", "."], 66, "is a folder"), (["import", "none.opml"], 66, "no such file"),
      (["run", "--feed", "http://nowhere.example/"], 66, "no such feed"),
      (["parse", "none.xml"], 66, "no such file"),
      (["export", "csv", "--limit", "-1"], 64, "0 or more"),
      (["list", "--feed", "nobody"], 66, "no feed of that"),
      (["list", "--feed", "http://nowhere.example/"], 66, "no feed of that"),
      (["list", "--tag", "nothing"], 0, "no rule of feeds.yml has the tag"),
      (["parse", "--jsonl", "-", "-"], 64, "only once"),
      (["run", "--data", "feeds.yml/x"], 73, "a file is in the way"),
      (["run", "--data", "feeds.yml"], 73, "file of that name"),
      (["list", "--data", "feeds.yml"], 73, "a file, where the store's folder is wanted"),
      (["export", "opml", "--config", "x"], 66, "x"),
    ] as [([String], Int32, String)]
  )
  func mistakes(arguments: [String], status: Int32, words: String) async throws {
    let program = try TieupProgram()
    defer { program.clean() }
    try program.writeFeeds([])
    let outcome = try await program.start(arguments).finish()
    #expect(outcome.status == status)
    #expect(outcome.output.isEmpty)
    #expect(outcome.complaints.contains(words))
  }

  @Test(
    "every command's help has an example",
    arguments: Tieup.commandNames.filter { $0 != "help" }
  )
  func help(command: String) async throws {
    let program = try TieupProgram()
    defer { program.clean() }
    let outcome = try await program.start([command, "--help"]).finish()
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("Example"))
    #expect(outcome.output.contains("  tieup "))
  }

  @Test("a feed that was unsubscribed is neither due nor known to the status")
  func unsubscribed() async throws {
    let program = try TieupProgram()
    defer { program.clean() }
    let server = try site()
    defer { server.stop() }
    try program.writeFeeds([])
    #expect(try await program.run("subscribe", "--yes", server.url("/")).status == 0)
    #expect(try await program.run("status", "--json").json["feeds"]?.intValue == 1)
    #expect(try await program.run("unsubscribe", server.url("/feed")).status == 0)
    let status = try await program.run("status", "--json").json
    #expect(status["feeds"]?.intValue == 0)
    #expect(status["next_feed"] == .null)
  }

  @Test("without --yes and without a terminal nothing is added")
  func asks() async throws {
    let server = try site()
    defer { server.stop() }
    let program = try TieupProgram()
    defer { program.clean() }
    try program.writeFeeds([])
    let before = try program.read("feeds.yml")
    let outcome = try await program.run("subscribe", server.url("/feed"))
    #expect(outcome.status == 64)
    #expect(outcome.complaints.contains("--yes"))
    #expect(try program.read("feeds.yml") == before)
  }

  @Test("an address without a feed is told so, and is 66")
  func nothing() async throws {
    let server = try LoopbackServer { _ in .status(404) }
    defer { server.stop() }
    let program = try TieupProgram()
    defer { program.clean() }
    try program.writeFeeds([])
    let outcome = try await program.run("subscribe", server.url("/"), "--yes")
    #expect(outcome.status == 66)
    #expect(outcome.complaints.contains("404"))
  }

  @Test("an address at which nobody answers is 69")
  func dead() async throws {
    let program = try TieupProgram()
    defer { program.clean() }
    try program.writeFeeds([])
    let outcome = try await program.run("subscribe", "http://127.0.0.1:9/", "--yes", "--json")
    #expect(outcome.status == 69)
    #expect(try outcome.json.arrayValue?.first?["status"]?.stringValue == "failed")
    let beside = try await program.run(
      "subscribe",
      "http://127.0.0.1:9/",
      "ftp://a.example/",
      "--yes"
    )
    #expect(beside.status == 66)
  }

  @Test("unsubscribe takes a feed out by its title; OPML goes out and comes back")
  func opml() async throws {
    let program = try TieupProgram()
    defer { program.clean() }
    try program.write(
      """
      feeds:
        # the wire
        - url: https://a.example/feed
          title: Alpha & Co
          tags: [trade]
        - url: https://b.example/feed
          title: Beta
      """,
      to: "feeds.yml"
    )
    let exported = try await program.run("export", "opml")
    #expect(exported.output.contains("Alpha &amp; Co"))
    try program.write(exported.output, to: "out.opml")
    #expect(try await program.run("unsubscribe", "alpha & co").status == 0)
    #expect(try program.read("feeds.yml").contains("https://b.example/feed"))
    #expect(try !program.read("feeds.yml").contains("a.example"))
    let imported = try await program.run("import", "out.opml", "--json")
    #expect(imported.status == 0)
    let statuses = (try imported.json.arrayValue ?? []).compactMap { $0["status"]?.stringValue }
    #expect(statuses.sorted() == ["added", "duplicate"])
    #expect(exported.complaints.isEmpty)
    #expect(try program.read("feeds.yml").contains("trade"))
  }
}
