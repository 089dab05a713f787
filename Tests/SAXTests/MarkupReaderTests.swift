import SAX
import Testing

enum SAXSample {
  static let reader = MarkupReader(
    vocabulary: SAXVocabulary(
      names: ["rss", "channel", "item", "title", "href", "creator"],
      namespaces: [
        .init(id: 1, addresses: ["http://purl.org/dc/elements/1.1/"], prefixes: ["dc"])
      ]
    ),
    roots: ["rss", "opml"]
  )

  /// The tape as one line: `name[attribute=value](…)`, text in quotes.
  static func line(_ document: String) throws -> String {
    try line(Array(document.utf8))
  }

  static func line(_ bytes: [UInt8]) throws -> String {
    let tape = try reader.tape(from: TextDecoder(bytes).utf8())
    guard let root = tape.root else { return "" }
    return line(of: root, in: tape)
  }

  private static func line(of place: Int, in tape: MarkupTape) -> String {
    var line = tape.elementName(place)
    if tape.namespace(place) != 0 { line = "\(tape.namespace(place)):" + line }
    for attribute in tape.attributes(of: place) {
      let name = tape.spelling(ofName: tape.attributeName(attribute))
      line += "[\(name)=\(String(decoding: tape.attributeValue(attribute), as: UTF8.self))]"
    }
    var inside = ""
    var next = place + 1
    while next < tape.end(of: place) {
      if tape.kind(next) == .text {
        inside += "'\(String(decoding: tape.run(at: next), as: UTF8.self))'"
        next += 1
      } else {
        inside += Self.line(of: next, in: tape)
        next = tape.end(of: next) + 1
      }
    }
    return "\(line)(\(inside))"
  }
}

