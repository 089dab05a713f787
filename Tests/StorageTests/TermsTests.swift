import GRDB
import Testing

@testable import Storage

@Suite struct TermsTests {
  @Test("every word keeps its own number, also where many share a place at hand")
  func numbers() throws {
    try Sample.withTables { db in
      let terms = Terms(db)
      // First, middle and last byte and the length choose the place: the same for all of these.
      let words = (0..<600).map { "a\($0 % 10)m\($0 / 10 % 10)\($0 / 100)z" } + ["", "é", "全固体"]
      let numbers = try words.map(terms.id)
      #expect(Set(numbers).count == words.count)
      #expect(try words.reversed().map(terms.id) == numbers.reversed())
      #expect(try numbers.map(terms.text) == words)
      let fresh = Terms(db)
      #expect(try words.map(fresh.known) == numbers)
      #expect(try fresh.known("never said") == nil)
    }
  }

  @Test("a word is found while more than can be remembered come by")
  func bound() {
    var known = KnownTerms()
    for number in 1...20_000 { known.remember(Int64(number), "w\(number)") }
    #expect(known.id("w20000") == 20_000 && known.text(20_000) == "w20000")
    #expect(known.id("w1") == nil)
  }
}
