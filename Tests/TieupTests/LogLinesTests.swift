import Logging
import Syndication
import Testing

@testable import tieup

@Suite struct LogLinesTests {
  @Test("a line has its fields in order; what is not one plain word stands in quotes")
  func line() {
    let text = LogLines.line(
      .warning,
      "a feed became ill",
      [("why", "HTTP \"500\" \\"), ("feed", "https://a.example/feed")],
      at: Timestamp(1_795_244_400)
    )
    #expect(
      text == """
        time=2026-11-21T07:00:00Z level=warning msg="a feed became ill" \
        feed=https://a.example/feed why="HTTP \\"500\\" \\\\"
        """
    )
  }

  @Test("for the journal the priority goes in front, and no time")
  func journal() {
    #expect(LogLines.line(.error, "bad", [], at: nil) == "<3>level=error msg=bad")
    #expect(LogLines.line(.debug, "x", [("a", "")], at: nil) == "<7>level=debug msg=x a=\"\"")
  }

  @Test("nothing from a feed can begin a line of its own or speak to the terminal")
  func hostile() {
    let text = LogLines.line(.info, "m", [("t", "a\nlevel=error \u{1B}[2J")], at: nil)
    #expect(text == "<6>level=info msg=m t=\"a level=error [2J\"")
  }
}