@Suite struct MarkupReaderTests {
  @Test("reads elements, attributes and text in order")
  func readsInOrder() throws {
    #expect(
      try SAXSample.line("<rss href='a&amp;b'><channel>x<title>E-&#86;an</title>y</channel></rss>")
        == "rss[href=a&b](channel('x'title('E-Van')'y'))"
    )
  }

  @Test("text and CDATA beside each other are one run")
  func mergesRuns() throws {
    #expect(
      try SAXSample.line("<rss>a &amp; <![CDATA[<b>]]><!-- c --> d</rss>") == "rss('a & <b> d')"
    )
  }

  @Test(
    "namespaces are known by address, by a misspelt address, and by an undeclared prefix",
    arguments: [
      "<rss xmlns:x='http://purl.org/dc/elements/1.1/'><x:creator/></rss>",
      "<rss xmlns:x='https://purl.org/DC/elements/1.1'><x:creator/></rss>",
      "<rss><dc:creator/></rss>",
    ]
  )
  func knowsNamespaces(document: String) throws {
    #expect(try SAXSample.line(document) == "rss(1:creator())")
  }

  @Test("names are known without regard to case")
  func foldsCase() throws {
    #expect(try SAXSample.line("<RSS><Channel><ITEM/></Channel></RSS>") == "rss(channel(item()))")
  }

  @Test(
    "mends what is ill-formed",
    arguments: [
      ("<rss>a & b</rss>", "rss('a & b')"),
      ("<rss>?a=1&b=2&copy=3</rss>", "rss('?a=1&b=2&copy=3')"),
      ("<rss href='?a=1&b=2'/>", "rss[href=?a=1&b=2]()"),
      ("<rss>caf&eacute; &bogus;</rss>", "rss('café &bogus;')"),
      ("<rss href='&euro;1'/>", "rss[href=€1]()"),
      ("<rss>1 < 2</rss>", "rss('1 < 2')"),
      ("<rss><title>a <b and c</title></rss>", "rss(title('a <b and c'))"),
      ("<rss><title>a<br>b</title><item/></rss>", "rss(title('a'br('b'))item())"),
      ("<rss><i>a<b>c</i>d</b></rss>", "rss(i('a'b('c'))'d')"),
      ("<rss><item>a<item>b</item></rss>", "rss(item('a')item('b'))"),
      ("<rss><item>a", "rss(item('a'))"),
      ("<rss><item>a</item><ite", "rss(item('a'))"),
      ("<rss><title><![CDATA[a</title><item/></rss>", "rss(title('a')item())"),
      ("<rss href=one title=\"two></rss>", "rss[href=one][title=two]()"),
      ("<rss href='1' href='2'/>", "rss[href=1]()"),
      ("<rss>a\u{1}b\u{FFFF}c</rss>", "rss('abc')"),
      ("<rss>&#146;&#x1F50B;&#0;&#xD800;</rss>", "rss('’🔋')"),
      ("<br/>\nWarning: x\n<?xml version='1.0'?><rss>a</rss>", "rss('a')"),
      ("\n\n<?xml version='1.0'?><rss>a</rss>", "rss('a')"),
      ("<rss>a</rss>trailing <rss>b</rss>", "rss('a')"),
      ("<rss><!-- a -- b -->c</rss>", "rss('c')"),
      ("<rss></b>a</rss>", "rss('a')"),
    ]
  )
  func mends(document: String, expected: String) throws {
    #expect(try SAXSample.line(document) == expected)
  }

  @Test("a document's own simple entities are replaced, external ones are not read")
  func ownEntities() throws {
    let document = """
      <!DOCTYPE rss [<!ENTITY co "Kestrel &amp; Daughters"><!ENTITY f SYSTEM "file:///etc/passwd">
      <!ENTITY two "&co;, &co;">]><rss>&co;: &two; &f;</rss>
      """
    #expect(
      try SAXSample.line(document)
        == "rss('Kestrel & Daughters: Kestrel & Daughters, Kestrel & Daughters &f;')"
    )
  }

  @Test("an entity bomb stays small")
  func entityBomb() throws {
    var document = "<!DOCTYPE rss [<!ENTITY a0 \"volt\">"
    for level in 1...20 {
      let inner = String(repeating: "&a\(level - 1);", count: 10)
      document += "<!ENTITY a\(level) \"\(inner)\">"
    }
    document += "]><rss>" + String(repeating: "&a20;", count: 1000) + "</rss>"
    #expect(try SAXSample.line(document).utf8.count < 200_000)
  }

  @Test(
    "what is no such document is an error",
    arguments: [
      "", " \n", "plain text", "{\"a\":1}", "<html><body><rss/></body></html>", "<feed/>",
      "<!doctype html><html><p>&nbsp;<rss></html>", "GIF89a<",
    ]
  )
  func refuses(document: String) {
    #expect(throws: SAXError.self) { try SAXSample.line(document) }
  }

  @Test("deep nesting, many attributes and endless names are read in time")
  func bounds() throws {
    let deep = "<rss>" + String(repeating: "<b>", count: 100_000) + "x"
    #expect(try SAXSample.line(deep).utf8.count < 3000)
    let wide = (0..<50_000).map { "a\($0)=''" }.joined(separator: " ")
    #expect(try SAXSample.line("<rss \(wide)>x</rss>").hasSuffix("('x')"))
    let scopes = (0..<2000).map { "<b xmlns:p\($0)='u'>" }.joined()
    #expect(throws: Never.self) { try SAXSample.line("<rss>\(scopes)</rss>") }
    let long = String(repeating: "n", count: 1_000_000)
    #expect(throws: Never.self) { try SAXSample.line("<rss><\(long)></rss>") }
    #expect(throws: Never.self) { try SAXSample.line("<rss><\(long)") }
    let quotes = String(repeating: "<b c=\"", count: 50_000)
    #expect(throws: Never.self) { try SAXSample.line("<rss>\(quotes)") }
    let sections = String(repeating: "<b><![CDATA[</b>", count: 50_000)
    #expect(throws: Never.self) { try SAXSample.line("<rss>\(sections)") }
    #expect(throws: Never.self) { try SAXSample.line("<rss>\(sections)]]></rss>") }
    let values = String(repeating: "<b c=\">x", count: 50_000)
    #expect(throws: Never.self) { try SAXSample.line("<rss>\(values)\"</rss>") }
  }

  @Test("cut and altered documents never crash and always give valid text")
  func survivesMutation() throws {
    let seed = Array(
      "<?xml version='1.0'?><rss a='1'><item>x &amp; &eacute;<![CDATA[<p>]]><b c=\"d\">é</b></item></rss>"
        .utf8
    )
    var state: UInt64 = 88_172_645_463_325_252
    for _ in 0..<20_000 {
      var bytes = seed
      for _ in 0..<4 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        bytes[Int(state >> 40) % bytes.count] = UInt8(truncatingIfNeeded: state)
      }
      guard let tape = try? SAXSample.reader.tape(from: TextDecoder(bytes).utf8()) else { continue }
      try #require(String(validating: tape.text(of: 0), as: UTF8.self) != nil)
    }
  }
}
