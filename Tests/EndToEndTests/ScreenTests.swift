import Foundation
import JSONText
import TestSupport
import Testing

@testable import tieup

/// What the commands print where nobody is at a desk, and on screens of every width.
@Suite(.tags(.endToEnd), .timeLimit(.minutes(2))) struct ScreenTests {
  private static let pages = [
    ["list", "--limit", "0"], ["list", "--all", "--items", "--limit", "0"], ["feeds"],
    ["show", "STORY"], ["explain", "STORY"], ["explain", "1"], ["search", "Honda"],
    ["search", "日産"], ["doctor"], ["status"],
  ]

  /// The id of the story of five outlets, which has texts in several scripts.
  private func story(_ program: TieupProgram) async throws -> String {
    let found = try await program.run("list", "--party", "Honda", "--party", "Nissan", "--json")
    return try #require(try found.json.arrayValue?.first?["id"]?.stringValue)
  }

  @Test("no page is wider than the screen, and none is empty", arguments: [40, 80, 200])
  func widths(columns: Int) async throws {
    let program = try await SampleDay.stored()
    defer { program.clean() }
    let id = try await story(program)
    for page in Self.pages {
      let words = page.map { $0 == "STORY" ? id : $0 }
      let lines = try await program.screen(columns: columns, words)
      let wide = lines.filter { DisplayWidth.columns(of: $0) > columns }
      #expect(wide.isEmpty, "\(words)")
      #expect(lines.count > 3, "\(words)")
    }
  }

  @Test("without a terminal there are no colours, no bars, and nothing on standard error")
  func noTerminal() async throws {
    let program = try await SampleDay.stored()
    defer { program.clean() }
    let id = try await story(program)
    for page in Self.pages + [["run", "--force"]] {
      let outcome = try await program.start(page.map { $0 == "STORY" ? id : $0 }).finish()
      #expect(outcome.status == 0, "\(page)")
      #expect(!outcome.output.contains("\u{1B}"), "\(page)")
      #expect(outcome.complaints.isEmpty, "\(page): \(outcome.complaints)")
    }
    #expect(try await program.run("run", "--force").output.isEmpty)
  }

  @Test(
    "a reader that leaves after the first line ends the command with 0 and without a word",
    arguments: [
      ["list", "--all", "--items", "--json"], ["list", "--all"], ["export", "jsonl", "--all"],
      ["export", "atom", "--all", "--items"], ["search", "elektr*", "--limit", "0"], ["feeds"],
      ["digest", "--since", "30d"],
    ]
  )
  func head(arguments: [String]) async throws {
    let program = try await SampleDay.stored()
    defer { program.clean() }
    let outcome = try await program.shell(
      #"{ "$0" "$@"; echo "status $?" >&2; } | head -n 1"#,
      arguments
    )
    #expect(outcome.complaints == "status 0\n")
    #expect(outcome.output.split(separator: "\n").count <= 1)
  }

  @Test(
    "what is lost because standard output is closed is 74, and the store takes no harm",
    arguments: [
      (["list"], 74), (["show", "1"], 74), (["explain", "1"], 74), (["feeds"], 74),
      (["status"], 74), (["doctor"], 74), (["run", "--force"], 0), (["export", "jsonfeed"], 74),
      (["search", "Honda"], 74), (["digest", "--since", "30d"], 74), (["list", "--help"], 74),
    ] as [([String], Int32)]
  )
  func closed(arguments: [String], status: Int32) async throws {
    let program = try await SampleDay.stored()
    defer { program.clean() }
    let lost = try await program.shell("exec \"$0\" \"$@\" >&-", arguments)
    #expect(lost.status == status)
    #expect(lost.complaints.contains("standard output") == (status == 74))
    #expect(try await program.shell("exec \"$0\" \"$@\" <&- >&- 2>&-", arguments).status == status)
    #expect(try await program.shell("exec \"$0\" \"$@\" 2>&-", arguments).status == 0)
    #expect(try await program.run("doctor").status == 0)
  }

  @Test(
    "an option that no command has is 64, told on standard error, and stores nothing",
    arguments: Tieup.commandNames
  )
  func usage(command: String) async throws {
    let program = try TieupProgram()
    defer { program.clean() }
    try program.writeFeeds([])
    let outcome = try await program.run(command, "--no-such-option")
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.complaints.contains("help"))
    #expect(try !program.contents().contains("data"))
  }

  @Test("the completion script is one that its shell can read", arguments: ["bash", "zsh", "fish"])
  func completion(shell: String) async throws {
    let program = try TieupProgram()
    defer { program.clean() }
    let outcome = try await program.shell(
      #""$0" --generate-completion-script "$1" > script && { ! command -v "$1" || "$1" -n script; }"#,
      [shell]
    )
    #expect(outcome.status == 0)
    #expect(outcome.complaints.isEmpty)
    #expect(try program.read("script").contains("unsubscribe"))
  }

  @Test("the doctor names the libraries, and what is wrong where something is")
  func doctor() async throws {
    let program = try await SampleDay.stored()
    defer { program.clean() }
    let well = try await program.run("doctor").output
    for library in ["libxml2 2.", "libcurl ", "zlib 1.", "brotli 1.", "zstd 1.", "SQLite 3."] {
      #expect(well.contains(library))
    }
    try program.write("not a store, but long enough to look like one", to: "data/tieup.db")
    let ill = try await program.run("doctor")
    #expect(ill.status == 74)
    #expect(ill.output.contains("bad   store"))
    #expect(ill.output.contains("put a backup in its place"))
  }
}
