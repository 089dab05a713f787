import Foundation
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
