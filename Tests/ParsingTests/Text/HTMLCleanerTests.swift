import Parsing
import Testing

@Suite struct HTMLCleanerTests {
  @Test("keeps nothing dangerous", arguments: CleaningCases.dangers)
  func dangers(of piece: CleaningCases.Case) { check(piece) }

  @Test("repairs what is ill-formed", arguments: CleaningCases.repairs)
  func repairs(_ piece: CleaningCases.Case) { check(piece) }

  @Test("keeps what an article needs", arguments: CleaningCases.kept)
  func keeps(_ piece: CleaningCases.Case) { check(piece) }

  @Test(
    "the text has a line a block and nothing that cannot be seen",
    arguments: [
      ("<p>one</p><p>two</p>", "one\ntwo"), ("one<br>two<br><br>three", "one\ntwo\nthree"),
      ("<p>a  b\n c</p>", "a b c"), ("<ul><li>a<li>b</ul>c", "a\nb\nc"),
      ("<table><tr><td>a<td>b<tr><td>c</table>", "a b\nc"), ("a<b>b</b>c", "abc"),
      ("a&nbsp;&nbsp;b\u{3000}c\u{2009}d", "a b c d"), ("co\u{AD}op\u{200B}er", "cooper"),
      ("<pre>a\n  b</pre>c", "a\nb\nc"), ("<h1>a</h1>b<hr>c", "a\nb\nc"),
      ("a<script>x</script> <!-- y -->b", "a b"), ("<img alt=x src=/y>z", "z"),
      ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>字", "漢字"),
      ("&lt;b&gt; &amp;amp;", "<b> &amp;"),
      ("a\u{200E}b\u{202E}c", "abc"), ("👩\u{200D}👩", "👩\u{200D}👩"), ("", ""), (" \n ", ""),
    ]
  )
  func text(html: String, expected: String) {
    #expect(HTMLCleaner.clean(html, base: nil).text == expected)
  }

  @Test("without a base, relative links stay and pictures go")
  func withoutBase() {
    let clean = HTMLCleaner.clean("<a href='/x?y'>a</a><img src=/z><a href='a:b'>c</a>", base: nil)
    #expect(clean.html == "<a href=\"/x?y\">a</a><a>c</a>")
  }

  @Test(
    "nesting beyond any article's is cut off, in linear time",
    arguments: ["b", "div", "ul><li"]
  )
  func depth(name: String) {
    let html = String(repeating: "<\(name)>", count: 10_000) + "x"
    let clean = HTMLCleaner.clean(html, base: nil)
    #expect(clean.text == "x")
    #expect(clean.html.utf8.count < 3000)
  }

  @Test(
    "openings that nobody closes cost linear time",
    arguments: [
      "<!--", "<a title=\"", "<script ", "<title>", "<![CDATA[", "</x", "&", "<table><td>",
    ]
  )
  func unclosed(piece: String) {
    let html = String(repeating: piece, count: 8_000)
    let clean = HTMLCleaner.clean(html, base: nil)
    #expect(clean.html.utf8.count < html.utf8.count * 6)
  }

  private func check(_ piece: CleaningCases.Case) {
    let base = "https://cars.example/a/"
    let clean = HTMLCleaner.clean(piece.html, base: base)
    #expect(clean.html == piece.kept, "\(piece.html.debugDescription)")
    #expect(HTMLCleaner.clean(clean.html, base: base).html == clean.html)
  }
}
