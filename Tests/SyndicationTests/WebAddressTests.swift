import Syndication
import Testing

@Suite struct WebAddressTests {
  @Test(
    "leaves out the fragment, and nothing else",
    arguments: [
      ("https://a.example/b?c#d#e", "https://a.example/b?c"),
      ("https://a.example/#", "https://a.example/"),
      ("https://a.example/é?%23", "https://a.example/é?%23"), ("#", ""),
    ]
  )
  func fragment(address: String, expected: String) {
    #expect(WebAddress.withoutFragment(address) == expected)
  }

  @Test(
    "shows an address without its credentials",
    arguments: [
      ("http://user:pass@a.example/f", "http://a.example/f"),
      ("https://a.example/", "https://a.example/"),
      ("http://u@b:80?x=@", "http://b:80?x=@"), ("http://a/x@y", "http://a/x@y"),
      ("file:a@b", "file:a@b"),
      ("http://a:b@c@d/", "http://d/"),
    ]
  )
  func credentials(url: String, shown: String) {
    #expect(WebAddress.withoutCredentials(url) == shown)
  }

  @Test(
    "resolves a reference the way that browsers do",
    arguments: [
      ("page.html", "https://example.org/a/page.html"),
      ("/page.html", "https://example.org/page.html"),
      ("//other.example/x", "https://other.example/x"),
      ("?q=1", "https://example.org/a/b?q=1"),
      ("#top", "https://example.org/a/b?c=d#top"),
      ("", "https://example.org/a/b?c=d"),
      (" ", "https://example.org/a/b?c=d"),
      (".", "https://example.org/a/"),
      ("..", "https://example.org/"),
      ("../x", "https://example.org/x"),
      ("../../../x", "https://example.org/x"),
      ("./x/./y/../z", "https://example.org/a/x/z"),
      ("x/..", "https://example.org/a/"),
      ("x/../..", "https://example.org/"),
      ("x//..//y", "https://example.org/a/x//y"),
      ("/.//x", "https://example.org//x"),
      ("...", "https://example.org/a/..."),
      ("%2e%2E/x", "https://example.org/x"),
      ("x?/../y", "https://example.org/a/x?/../y"),
      ("x#/../y", "https://example.org/a/x#/../y"),
      ("\\\\other.example\\x", "https://other.example/x"),
      ("/\\other.example/x", "https://other.example/x"),
      ("///other.example/x", "https://other.example/x"),
      ("https:x", "https://example.org/a/x"),
      ("http:x", "http://x"),
      (" spaced name.html ", "https://example.org/a/spaced%20name.html"),
      ("h\u{E4}user", "https://example.org/a/h%C3%A4user"),
      ("x?q=h\u{E4}", "https://example.org/a/x?q=h%C3%A4"),
      ("x?a='b'", "https://example.org/a/x?a=%27b%27"),
      ("a|b^c`d{e}", "https://example.org/a/a|b%5Ec%60d%7Be%7D"),
      ("100%", "https://example.org/a/100%"),
      ("x%20y%2Fz", "https://example.org/a/x%20y%2Fz"),
      ("line\nbreak", "https://example.org/a/linebreak"),
      ("\u{1}x\u{1F}", "https://example.org/a/x"),
    ]
  )
  func resolves(reference: String, expected: String) {
    #expect(WebAddress.resolve(reference, against: "https://example.org/a/b?c=d#e") == expected)
  }

