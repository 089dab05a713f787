import Foundation
import JSONText
import TestSupport
import Testing

@Suite("The program and its user's mistakes", .timeLimit(.minutes(2))) struct MistakeTests {
  @Test("a mistake is told without the control characters in it")
  func controls() async throws {
    let program = try TieupProgram()
    defer { program.clean() }
    for arguments in [["list", "--since", "\u{1B}[31mx"], ["list", "\u{202E}\u{7}"]] {
      let outcome = try await program.start(arguments).finish()
      #expect(outcome.status == 64 && !outcome.complaints.isEmpty)
      let isClean = outcome.complaints.unicodeScalars.allSatisfy {
        $0 == "\n" || $0.value >= 0x20 && $0.value != 0x202E
      }
      #expect(isClean, "\(outcome.complaints.debugDescription)")
    }
  }

  @Test("a format that is no JSON and --json exclude each other")
  func contradictions() async throws {
    let program = try TieupProgram()
    defer { program.clean() }
    try program.writeFeeds([])
    for arguments in [
      ["list", "--format", "csv", "--json"], ["--json", "export", "opml"],
      ["digest", "--format", "html", "--json"],
    ] {
      let outcome = try await program.start(arguments).finish()
      #expect(outcome.status == 64 && outcome.output.isEmpty, "\(arguments)")
    }
    for format in ["json", "jsonl", "jsonfeed"] {
      #expect(try await program.run("list", "--format", format, "--json").status == 0)
    }
    #expect(try await program.run("--data", "d", "help", "lits").status == 64)
    #expect(try await program.run("help", "list").status == 0)
  }

  @Test("a title and labels are taken as one line each, and a title without words is a mistake")
  func titles() async throws {
    let program = try TieupProgram()
    defer { program.clean() }
    let server = try LoopbackServer { _ in .text(SampleDay.feed("voltline", count: 1)) }
    defer { server.stop() }
    try program.writeFeeds([])
    let url = server.url("/feed")
    let words = ["--title", "\tMy\u{2028}feed\u{1B} ", "--tags", "a\tb,\n,c,a b"]
    for title in ["", " \t"] {
      let outcome = try await program.run("subscribe", url, "--yes", "--title", title)
      #expect(outcome.status == 64 && outcome.complaints.contains("--title wants a text"))
    }
    let added = try await program.start(["subscribe", url, "--yes"] + words).finish()
    #expect(added.status == 0, "\(added.complaints)")
    let feed = try await program.run("feeds", "--json").json.arrayValue?.first
    #expect(feed?["title"]?.stringValue == "My feed")
    #expect(feed?["labels"]?.arrayValue?.compactMap(\.stringValue) == ["a b", "c"])
  }

  @Test("a byte order mark in front of JSON lines is no mistake")
  func mark() async throws {
    let program = try TieupProgram()
    defer { program.clean() }
    let line = #"{"id":"1","title":"Honda and Nissan form a joint venture","label":1}"# + "\n"
    let outcome = try await program.run("classify", input: "\u{FEFF}" + line)
    #expect(outcome.status == 0 && outcome.output.contains("\"id\":\"1\""))
    // And again where a second file was joined to the first.
    let joined = try await program.run("classify", input: "\u{FEFF}\(line)\u{FEFF}\(line)\u{FEFF}")
    #expect(joined.status == 0 && joined.output.ranges(of: "\"id\"").count == 2)
    try program.write("\u{FEFF}" + line, to: "labelled.jsonl")
    #expect(try await program.run("evaluate", "labelled.jsonl").status == 0)
  }

  @Test("what an editor leaves beside the reader's own words is not read")
  func editorsFiles() async throws {
    let program = try TieupProgram()
    defer { program.clean() }
    let folder = program.folder.appending(path: "data/lexicon")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/.#companies-mine.tsv",
      withDestinationPath: "somebody@somewhere"
    )
    try program.write("Zorglub\tautomaker\tJP\t\n", to: "data/lexicon/companies-mine.tsv")
    try program.writeFeeds([])
    let line = #"{"id":"1","title":"Zorglub and Honda sign joint venture to build electric cars"}"#
    let outcome = try await program.run("classify", input: line + "\n")
    #expect(outcome.status == 0 && outcome.output.contains("Zorglub"), "\(outcome.complaints)")
  }

  @Test("the metrics take no device's place, and where they are a link they stay one")
  func metricsPlace() async throws {
    let program = try TieupProgram()
    defer { program.clean() }
    let place = program.folder.path + "/tieup.prom"
    #expect(mkfifo(place, 0o600) == 0)
    try program.writeFeeds([], settings: ["metrics-file: tieup.prom"])
    let refused = try await program.run("run")
    #expect(refused.status == 0 && refused.complaints.contains("a pipe or a device is no place"))
    #expect(try program.contents().contains("tieup.prom"))
    try FileManager.default.removeItem(atPath: place)
    try FileManager.default.createSymbolicLink(atPath: place, withDestinationPath: "real.prom")
    #expect(try await program.run("run").complaints.isEmpty)
    #expect(try program.read("real.prom").contains("tieup_runs_total 2\n"))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: place) == "real.prom")
  }

  @Test("a story whose headline is empty is answered like any other")
  func emptyTitle() async throws {
    let program = try TieupProgram()
    defer { program.clean() }
    let outcome = try await program.run("classify", input: #"{"id":"1","title":""}"# + "\n")
    #expect(outcome.status == 0 && outcome.output.hasPrefix(#"{"id":"1","tags":[],"#))
    #expect(try await program.run("classify", input: #"{"id":"1"}"# + "\n").status == 65)
  }

  @Test("of two feeds with one title none is taken out before it is said which")
  func sameTitle() async throws {
    let program = try TieupProgram()
    defer { program.clean() }
    let text = """
      feeds:
        - {url: "https://a.example/", title: Same}
        - {url: "https://u:secret@b.example/", title: Same}
      """
    try program.write(text, to: "feeds.yml")
    let outcome = try await program.run("unsubscribe", "same")
    #expect(outcome.status == 64 && outcome.complaints.contains("https://b.example/"))
    #expect(!outcome.complaints.contains("secret"))
    #expect(try program.read("feeds.yml") == text)
    #expect(try await program.run("unsubscribe", "https://a.example/").status == 0)
    #expect(try await program.run("unsubscribe", "same").status == 0)
  }

  @Test("doctor says when a proxy is named that is not used")
  func proxy() async throws {
    var program = try TieupProgram()
    defer { program.clean() }
    program.environment = ["https_proxy": "http://127.0.0.1:9"]
    try program.write("feeds: []\n", to: "feeds.yml")
    #expect(try await program.run("doctor").output.contains("https_proxy is not used"))
    try program.writeFeeds([])
    #expect(try await !program.run("doctor").output.contains("proxy"))
  }

  @Test("a password in an address is shown to nobody")
  func passwords() async throws {
    let program = try TieupProgram()
    defer { program.clean() }
    // Nothing listens there, so the run has something to tell of it.
    try program.writeFeeds(["http://user:secret@127.0.0.1:1/feed"])
    for arguments in [["run", "-v"], ["feeds"], ["status"], ["feeds", "--problems"]] {
      let outcome = try await program.start(["--data", "data"] + arguments).finish()
      #expect(!(outcome.output + outcome.complaints).contains("secret"), "\(arguments)")
      #expect((outcome.output + outcome.complaints).contains("127.0.0.1"), "\(arguments)")
    }
  }
}
