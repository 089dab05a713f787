import SAX
import Testing

/// What is read without libxml2 must be what libxml2 reads.
@Suite struct PlainXMLTests {
  private static let withLibXML2: MarkupReader = {
    var reader = SAXSample.reader
    reader.looksPlainFirst = false
    return reader
  }()

  private static func reading(_ document: [UInt8], by reader: MarkupReader) -> String {
    do {
      let tape = try reader.tape(from: TextDecoder(document).utf8())
      return "\(try SAXSample.line(document, reader: reader)) \(String(describing: tape.fault))"
    } catch { return "\(error)" }
  }

  @Test(
    "documents plain and less plain are read as libxml2 reads them",
    arguments: [
      "<rss/>", "<rss />", "<rss></rss >", "\n<rss>\n</rss>\n", "<rss>a</rss><!-- b --><?c d?>\n",
      "<?xml version=\"1.0\"?><rss/>", "<?xml version='1.0' encoding='x-y_9' ?><rss/>",
      "<?xml version='1.1'?><rss/>", "<?xml version=\"1.0\" standalone=\"yes\"?><rss/>",
      "<?xml  version='1.0'?><rss/>", "<?xml version='1.0'encoding='a'?><rss/>",
      "<?xml-stylesheet href='a'?><rss/>", "<rss><?xml a?></rss>", "<rss><?a?></rss>",
      "<!DOCTYPE rss><rss/>", "<rss><!-- a --- b --></rss>", "<rss><!----></rss>",
      "<rss>a\r\nb\rc</rss>", "<rss><![CDATA[a\r\nb\rc]]]]></rss>", "<rss><![CDATA[]]></rss>",
      "<rss>a]]b]>c</rss>", "<rss>a]]>b</rss>", "<rss><![CDATA[a]]></rss>b",
      "<rss a='1\n2\t3 4'/>", "<rss a='1\r\n2'/>", "<rss a='&#10;&#x9;&lt;&amp;#38;&quot;'/>",
      "<rss a = '1'\tb\n=\"'\"/>", "<rss a='1'b='2'/>", "<rss a='<'/>", "<rss a='>'/>",
      "<rss a='1' a='2'/>", "<rss xmlns:x='u' x:a='1' a='2'/>", "<rss x:a='1'/>",
      "<rss xmlns:x='u' xmlns:y='u' x:a='1' y:a='2'/>", "<rss xml:lang='en' xml:base='/a'/>",
      "<rss xmlns=''/>", "<rss xmlns:x=''/>", "<rss xmlns:xml='u'/>", "<rss xmlns:xmlns='u'/>",
      "<rss xmlns='http://www.w3.org/XML/1998/namespace'/>", "<rss xmlns='a&amp;b'/>",
      "<rss xmlns:x='u' xmlns:x='v'/>", "<rss><x:a xmlns:x='u'/><x:a/></rss>",
      "<rss xmlns='http://purl.org/dc/elements/1.1/'><item xmlns=''><a/></item></rss>",
      "<rss>&lt;&gt;&amp;&quot;&apos;&#65;&#x1f50b;</rss>", "<rss>&#0065;&#x00000041;</rss>",
      "<rss>&nbsp;</rss>", "<rss>&amp</rss>", "<rss>&#;</rss>", "<rss>&#x110000;</rss>",
      "<rss>&#xFFFE;</rss>", "<rss>\u{FFFD}\u{FF0C}</rss>", "<rss>\u{FFFE}</rss>",
      "<rss>\u{7F}\u{85}</rss>", "<rss>&#133;</rss>", "<rss>\u{1}</rss>", "<rss a='\u{1}'/>",
      "<rss><a.b-c_1/><_x/></rss>", "<rss><1/></rss>", "<rss><é/></rss>", "<rss><a:b:c/></rss>",
      "<rss><a></b></rss>", "<rss><a></ab></rss>", "<rss><ab></a></rss>", "<rss>", "<rss><a",
      "<rss/><rss/>", "a<rss/>", "<rss><![CDATA[a", "<rss a='", "<rss></rss", "<rss>< a/></rss>",
    ]
  )
  func readsAlike(document: String) {
    let bytes = Array(document.utf8)
    #expect(
      Self.reading(bytes, by: SAXSample.reader) == Self.reading(bytes, by: Self.withLibXML2)
    )
  }

  @Test(
    "documents cut and altered at random are read as libxml2 reads them",
    arguments: 1...4
  )
  func readsNoiseAlike(seed: Int) {
    let original = Array(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
      <item href='/a?b=1&amp;c=2'><title>E-&#86;an’s &lt;b&gt; &amp; more</title><!-- x -->
      <dc:creator>Mara Ødegård</dc:creator><title><![CDATA[<p>한국 ]] > x</p>]]></title></item>
      </channel></rss>
      """.utf8
    )
    let pieces = [
      "<", ">", "&", ";", "'", "\"", "=", "/", "!", "?", "--", "]", "]]>", "<![CDATA[", "<!--",
      "-->", "<a>", "</a>", "<a/>", " a='1'", " xmlns='u'", ":", "dc:", "xml:", "&amp;", "&#10;",
      "&#xD800;", "&nbsp;", "\r\n", "\r", "\n", "\t", " ", "\u{1}", "é", "中", "\u{FFFF}", "<?a b?>",
    ].map { Array($0.utf8) }
    var random = RandomBits(UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)
    for _ in 0..<400 {
      var bytes = original
      for _ in 0...random.below(3) {
        let place = random.below(bytes.count)
        if random.below(3) == 0 {
          bytes.removeSubrange(place..<min(bytes.count, place + 1 + random.below(12)))
        } else {
          bytes.insert(contentsOf: pieces[random.below(pieces.count)], at: place)
        }
      }
      let (plain, whole) = (
        Self.reading(bytes, by: SAXSample.reader), Self.reading(bytes, by: Self.withLibXML2)
      )
      #expect(plain == whole, "\(String(decoding: bytes, as: UTF8.self))")
      if plain != whole { return }
    }
  }

  /// A generator of the same numbers every time (xorshift).
  private struct RandomBits {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed | 1 }

    mutating func below(_ limit: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state >> 33) % limit
    }
  }
}
