import Syndication
import Testing

@testable import tieup

@Suite struct MarkedTextTests {
  private let plain = Style(isOn: false)
  private let colour = Style(isOn: true)

  private func evidence(_ start: Int, _ end: Int, _ role: String = "party") -> Evidence {
    Evidence(field: .title, start: start, end: end, text: "", role: role)
  }

  @Test("without colour the words stand in brackets, overlapping ones in one pair")
  func brackets() {
    let lines = MarkedText.lines(
      "Honda and Nissan pool",
      [evidence(10, 16), evidence(0, 5), evidence(2, 5), evidence(30, 40)],
      plain,
      width: 80
    )
    #expect(lines == ["[Honda] and [Nissan] pool"])
  }

  @Test(
    "no line is wider than asked, whatever the script and the marks, and no letter is lost",
    arguments: [10, 17, 40]
  )
  func width(width: Int) {
    let text =
      "Honda と日産、EVソフトの共有で合意 an-extraordinarily-long-word-that-fits-no-line-at-all 👩‍🔧 end."
    let marks = stride(from: 0, to: text.unicodeScalars.count - 6, by: 6).map {
      evidence($0, $0 + 3)
    }
    for style in [plain, colour] {
      let lines = MarkedText.lines(text, marks, style, width: width)
      let shown = lines.map(Self.withoutEscapes)
      #expect(shown.allSatisfy { DisplayWidth.columns(of: $0) <= width })
      let letters = shown.joined().filter { !" []".contains($0) }
      #expect(letters == text.filter { $0 != " " })
    }
  }

  @Test("a mark inside a word does not part it")
  func together() {
    let lines = MarkedText.lines("one un-pooled two", [evidence(7, 11)], plain, width: 11)
    #expect(lines == ["one", "un-[pool]ed", "two"])
  }

  @Test("a marked word leaves the rest of a bold line bold")
  func nested() {
    let line = MarkedText.lines("Honda and Nissan", [evidence(0, 5)], colour, width: 80).joined()
    let bold = colour.bold(line)
    #expect(bold.hasPrefix("\u{1B}[1m"))
    #expect(!bold.contains("\u{1B}[0m"))
    #expect(bold.hasSuffix(" and Nissan\u{1B}[22m"))
  }

  @Test("what speaks for it and what speaks against it have colours of their own")
  func roles() {
    let colours = ["party", "relation", "ev", "against"].map { colour.marked("x", $0) }
    #expect(Set(colours).count == 4)
    #expect(colours.allSatisfy { $0.contains("\u{1B}[7m") })
  }

  /// The text without colours and hyperlinks.
  static func withoutEscapes(_ text: String) -> String {
    text.replacing(#/\x1B\[[0-9;]*m|\x1B\]8;;[^\x1B]*\x1B\\/#, with: "")
  }
}
