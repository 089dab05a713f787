import Testing

@testable import Storage

@Suite struct SearchTextTests {
  /// The cutting by its definition, with no short way.
  private func cut(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for given in text.unicodeScalars {
      let scalar =
        (0xFF01...0xFF5E).contains(given.value)
        ? Unicode.Scalar(given.value - 0xFEE0) ?? given : given
      if SearchText.isUnspaced(scalar) {
        if let previous { result += [previous, scalar] }
        result.append(" ")
        previous = scalar
      } else {
        if let previous { result += [previous, " "] }
        previous = nil
        result.append(scalar)
      }
    }
    if let previous { result += [previous, " "] }
    return String(result)
  }

  @Test("no sign takes the short way that has to be cut, wherever in a text it stands")
  func everyScalar() {
    var wrong: [UInt32] = []
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      // Astral planes but the second have no script that is cut; their borders are enough.
      if value > 0x3_2000, value & 0xFFFF > 2, value & 0xFFFF < 0xFFFD { continue }
      let text = "ab\(scalar)c\(scalar)"
      if SearchText.indexed(text) != cut(text) { wrong.append(value) }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(5).map { String($0, radix: 16) })")
  }

  @Test(
    "a plain text goes into the index as it is, a mixed one is cut only where it must be",
    arguments: [
      "", "plain", "it’s “quoted” — with dashes…", "Škoda, Citroën, Łódź", "Ελλάδα и Россия",
      "עברית العربية", "€ 5 ™ № 7", "emoji 🚗🔋 stay", "देवनागरी தமிழ்", "ＥＶ", "日", "日本", "a日b本c",
      "한국어 제목", "ภาษาไทย ok", "・中点", "々", "𠮷野家", "ﾊﾝｶｸ", "combining e\u{301}",
    ]
  )
  func texts(text: String) {
    #expect(SearchText.indexed(text) == cut(text))
  }

  @Test("nothing is cut of nothing")
  func none() { #expect(SearchText.indexed(nil).isEmpty) }
}
