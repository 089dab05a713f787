import Expressions
import Testing

@Suite struct ExpressionTests {
  @Test(
    "an expression finds what it describes",
    arguments: [
      ("solid[- ]state", "The solid-state cell"), ("^Honda", "Honda and Nissan"),
      (#"\d+ €"#, "for 12 €"), ("(?i)CATL", "With Catl"), ("a|bc|d", "xbcx"), ("colou?r", "color"),
      ("^$", ""), ("", "anything"), ("a{2,3}b", "caaab"), ("a{2}$", "aa"), ("(ab)+c", "ababc"),
      (#"\bEV\b"#, "an EV, at last"), (#"\p{Han}{2}"#, "与比亚迪"), (#"[^\p{Han}]"#, "全a"),
      (#"\P{L}"#, "a1"), ("[a-c-]x", "-x"), ("[]x]", "]"), (#"[\]\\]"#, #"\"#),
      ("(?m)^b$", "a\nb\nc"), ("(?s)a.b", "a\nb"), ("(?i:É)t", "ét"), (#"x\u00e9"#, "xé"),
      (#"\x{1F50B}"#, "a 🔋"), ("(?<who>BYD|CATL) und", "CATL und"), (#"a\.b"#, "a.b"),
      ("全固体電池?", "全固体電"), (#"\w+\s\w+"#, "ünder straße"), ("a.*?b", "a--b"),
      (#"\Aab\z"#, "ab"), ("(|a)+b", "b"), (#"[\w.]+@[\w.]+"#, "to pr@maker.example"),
    ]
  )
  func finds(pattern: String, text: String) throws {
    #expect(try Expression(pattern).matches(text))
  }

  @Test(
    "an expression passes over what it does not describe",
    arguments: [
      ("^Nissan", "Honda and Nissan"), ("SOLID", "solid"), (#"\bEV\b"#, "EVs"), ("a{2}$", "ba"),
      ("a.b", "a\nb"), ("^b$", "a\nb"), (#"\d"#, "none"), ("[^a]", "aaa"), ("(ab){3}", "ababa"),
      (#"\p{Lu}"#, "lower"), ("a+b", "aaac"), (#"\Bend"#, "the end"), ("x|y", ""),
      (#"a\.b"#, "axb"), ("(?i)(?-i:A)b", "aB"),
    ]
  )
  func passesOver(pattern: String, text: String) throws {
    #expect(try !Expression(pattern).matches(text))
  }

  @Test(
    "what is no expression is refused with its place",
    arguments: [
      ("(", 2), ("a)", 2), ("[a", 3), ("*a", 1), ("a**", 4), ("a{2", 4), ("a{5,2}", 7),
      ("a{501}", 6), (#"(a)\1"#, 5), ("(?=a)", 4), (#"\q"#, 2), ("[z-a]", 5), (#"\p{Klingon}"#, 12),
      ("a++", 4), (#"\"#, 2), ("(?x)a", 3), ("[[:alpha:]]", 3), ("^*", 1), (#"\xZ"#, 3),
    ]
  )
  func refuses(pattern: String, column: Int) {
    #expect(throws: ExpressionError.self) { try Expression(pattern) }
    do {
      _ = try Expression(pattern)
    } catch {
      #expect(error.column == column, "\(error)")
    }
  }

  @Test("what would grow without bound is refused")
  func refusesTheEndless() {
    #expect(throws: ExpressionError.self) { try Expression("((a{100}){100}){100}") }
    #expect(throws: ExpressionError.self) {
      try Expression(String(repeating: "(", count: 60) + String(repeating: ")", count: 60))
    }
  }

  @Test(
    "a text made to keep a matcher busy takes one pass",
    arguments: ["(a+)+$", "(a|aa)+$", "(.*)*=", ".*.*.*.*.*=$", "(a?){30}a{30}="]
  )
  func staysLinear(pattern: String) throws {
    // A matcher that goes back would be at it for longer than anyone has.
    #expect(try !Expression(pattern).matches(String(repeating: "a", count: 5000) + "!"))
  }
}
