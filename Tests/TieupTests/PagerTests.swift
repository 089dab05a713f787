import Testing

@testable import tieup

@Suite struct PagerTests {
  private let screen = Terminal(
    isInteractive: true,
    showsProgress: true,
    usesColor: true,
    width: 80,
    height: 24
  )

  @Test(
    "a pager is wanted where it is there and the user has not refused one",
    arguments: [
      ([:], true), (["PAGER": "less -R"], true), (["PAGER": "/usr/bin/less"], true),
      (["PAGER": "LESS=R less"], true), (["PAGER": ""], false), (["PAGER": "cat"], false),
      (["PAGER": "no-such-pager"], false), (["PAGER": "/nowhere/less"], false),
      (["PATH": "/nowhere"], false),
    ] as [([String: String], Bool)]
  )
  func wanted(environment: [String: String], expected: Bool) {
    let environment = ["PATH": "/bin:/usr/bin"].merging(environment) { $1 }
    #expect(Pager.isWanted(environment) { $0 == "/usr/bin/less" } == expected)
  }

  @Test("nothing is paged into a pipe or on a terminal that can do nothing")
  func refused() {
    #expect(Pager(terminal: .pipe, environment: ["PAGER": "/bin/sh"]) == nil)
    #expect(Pager(terminal: screen, environment: ["PAGER": "/bin/sh", "TERM": "dumb"]) == nil)
  }

  @Test("what fits the screen is printed without a pager")
  func short() throws {
    let pager = try #require(Pager(terminal: screen, environment: ["PAGER": "/bin/sh"]))
    for _ in 1..<24 { pager.count("a line\n") }
    #expect(pager.input == nil)
  }
}
