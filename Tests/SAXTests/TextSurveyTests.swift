import SAX
import Testing

@Suite struct TextSurveyTests {
  @Test(
    "what is no UTF-8 is noticed wherever it stands in the words that are looked at together",
    arguments: [
      [0xFF], [0x80], [0xC3], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xE2, 0x82],
      [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80],
    ] as [[UInt8]]
  )
  func noticesFaults(fault: [UInt8]) {
    for place in 0..<70 {
      var bytes = [UInt8](repeating: 0x61, count: 70)
      bytes.insert(contentsOf: fault, at: place)
      let text = TextDecoder(bytes).utf8()
      #expect(text != bytes, "at \(place)")
      #expect(String(validating: text, as: UTF8.self) != nil, "at \(place)")
    }
  }

  @Test(
    "characters of every length stay as they are wherever they stand",
    arguments: [
      "\u{80}", "ß", "\u{7FF}", "\u{800}", "한", "\u{D7FF}", "\u{FFFD}", "🚗", "\u{10FFFF}",
    ]
  )
  func keepsCharacters(character: String) {
    for place in 0..<70 {
      var bytes = [UInt8](repeating: 0x61, count: 70)
      bytes.insert(contentsOf: Array(character.utf8), at: place)
      #expect(TextDecoder(bytes).utf8() == bytes, "at \(place)")
    }
  }

  @Test("a text at the ends of others is the same text as by itself")
  func cutsBetweenCharacters() throws {
    let texts = ["ä", "한국", "", "🚗🔋", "é and ü", "plain"]
    let document = "<rss>" + texts.map { "<item title='\($0)'>\($0)</item>" }.joined() + "</rss>"
    let tape = try SAXSample.reader.tape(from: Array(document.utf8))
    var read: [String] = []
    tape.forEachChild(of: 0) { item in
      read.append(tape.string(tape.stretch(of: item)))
      for attribute in tape.attributes(of: item) {
        #expect(tape.string(tape.valueStretch(attribute)) == read.last)
      }
    }
    #expect(read == texts)
    #expect(tape.string(tape.stretch(of: 0)) == texts.joined())
  }

  @Test("a tag with more attributes than any honest one is cut short wherever it stands")
  func findsOversizedTags() throws {
    let attributes = (0..<400).map { "a\($0)='1'" }.joined(separator: " ")
    for padding in [0, 1, 2000, 2047, 2048, 2049, 5000] {
      let text = String(repeating: "x", count: padding)
      let document = "<rss>\(text)<item \(attributes)>y</item>\(text)</rss>"
      let tape = try SAXSample.reader.tape(from: Array(document.utf8))
      let item = try #require(tape.firstChild(of: 0) { _ in true })
      #expect(tape.attributes(of: item).count <= 128)
      #expect(tape.string(tape.stretch(of: 0)) == text + "y" + text)
    }
  }
}
