import Syndication
import Testing

@Suite struct WebAddressTests {
  @Test(
    "resolves a reference the way that browsers do",
    arguments: [
      ("page.html", "https://example.org/a/page.html"),
      ("/page.html", "https://example.org/page.html"),
      ("//other.example/x", "https://other.example/x"),
      ("?q=1", "https://example.org/a/b?q=1"),
      ("#top", "https://example.org/a/b?c=d#top"),
      ("", "https://example.org/a/b?c=d"),
      ("../x", "https://example.org/x"),
      ("../../../x", "https://example.org/x"),
      ("./x/./y/../z", "https://example.org/a/x/z"),
      ("x/..", "https://example.org/a/"),
      ("%2e%2E/x", "https://example.org/x"),
      ("\\\\other.example\\x", "https://other.example/x"),
      ("https:x", "https://example.org/a/x"),
      (" spaced name.html ", "https://example.org/a/spaced%20name.html"),
      ("h\u{E4}user", "https://example.org/a/h%C3%A4user"),
      ("line\nbreak", "https://example.org/a/linebreak"),
      ("a:b", nil), ("javascript:alert(1)", nil), (" java\tscript:alert(1)", nil),
      ("data:text/html,x", nil), ("mailto:desk@example.org", "mailto:desk@example.org"),
    ] as [(String, String?)]
  )
  func resolves(reference: String, expected: String?) {
    #expect(
      WebAddress.resolve(reference, against: "https://example.org/a/b?c=d#e") == expected
    )
  }
}
