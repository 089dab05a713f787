import Testing

@testable import tieup

@Suite struct DisplayWidthTests {
  @Test(
    "counts columns as a terminal does",
    arguments: [
      ("EV", 2), ("日産", 4), ("현대차", 6), ("é", 1), ("e\u{301}", 1), ("⚡️", 2), ("👩‍🔧", 2), ("ﾎﾝﾀﾞ", 4),
      ("\u{200D}", 0), ("", 0),
    ]
  )
  func columns(text: String, expected: Int) {
    #expect(DisplayWidth.columns(of: text) == expected)
  }

  @Test(
    "cuts at a whole character and never past the limit",
    arguments: [
      ("ホンダと日産", 12, "ホンダと日産"), ("ホンダと日産", 11, "ホンダと日…"), ("ホンダと日産", 10, "ホンダと…"),
      ("Honda and Nissan", 8, "Honda a…"), ("Honda and", 7, "Honda…"), ("x", 0, ""),
    ]
  )
  func cuts(text: String, limit: Int, expected: String) {
    let cut = DisplayWidth.cut(text, to: limit)
    #expect(cut == expected)
    #expect(DisplayWidth.columns(of: cut) <= limit)
  }

  @Test("wraps every script inside the width and loses no letter", arguments: [8, 13, 40])
  func wraps(width: Int) {
    let text = "Honda and Nissan share software 本田と日産がソフトを共有する unbreakablewordofmanyletters end"
    let lines = DisplayWidth.wrapped(text, to: width)
    #expect(lines.allSatisfy { DisplayWidth.columns(of: $0) <= width })
    #expect(
      lines.joined().filter { $0 != " " } == text.filter { $0 != " " }
    )
  }
}
