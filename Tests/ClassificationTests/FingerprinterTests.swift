import Syndication
import Testing

@testable import Classification

@Suite struct FingerprinterTests {
  private func sketch(_ title: String, _ summary: String? = nil) throws -> Fingerprint {
    try #require(ClassifierTests.classifier)
      .examine(StoryText(title: title, summary: summary)).fingerprint
  }

  @Test("the same words give the same sketch, whatever their case, width and accents")
  func same() throws {
    let one = try sketch("Renault and Geely open a joint engine works in Valladolid")
    let two = try sketch("RENAULT and Geely: open a joint éngine works — in Ｖalladolid!")
    #expect(one == two)
    #expect(one.minima.count == 32)
    #expect(one.scheme == 1)
  }

  @Test("stored sketches stay comparable: the first scheme never changes")
  func frozen() throws {
    let sketch = try sketch("Honda and Nissan share batteries 電池 배터리")
    #expect(sketch.shingles == 8)
    #expect(sketch.minima.reduce(0) { $0 &* 31 &+ $1 } == 1_977_617_620)
  }

  @Test("a retold story is nearer than another one")
  func likeness() throws {
    let text = "The two carmakers will build cells in Ohio from 2027, a person said on Monday."
    let one = try sketch("GM and LG plan second cell plant in Ohio", text)
    let two = try sketch("GM and LG plan second cell plant in Ohio, source says", text)
    let other = try sketch(
      "Toyota shows electric pickup in Bangkok",
      "It goes on sale in spring there."
    )
    #expect(one.likeness(to: two) > 0.6)
    #expect(one.likeness(to: other) < 0.2)
  }

  @Test("too short a text has no sketch", arguments: ["", "Honda", "Honda and Nissan", "日産"])
  func short(title: String) throws {
    #expect(try sketch(title).minima.isEmpty)
  }

  @Test("each minimum is the lowest that its function gives, however many shingles there are")
  func minima() {
    for count in 4...13 {
      let shingles = (1...UInt64(count)).map { Shingles.mix($0) }
      let sketch = Fingerprinter.fingerprint(of: shingles)
      #expect(sketch.minima == Self.multipliers.map { Self.lowest(of: shingles, $0) })
      #expect(sketch.shingles == count)
    }
  }

  /// The scheme as it was laid down, a shingle and a function at a time.
  private static func lowest(of shingles: [UInt64], _ multiplier: UInt32) -> UInt32? {
    shingles.map { shingle in
      let (low, high) = (
        UInt32(truncatingIfNeeded: shingle), UInt32(truncatingIfNeeded: shingle >> 32)
      )
      var hashed = low &* multiplier &+ high
      hashed ^= hashed &>> 15
      hashed = hashed &* 0x2C1B_3C6D
      return hashed ^ hashed &>> 12
    }.min()
  }

  /// Odd numbers, drawn once from a seed.
  private static let multipliers: [UInt32] = {
    var state: UInt64 = 0x7469_6575_7031
    return (0..<32).map { _ in
      state = Shingles.mix(state &+ 0x9E37_79B9_7F4A_7C15)
      return UInt32(truncatingIfNeeded: state) | 1
    }
  }()
}
