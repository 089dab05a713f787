import Testing

@testable import tieup

@Suite struct CommandLineTests {
  @Test(
    "a word that is no command is named, wherever the common options stand",
    arguments: [
      (["lits"], "lits"), (["--config", "list", "lits"], "lits"),
      (["--json", "lits", "x"], "lits"),
      (["list", "extra"], nil), (["--data", "d", "run"], nil), (["--config=x", "help"], nil),
      (["help", "list"], nil), (["help", "lits"], "lits"), (["list", "help"], nil),
      (["--data", "help", "lits"], "lits"),
      ([], nil), (["--nope"], nil),
    ] as [([String], String?)]
  )
  func unknownCommand(arguments: [String], expected: String?) {
    #expect(Tieup.unknownCommand(in: arguments) == expected)
  }
}
