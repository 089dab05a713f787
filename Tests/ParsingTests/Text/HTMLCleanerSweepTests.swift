import Parsing
import Testing

/// What must hold for any input at all, tried on seeded noise.
@Suite struct HTMLCleanerSweepTests {
  @Test("noise of markup comes out safe, and the same when cleaned again", arguments: 0..<40)
  func noise(seed: Int) {
    var random = Noise(seed: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1)
    for _ in 0..<150 {
      var html = ""
      for _ in 0..<random.next(below: 40) {
        html += Self.pieces[random.next(below: Self.pieces.count)]
      }
      check(Array(html.utf8))
    }
  }

  @Test("noise of bytes comes out as valid text", arguments: 0..<20)
  func bytes(seed: Int) {
    var random = Noise(seed: UInt64(seed) &+ 7)
    let alphabet =
      Array("<>&;\"'/=!-abips \n".utf8) + [0, 0x80, 0xC2, 0xE2, 0x80, 0xAE, 0xF0, 0xFF]
    for _ in 0..<300 {
      let html = (0..<random.next(below: 60)).map { _ in
        alphabet[random.next(below: alphabet.count)]
      }
      check(html)
    }
  }

  private func check(_ html: [UInt8]) {
    let clean = HTMLCleaner.clean(html[...], base: "https://cars.example/a/")
    let again = HTMLCleaner.clean(clean.html, base: "https://cars.example/a/")
    let shown = String(decoding: html, as: UTF8.self)
    #expect(again.html == clean.html, "not the same again: \(shown.debugDescription)")
    let low = clean.html.lowercased()
    for bad in [
      "<script", "<style", "<iframe", "<object", "<form", "<svg", "=\"javascript:", "=\"data:",
      " onload=\"",
    ] {
      #expect(!low.contains(bad), "\(bad) survived: \(shown.debugDescription)")
    }
    for scalar in (clean.html + clean.text).unicodeScalars {
      let isControl =
        scalar.value < 0x20 && scalar != "\n" && scalar != "\t"
        || (0x7F...0x9F).contains(scalar.value)
        || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
      #expect(
        !isControl,
        "U+\(String(scalar.value, radix: 16)) survived: \(shown.debugDescription)"
      )
    }
    #expect(Self.isBalanced(clean.html), "not balanced: \(clean.html.debugDescription)")
    let line = PlainText.line(fromHTML: html[...])
    #expect(!line.contains("\n") && !line.contains("  "))
  }

  /// Whether every element that is opened is closed, in order.
  static func isBalanced(_ html: String) -> Bool {
    var open: [Substring] = []
    var rest = html[...]
    while let less = rest.firstIndex(of: "<") {
      rest = rest[less...].dropFirst()
      guard let greater = rest.firstIndex(of: ">") else { return false }
      let tag = rest[..<greater]
      rest = rest[greater...].dropFirst()
      let name = tag.drop { $0 == "/" }.prefix { $0 != " " }
      if tag.hasPrefix("/") {
        guard open.popLast() == name else { return false }
      } else if !["br", "hr", "img", "wbr", "col", "source"].contains(name) {
        open.append(name)
      }
    }
    return open.isEmpty
  }

  private static let pieces = [
    "<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<div>", "</div>", "<a href='/x'>", "</a>", "<ul>",
    "<li>", "</li>", "</ul>", "<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<tbody>",
    "<h2>", "</h2>", "<pre>", "</pre>", "<br/>", "</br>", "<hr>", "<img src=x.png>", "<img src=x ",
    "<img src=y width=1 height=1>", "<script>", "</script>", "<style>", "</style>", "<!--", "-->",
    "<![CDATA[", "]]>", "<svg>", "</svg>", "<title>", "</title>", "<textarea>", "</textarea>",
    "<iframe src='https://www.youtube.com/embed/abc'>", "</iframe>", "<xmp>", "</xmp>",
    "<plaintext>",
    "<select>", "<option>", "</select>", "<math>", "<annotation>", "</math>", "<video src=v.mp4>",
    "</video>", "<picture>", "<source srcset='a.png 1x, b.png 2x'>", "</picture>", "<dl>", "<dt>",
    "<dd>", "</dl>", "<ruby>", "<rt>", "</ruby>", "<caption>", "<colgroup>", "<col>", "<q cite=/c>",
    "<a href=\"java\nscript:alert(1)\" onload=x>", "<b onload='alert(1)'>", "<a name=n>", "<span/>",
    "<details open>", "<object data=x>", "</object>", "<form>", "<input>", "<o:p>", "<x-y z=1>",
    "<",
    ">", "&", "&amp;", "&lt;script&gt;", "&#60;", "&#x202e;", "&nbsp", "&notit;", "&#0;", "\"", "'",
    " ", "\n", "\r\n", "text", "\u{A0}", "\u{202E}", "\u{AD}", "日本", "é", "\u{0}", "\u{85}", "=",
    "/>", "</", "<?", "<!", "--", "]]", "<p title=\"", "<img srcset='data:x 1x, /b 2x'>",
  ]
}

/// A small generator of repeatable noise.
struct Noise {
  private var state: UInt64

  init(seed: UInt64) { state = seed | 1 }

  mutating func next(below bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 33) % bound
  }
}
