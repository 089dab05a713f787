import Testing

@testable import tieup

@Suite struct PrintableTextTests {
  @Test(
    "takes every control character out of a feed's text",
    arguments: [
      ("Plain words", "Plain words"),
      (
        "a\u{1B}]8;;http://evil.example\u{7}link\u{1B}]8;;\u{7}", "a]8;;http://evil.examplelink]8;;"
      ),
      ("c1 \u{9B}31m red", "c1 31m red"),
      ("two\nlines\tand a tab", "two lines and a tab"),
      ("turned \u{202E}gnp.exe", "turned gnp.exe"),
      ("日産\u{0}と\u{7F}ホンダ", "日産とホンダ"),
      ("family 👩‍🔧", "family 👩‍🔧"),
    ]
  )
  func cleans(text: String, expected: String) {
    #expect(text.printable == expected)
  }

  @Test("cuts marks that are stacked over other lines, and leaves every script alone")
  func stackedMarks() {
    let stacked = "E" + String(repeating: "\u{301}", count: 500) + "V"
    #expect(stacked.printable.unicodeScalars.count == 10)
    for text in ["Škoda", "e\u{301}\u{323}", "กิ่ง", "हिन्दी"] { #expect(text.printable == text) }
  }

  @Test("keeps the line breaks of a longer text, and nothing else of its controls")
  func keepsLines() {
    #expect("one\u{1B}[2J\n\ntwo\r".printableLines == "one[2J\n\ntwo ")
  }
}
