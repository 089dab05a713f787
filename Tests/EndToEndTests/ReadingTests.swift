import Foundation
import JSONText
import TestSupport
import Testing

@Suite(.tags(.endToEnd), .timeLimit(.minutes(2))) struct ReadingTests {
  @Test("each format of list is what it says, and they all tell the same stories")
  func formats() async throws {
    let program = try await SampleDay.stored()
    defer { program.clean() }
    func list(_ format: String) async throws -> String {
      try await program.run("list", "--format", format, "--limit", "0").output
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

  @Test("export takes the newest, and says which feeds it cannot put into OPML")
  func export() async throws {
    let program = try await SampleDay.stored()
    defer { program.clean() }
    let newest = try await program.run("export", "jsonl", "--limit", "2").output
    #expect(newest == (try await program.run("list", "--format", "jsonl", "--limit", "2").output))
    #expect(newest.split(separator: "\n").count == 2)
    let opml = try await program.run("export", "opml")
    #expect(opml.status == 0)
    #expect(opml.complaints.contains("left out 15 feeds"))
  }

  @Test("filters narrow the list")
  func filters() async throws {
    let program = try await SampleDay.stored()
    defer { program.clean() }
    func titles(_ options: String...) async throws -> Int {
      let outcome = try await program.start(["list", "--json"] + options).finish()
      return try outcome.json.arrayValue?.count ?? -1
    }
    let all = try await titles()
    #expect(try await titles("--all") > all)
    #expect(try await titles("--party", "Honda", "--party", "Nissan") == 1)
    #expect(try await titles("--party", "honda", "--party", "日産") == 1)
    #expect(try await titles("--party", "Nobody Motors") == 0)
    #expect(try await titles("--feed", "voltline") == titles("--feed", "file:voltline.xml"))
    #expect(try await titles("--feed", "voltline") > 0)
    #expect(try await titles("--stage", "ended") < all)
    #expect(try await titles("--limit", "3") == 3)
    #expect(try await titles("--until", "2026-11-20") < all)
    #expect(try await titles("--unreviewed") == all)
    #expect(try await titles("--confirmed") == 0)
  }

  @Test(
    "an empty place, as an unset variable gives it, is refused",
    arguments: ["--data", "--config"]
  )
  func emptyPlace(option: String) async throws {
    let program = try TieupProgram()
    defer { program.clean() }
    let outcome = try await program.start([option, "", "list"]).finish()
    #expect(outcome.status == 64 && outcome.complaints.contains(option))
  }

  @Test("a review from a pipe is kept, undone and told")
  func review() async throws {
    let program = try await SampleDay.stored()
    defer { program.clean() }
    let reviewed = try await program.run(
      "review",
      input: "y\nn\nu\ns\nnote ask the press office\nk\nq\n"
    )
    #expect(reviewed.status == 0)
    let confirmed = try await program.run("list", "--confirmed", "--json").json
    #expect(confirmed.arrayValue?.count == 1)
    let starred = try await program.run("list", "--starred", "--json").json
    let id = try #require(starred.arrayValue?.first?["id"]?.stringValue)
    let shown = try await program.run("show", id)
    #expect(shown.output.contains("ask the press office"))
    #expect(try await program.run("list", "--rejected", "--json").json == [])
    let dashed = try await program.run("review", id, "note", "- ask Honda")
    #expect(dashed.status == 0 && dashed.output.contains("noted"))
    let noted = try await program.run("review", id, "note", "again")
    #expect(noted.output.contains(", noted: "))
  }

  @Test("what a reader said of a story is listed, tagged or not")
  func reviewedWithoutTag() async throws {
    let program = try await SampleDay.stored()
    defer { program.clean() }
    let all = try await program.run("list", "--all", "--json").json.arrayValue ?? []
    let plain = try #require(all.first { $0["tags"] == [] }?["id"]?.stringValue)
    for verdict in ["star", "confirm"] {
      #expect(try await program.run("review", plain, verdict).status == 0)
    }
    for flag in ["--starred", "--confirmed"] {
      let listed = try await program.run("list", flag, "--json").json.arrayValue
      #expect(listed?.compactMap { $0["id"]?.stringValue } == [plain])
      let tagged = try await program.run("list", flag, "--tag", "ev-alliance", "--json").json
      #expect(tagged == [])
    }
  }

  @Test("retag names the tags of the reader's own rules that come and go")
  func retag() async throws {
    let program = try TieupProgram()
    defer { program.clean() }
    let server = try LoopbackServer { _ in .text(SampleDay.feed("voltline", count: 3)) }
    defer { server.stop() }
    try program.writeFeeds([server.url("/")])
    #expect(try await program.run("run").status == 0)
    let rule = "rules:\n  - tag: every\n    regex: '.'\n"
    try program.write(try program.read("feeds.yml") + rule, to: "feeds.yml")
    #expect(try await program.run("retag", "--dry-run").output.contains(" → "))
    #expect(try await program.run("retag", "--dry-run").output.contains("[every]\n"))
    let changes = try await program.run("retag", "--json").json["changes"]?.arrayValue
    #expect(changes?.allSatisfy { $0["tags_after"]?.arrayValue?.last == "every" } == true)
  }

  @Test("explain marks the words in place, show prints every outlet, search finds every script")
  func reading() async throws {
    let program = try await SampleDay.stored()
    defer { program.clean() }
    let story = try await program.run("list", "--party", "Honda", "--party", "Nissan", "--json")
    let id = try #require(try story.json.arrayValue?.first?["id"]?.stringValue)
    let explained = try await program.run("explain", id)
    #expect(explained.output.contains("["))
    #expect(explained.output.contains("ev-alliance"))
    #expect(explained.output.contains("other articles of the story: "))
    let shown = try await program.run("show", id).output
    #expect(shown.contains("Voltline") || shown.contains("voltline"))
    for words in ["Honda software", "全固体", "배터리", "Allianz"] {
      let found = try await program.run("search", words, "--json")
      #expect((try found.json.arrayValue?.count ?? 0) > 0, "\(words)")
    }
    #expect(try await program.run("show", "999999").status == 66)
    #expect(try await program.run("show", "x").status == 64)
  }

  @Test("a backup is a whole store of its own, and the doctor finds nothing wrong")
  func upkeep() async throws {
    let program = try await SampleDay.stored()
    defer { program.clean() }
    let nowhere = try await program.run("backup", "copy/tieup.db")
    #expect(nowhere.status == 73)
    #expect(nowhere.complaints.contains("make it first"))
    try FileManager.default.createDirectory(
      at: program.folder.appending(path: "copy"),
      withIntermediateDirectories: true
    )
    #expect(try await program.run("backup", "copy/tieup.db").status == 0)
    let here = try await program.run("list", "--json").output
    let there = try await program.run("--data", "copy", "list", "--json").output
    #expect(here == there)
    let doctor = try await program.run("doctor")
    #expect(doctor.status == 0, "\(doctor.output)")
    let pruned = try await program.run("prune", "--dry-run", "--json").json
    #expect(pruned["pruned"]?.intValue == 0)
  }
}
