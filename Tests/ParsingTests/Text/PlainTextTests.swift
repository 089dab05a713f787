import Parsing
import Testing

@Suite struct PlainTextTests {
  @Test(
    "a title is one line of what can be seen",
    arguments: [
      ("Honda &amp; Nissan", "Honda & Nissan"),
      ("<b>Honda</b> and\n<i>Nissan</i>", "Honda and Nissan"),
      ("  a \t b  ", "a b"), ("a&nbsp;b", "a b"), ("a\u{2003}b\u{3000}c", "a b c"),
      ("one<br>two", "one two"), ("<p>one</p><p>two</p>", "one two"), ("5 < 6", "5 < 6"),
      ("x <3 y", "x <3 y"), ("AT&T", "AT&T"), ("&quot;EV&quot; &#8211; &#x2019;s", "\"EV\" – ’s"),
      ("safe<script>alert(1)</script>", "safe"), ("sa<!-- x -->fe", "safe"), ("safe<!--", "safe"),
      ("a\u{7}b\u{1B}[31mc", "ab[31mc"), ("a\u{9B}b\u{85}c", "ab c"), ("\u{FEFF}a\u{200F}b", "ab"),
      ("a\u{202E}b\u{2069}c", "abc"), ("👩\u{200D}🔧", "👩\u{200D}🔧"), ("", ""), ("<img src=x>", ""),
      ("caf\u{E9} 電気自動車", "caf\u{E9} 電気自動車"), ("&#146;", "’"), ("&bogus;", "&bogus;"),
    ]
  )
  func fromHTML(html: String, expected: String) {
    #expect(PlainText.line(fromHTML: html) == expected)
    #expect(PlainText.line(fromHTML: Array(html.utf8)[...]) == expected)
  }

  @Test(
    "in text nothing is markup",
    arguments: [
      ("a <b>b</b> &amp; c", "a <b>b</b> &amp; c"), (" a\r\n\tb ", "a b"), ("a\u{A0}b", "a b"),
      ("\u{0}a\u{200E}", "a"), ("<", "<"), ("a  ", "a"),
    ]
  )
  func fromText(text: String, expected: String) {
    #expect(PlainText.line(fromText: text) == expected)
  }

  @Test("bytes that are no text become replacement characters")
  func invalid() {
    #expect(PlainText.line(fromText: [0x61, 0xE2, 0x82, 0x20, 0x62]) == "a\u{FFFD} b")
    // An invisible character between two halves must not join them to a third.
    let halves: [UInt8] = [0xE2, 0xC2, 0x80, 0x80, 0xAE, 0x61]
    #expect(!PlainText.line(fromText: halves[...]).unicodeScalars.contains("\u{202E}"))
  }
}
