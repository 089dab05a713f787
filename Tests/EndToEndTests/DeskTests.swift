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
    let again = try await program.run("subscribe", server.url("/feed"), "--yes")
    #expect(again.output.contains("already subscribed"))
    #expect(try program.read("feeds.yml") == after)
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
      (["parse", "none.xml"], 66, "no such file"), (["export", "opml", "--config", "x"], 66, "x"),
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
    #expect(try program.read("feeds.yml").contains("trade"))
  }
}

@Suite(.tags(.endToEnd), .timeLimit(.minutes(2))) struct ReadingTests {
  /// A program whose store holds the sample day.
  private func stored() async throws -> TieupProgram {
    let program = try TieupProgram()
    let config = SampleDay.folder.appending(path: "feeds.yml").path
    _ = try await program.run("--config", config, "--data", "data", "run")
    return program
  }

  @Test("each format of list is what it says, and they all tell the same stories")
  func formats() async throws {
    let program = try await stored()
    defer { program.clean() }
    func list(_ format: String) async throws -> String {
      try await program.run("--data", "data", "list", "--format", format, "--limit", "0").output
    }
    let json = try JSONParser().value(from: await list("json")).arrayValue ?? []
    let count = json.count
    #expect(count > 20)
    let lines = try await list("jsonl").split(separator: "\n")
    #expect(try lines.map { try JSONParser().value(from: String($0)) } == json)
    #expect(try await list("csv").split(separator: "\r\n").count == count + 1)
    #expect(try await list("table").split(separator: "\n").count == count)
    #expect(
      try await list("markdown").split(separator: "\n").filter { $0.hasPrefix("- ") }.count == count
    )
    let feed = try JSONParser().value(from: await list("jsonfeed"))
    #expect(feed["items"]?.arrayValue?.count == count)
    try program.write(try await list("atom"), to: "out.atom")
    let readBack = try await program.run("parse", "out.atom").json
    #expect(readBack["items"]?.arrayValue?.count == count)
    #expect(
      readBack["items"]?.arrayValue?.compactMap { $0["title"]?.stringValue }
        == json.compactMap { $0["title"]?.stringValue }
    )
  }

  @Test("filters narrow the list")
  func filters() async throws {
    let program = try await stored()
    defer { program.clean() }
    func titles(_ options: String...) async throws -> Int {
      let outcome = try await program.start(["--data", "data", "list", "--json"] + options).finish()
      return try outcome.json.arrayValue?.count ?? -1
    }
    let all = try await titles()
    #expect(try await titles("--all") > all)
    #expect(try await titles("--party", "Honda", "--party", "Nissan") == 1)
    #expect(try await titles("--party", "honda", "--party", "日産") == 1)
    #expect(try await titles("--party", "Nobody Motors") == 0)
    #expect(try await titles("--stage", "ended") < all)
    #expect(try await titles("--limit", "3") == 3)
    #expect(try await titles("--until", "2026-11-20") < all)
    #expect(try await titles("--unreviewed") == all)
    #expect(try await titles("--confirmed") == 0)
  }

  @Test("an empty place, as an unset variable gives it, is refused", arguments: ["--data", "--config"])
  func emptyPlace(option: String) async throws {
    let program = try await stored()
    defer { program.clean() }
    let outcome = try await program.start([option, "", "list"]).finish()
    #expect(outcome.status == 64 && outcome.complaints.contains(option))
  }

  @Test("a review from a pipe is kept, undone and told")
  func review() async throws {
    let program = try await stored()
    defer { program.clean() }
    let reviewed = try await program.run(
      "--data",
      "data",
      "review",
      input: "y\nn\nu\ns\nnote ask the press office\nk\nq\n"
    )
    #expect(reviewed.status == 0)
    let confirmed = try await program.run("--data", "data", "list", "--confirmed", "--json").json
    #expect(confirmed.arrayValue?.count == 1)
    let starred = try await program.run("--data", "data", "list", "--starred", "--json").json
    let id = try #require(starred.arrayValue?.first?["id"]?.stringValue)
    let shown = try await program.run("--data", "data", "show", id)
    #expect(shown.output.contains("ask the press office"))
    #expect(try await program.run("--data", "data", "list", "--rejected", "--json").json == [])
  }

  @Test("explain marks the words in place, show prints every outlet, search finds every script")
  func reading() async throws {
    let program = try await stored()
    defer { program.clean() }
    let story = try await program.run(
      "--data",
      "data",
      "list",
      "--party",
      "Honda",
      "--party",
      "Nissan",
      "--json"
    )
    let id = try #require(try story.json.arrayValue?.first?["id"]?.stringValue)
    let explained = try await program.run("--data", "data", "explain", id)
    #expect(explained.output.contains("["))
    #expect(explained.output.contains("ev-alliance"))
    let shown = try await program.run("--data", "data", "show", id).output
    #expect(shown.contains("Voltline") || shown.contains("voltline"))
    for words in ["Honda software", "全固体", "배터리", "Allianz"] {
      let found = try await program.run("--data", "data", "search", words, "--json")
      #expect((try found.json.arrayValue?.count ?? 0) > 0, "\(words)")
    }
    #expect(try await program.run("--data", "data", "show", "999999").status == 66)
    #expect(try await program.run("--data", "data", "show", "x").status == 64)
  }

  @Test("a backup is a whole store of its own, and the doctor finds nothing wrong")
  func upkeep() async throws {
    let program = try await stored()
    defer { program.clean() }
    try program.writeFeeds([])
    #expect(try await program.run("--data", "data", "backup", "copy/tieup.db").status != 0)
    try FileManager.default.createDirectory(
      at: program.folder.appending(path: "copy"),
      withIntermediateDirectories: true
    )
    #expect(try await program.run("--data", "data", "backup", "copy/tieup.db").status == 0)
    let here = try await program.run("--data", "data", "list", "--json").output
    let there = try await program.run("--data", "copy", "list", "--json").output
    #expect(here == there)
    let doctor = try await program.run("doctor")
    #expect(doctor.status == 0, "\(doctor.output)")
    let pruned = try await program.run("prune", "--dry-run", "--json").json
    #expect(pruned["pruned"]?.intValue == 0)
  }
}
