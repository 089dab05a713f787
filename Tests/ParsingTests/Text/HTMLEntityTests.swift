import Parsing
import Testing

@Suite struct HTMLEntityTests {
  @Test(
    "every kind of name is known",
    arguments: [
      ("amp", "&"), ("lt", "<"), ("nbsp", "\u{A0}"), ("eacute", "é"), ("AElig", "Æ"),
      ("hellip", "…"),
      ("Zeta", "Ζ"), ("zwnj", "\u{200C}"), ("CounterClockwiseContourIntegral", "∳"),
      ("acE", "\u{223E}\u{333}"), ("fjlig", "fj"), ("bne", "=\u{20E5}"), ("Bfr", "𝔅"),
    ]
  )
  func names(name: String, expected: String) {
    #expect(HTMLEntity.scalars(named: Array(name.utf8)[...]) == expected)
  }

  @Test(
    "what is no name is none",
    arguments: ["", "a", "AMp", "eacut", "eacute;", "&amp", "nbspx"]
  )
  func noNames(name: String) {
    #expect(HTMLEntity.scalars(named: Array(name.utf8)[...]) == nil)
  }

  @Test(
    "references are decoded once",
    arguments: [
      ("a&amp;lt;b", "a&lt;b"), ("&#65;&#x42;&#X43;", "ABC"), ("&#65", "A"), ("&copyx", "©x"),
      ("&hellipx", "&hellipx"), ("&notin;", "∉"), ("&notit;", "¬it;"), ("&", "&"), ("&;", "&;"),
      ("&#x;", "&#x;"), ("&#99999999999;", "\u{FFFD}"), ("&#128;", "€"), ("&#0;", "\u{FFFD}"),
    ]
  )
  func decodes(text: String, expected: String) {
    let decoded = HTMLEntity.decoded(Array(text.utf8)[...])
    #expect(String(decoding: decoded, as: UTF8.self) == expected)
  }

  @Test(
    "in an attribute an old name before a letter, a digit or = is an address",
    arguments: [
      ("?a=1&copy=2", "?a=1&copy=2"), ("?a&copy2", "?a&copy2"), ("&copy;=", "©="), ("&copy ", "© "),
      ("&notit;", "&notit;"),
    ]
  )
  func attributes(text: String, expected: String) {
    let decoded = HTMLEntity.decoded(Array(text.utf8)[...], inAttribute: true)
    #expect(String(decoding: decoded, as: UTF8.self) == expected)
  }
}