  @Test(
    "an absolute address is spelled in one way, and otherwise left alone",
    arguments: [
      ("http://example.org", "http://example.org"), ("http://example.org/", "http://example.org/"),
      ("HTTP://Example.ORG/Path", "http://example.org/Path"),
      ("http://example.org:80/", "http://example.org/"),
      ("https://example.org:443/x", "https://example.org/x"),
      ("https://example.org:8443/x", "https://example.org:8443/x"),
      ("https://example.org:/x", "https://example.org/x"),
      ("https://example.org:00080/x", "https://example.org:80/x"),
      ("http:\\\\example.org\\x", "http://example.org/x"),
      ("http:/example.org/x", "http://example.org/x"),
      ("http:////example.org/x", "http://example.org/x"),
      ("http://user:pass@example.org/", "http://user:pass@example.org/"),
      ("http://a@b@example.org/", "http://a%40b@example.org/"),
      ("http://[2001:DB8::1]:8080/x", "http://[2001:db8::1]:8080/x"),
      ("http://m\u{FC}nchen.example/", "http://xn--mnchen-3ya.example/"),
      ("http://M\u{DC}NCHEN.example/", "http://xn--mnchen-3ya.example/"),
      ("http://\u{4F8B}\u{3048}.\u{30C6}\u{30B9}\u{30C8}/", "http://xn--r8jz45g.xn--zckzah/"),
      ("http://\u{4F8B}\u{3048}\u{3002}jp/", "http://xn--r8jz45g.jp/"),
      ("http://ex%61mple.org/", "http://example.org/"),
      ("http://example.org?q", "http://example.org?q"),
      ("http://example.org#f", "http://example.org#f"),
      ("http://example.org/a/./b/../c", "http://example.org/a/c"),
      ("http://example.org/a b", "http://example.org/a%20b"),
      ("http://example.org/a+b?c+d", "http://example.org/a+b?c+d"),
      ("ftp://example.org/x", "ftp://example.org/x"),
      ("feed:https://example.org/rss", "https://example.org/rss"),
      ("feed://example.org/rss", "http://example.org/rss"),
      ("mailto:desk@example.org", "mailto:desk@example.org"),
      ("tel:+49 30 1", "tel:+49%2030%201"), ("MAILTO:x@y.example", "mailto:x@y.example"),
    ]
  )
  func absolute(address: String, expected: String) {
    #expect(WebAddress.resolve(address, against: nil) == expected)
    #expect(WebAddress.resolve(expected, against: nil) == expected)
  }

  @Test(
    "what is no link is refused",
    arguments: [
      "javascript:alert(1)", "JAVASCRIPT:x", " java\tscript:alert(1)", "data:text/html,x",
      "vbscript:x", "file:///etc/passwd", "blob:x", "about:blank", "urn:isbn:1", "tag:x,2026:y",
      "a:b",
      "http://", "http:///", "https://:80/", "http://exa mple.org/", "http://a<b/", "http://%/",
      "http://[::1/", "http://[x]/", "http://example.org:99999/", "http://example.org:8x/",
      "http://a%00b/", "http://\u{FFFD}/", "http://./", "feed:javascript:x", "mailto:", "//",
    ]
  )
  func refused(address: String) {
    #expect(WebAddress.resolve(address, against: nil) == nil)
    #expect(!WebAddress.isHTTP(address) || address.hasPrefix("http"))
  }

  @Test(
    "without a base a relative reference is no address",
    arguments: ["x", "/x", "?x", "#x", ""]
  )
  func relativeAlone(reference: String) {
    #expect(WebAddress.resolve(reference, against: nil) == nil)
    #expect(WebAddress.resolve(reference, against: "mailto:desk@example.org") == nil)
  }

  @Test("noise is resolved to the same address again, or to none", arguments: 0..<20)
  func noise(seed: UInt64) {
    let pieces = [
      "http://", "https:", "//", "/", "\\", "..", ".", "%2e", "%", "?", "#", ":", "@", "[", "]",
      "80",
      "example.org", "a", "B", "\u{E4}", "\u{4F8B}", " ", "\n", "\u{0}", "&", "=", "'", "\"", "<",
      "xn--",
    ]
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    for _ in 0..<1500 {
      var text = ""
      for _ in 0..<Int(state >> 60) {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      guard let once = WebAddress.resolve(text, against: "https://example.org/a/b") else {
        continue
      }
      #expect(WebAddress.resolve(once, against: nil) == once, "\(text.debugDescription)")
      #expect(once.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x3C })
    }
  }

  @Test(
    "the host is the key of politeness",
    arguments: [
      ("https://Example.org/x", "example.org"), ("http://example.org:80/", "example.org"),
      ("http://example.org:8080/", "example.org:8080"),
      ("https://u:p@example.org:1/", "example.org:1"),
      ("http://[::1]:8080/", "[::1]:8080"), ("http://example.org?x", "example.org"),
      ("http://m\u{FC}nchen.example/", "xn--mnchen-3ya.example"), ("mailto:x@example.org", nil),
      ("ftp://example.org/", nil), ("/x", nil), ("", nil),
    ] as [(String, String?)]
  )
  func hosts(address: String, expected: String?) {
    #expect(WebAddress.host(of: address) == expected)
  }
}
