/// A pattern found in a text.
struct Hit: Sendable {
  /// Folded characters of the text, from and behind the last.
  var start: Int, end: Int
  /// The pattern's number in the lexicon.
  var pattern: Int
}

extension Lexicon {
  /// All patterns in a text.
  func hits(in text: FoldedText) -> [Hit] {
    var hits: [Hit] = []
    var matcher = Matcher()
    matcher.find(in: text, before: text.count, lexicon: self, into: &hits)
    return hits
  }
}

/// Walks a text once, as far as it is asked to, and finds the patterns that stand as words where
/// the script has words; of two hits the one inside the other is left out.
struct Matcher: Sendable {
  private var start = 0
  /// Behind what was found so far.
  private var covered = 0
  private var inWord = false

  /// Finds the patterns that begin in front of `end`, from where it stopped the last time.
  mutating func find(
    in text: FoldedText,
    before end: Int,
    lexicon: Lexicon,
    into hits: inout [Hit]
  ) {
    let characters = text.characters
    let (automaton, patterns) = (lexicon.automaton, lexicon.patterns)
    while start < end {
      let kind = characters[start].kind
      let begins = kind != .space && !(inWord && kind.isSpaced)
      inWord = kind.isSpaced
      if begins { find(at: start, in: characters, automaton, patterns, &hits) }
      start += 1
    }
  }

  /// Finds the patterns that begin at one place; of those that end at different places the longest.
  @inline(__always)
  private mutating func find(
    at start: Int,
    in characters: [FoldedCharacter],
    _ automaton: Automaton,
    _ patterns: PatternTable,
    _ hits: inout [Hit]
  ) {
    var place = start + 1
    var node = 0
    if place < characters.count,
      let found = automaton.first(characters[start].code, characters[place].code)
    {
      node = found
      place += 1
    } else {
      node = automaton.next(0, characters[start].code)
    }
    if node == 0 { return }
    var longest = 0
    let mark = hits.count
    while node != 0 {
      if node < 0, let last = automaton.pattern(at: -node) {
        let behind = start + Int(patterns[last].length)
        // Where it is longer, no other pattern goes on from here.
        if behind == place || rest(of: last, isAt: place, behind, in: characters, patterns) {
          var next: Int? = last
          while let pattern = next {
            if let end = Self.end(of: pattern, from: start, to: behind, in: characters, patterns) {
              if end > longest {
                hits.removeSubrange(mark...)
                longest = end
              }
              if end == longest { hits.append(Hit(start: start, end: end, pattern: pattern)) }
            }
            next = automaton.pattern(before: pattern)
          }
        }
        if behind > place { break }
      }
      if place >= characters.count { break }
      node = automaton.next(abs(node), characters[place].code)
      place += 1
    }
    guard hits.count > mark else { return }
    if longest <= covered {
      hits.removeSubrange(mark...)
    } else {
      covered = longest
    }
  }

  /// Whether the last characters of a pattern stand between `place` and `end`.
  private func rest(
    of pattern: Int,
    isAt place: Int,
    _ end: Int,
    in characters: [FoldedCharacter],
    _ patterns: PatternTable
  ) -> Bool {
    guard end <= characters.count else { return false }
    let behind = Int(patterns[pattern].start + patterns[pattern].length)
    for index in place..<end
    where characters[index].code != patterns.codes[behind - end + index] { return false }
    return true
  }

  /// Where a pattern that was found really ends, or nil where the text around it forbids it.
  private static func end(
    of pattern: Int,
    from start: Int,
    to place: Int,
    in characters: [FoldedCharacter],
    _ patterns: PatternTable
  ) -> Int? {
    var end = place
    let rule = patterns[pattern].rule
    if rule.contains(.cased) {
      let own = Int(patterns[pattern].start)
      for index in start..<place
      where characters[index].isUpper != patterns.isUpper[own + index - start] {
        return nil
      }
    }
    let isInside = place < characters.count
    if characters[place - 1].kind.isSpaced, isInside, characters[place].kind.isSpaced {
      if rule.contains(.stem) {
        while end < characters.count, characters[end].kind.isSpaced { end += 1 }
      } else if rule.contains(.company), characters[place].code == 0x73, place - start >= 2,
        !characters[place].isUpper,
        place + 1 == characters.count || !characters[place + 1].kind.isSpaced
      {
        end += 1
      } else {
        return nil
      }
    }
    if rule.contains(.bounded) {
      if start > 0, characters[start - 1].kind == .hangul { return nil }
      if isInside, characters[place].kind == .hangul, !particles.contains(characters[place].code) {
        return nil
      }
    }
    return end
  }

  /// First characters of the Korean particles that may follow a name.
  private static let particles = Set("가는은이을를와과의도로에차".utf16)
}
