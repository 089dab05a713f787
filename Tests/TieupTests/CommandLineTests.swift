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

  @Test(
    "what begins with a hyphen and has a blank in it is no option",
    arguments: [
      ("-racing toyota", " -racing toyota"), ("- a dash", " - a dash"), ("-\"a b\"", " -\"a b\""),
      ("--since=2026-11-01 07:00", "--since=2026-11-01 07:00"), ("-h", "-h"), ("-", "-"),
      ("a -b", "a -b"), ("--limit", "--limit"),
    ]
  )
  func dashes(argument: String, expected: String) {
    #expect(DashedWords.freed(["search", argument, "--json"]) == ["search", expected, "--json"])
    #expect(DashedWords.freed(["search", "--", argument]) == ["search", "--", argument])
  }

  @Test("labels are one line each, and none stands twice")
  func labels() {
    #expect(SubscribeCommand.labels("x, y,,x,\ta\nb ,a b, ") == ["x", "y", "a b"])
    #expect(SubscribeCommand.labels("").isEmpty)
  }
}
