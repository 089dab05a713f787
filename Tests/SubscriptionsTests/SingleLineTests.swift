import Subscriptions
import Testing

@Suite struct SingleLineTests {
  @Test(
    "folds white space, and lets nothing through that could not stand on a line",
    arguments: [
      ("a\tb", "a b"), ("  a \r\n b  ", "a b"), ("a\u{2028}b\u{85}c", "a b c"), ("\u{FEFF}a", "a"),
      ("\u{1B}[31mred", "[31mred"), ("電池 ｜ 提携", "電池 ｜ 提携"), ("", nil), (" \t\u{7}", nil),
    ] as [(String, String?)]
  )
  func line(_ text: String, _ line: String?) { #expect(SingleLine.of(text) == line) }
}
