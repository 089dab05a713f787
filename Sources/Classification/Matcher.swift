/// A pattern found in a text.
struct Hit: Sendable {
  /// Folded characters of the text, from and behind the last.
  var start: Int, end: Int
  /// The pattern's number in the lexicon.
  var pattern: Int
}

extension Lexicon {
  /// All patterns in a text that stand as words where the script has words; of two hits the one
  /// inside the other is left out.
  func hits(in text: FoldedText) -> [Hit] {
    var hits: [Hit] = []
    let codes = text.codes
    let count = codes.count
    var covered = 0
    var inWord = false
    for start in 0..<count {
      let kind = folding.kind(codes[start])
      if kind.isSpaced {
        if inWord { continue }
        inWord = true
      } else {
        inWord = false
        if kind == .space { continue }
      }
      var node = automaton.first(codes[start])
      var place = start + 1
      var longest = 0
      let mark = hits.count
      while node != 0 {
        if let last = automaton.pattern(at: node) {
          let behind = start + Int(patterns[last].length)
          if behind > place {
            // No other pattern goes on from here; this one is there if the rest of it is.
            if behind <= count, stands(last, from: start, beginning: place - start, in: codes) {
              append(&hits, last, start, behind, text, &longest, mark)
            }
            break
          }
          append(&hits, last, start, place, text, &longest, mark)
        }
        if place >= count { break }
        node = automaton.next(node, codes[place])
        place += 1
      }
      if hits.count > mark {
        if longest <= covered {
          hits.removeSubrange(mark...)
        } else {
          covered = longest
        }
      }
    }
    return hits
  }

  /// Whether the characters of a pattern stand in a text, apart from the first ones.
  private func stands(
    _ pattern: Int,
    from start: Int,
    beginning depth: Int,
    in codes: [UInt16]
  ) -> Bool {
    let own = Int(patterns[pattern].start)
    for index in depth..<Int(patterns[pattern].length)
    where codes[start + index] != patterns.codes[own + index] { return false }
    return true
  }

  private func append(
    _ hits: inout [Hit],
    _ last: Int,
    _ start: Int,
    _ place: Int,
    _ text: FoldedText,
    _ longest: inout Int,
    _ mark: Int
  ) {
    var next: Int? = last
    while let pattern = next {
      if let end = end(of: pattern, from: start, to: place, in: text) {
        if end > longest {
          hits.removeSubrange(mark...)
          longest = end
        }
        if end == longest { hits.append(Hit(start: start, end: end, pattern: pattern)) }
      }
      next = automaton.pattern(before: pattern)
    }
  }

  /// Where a pattern that was found really ends, or nil where the text around it forbids it.
  private func end(of pattern: Int, from start: Int, to place: Int, in text: FoldedText)
    -> Int?
  {
    let codes = text.codes
    var end = place
    let rule = patterns[pattern].rule
    if rule.contains(.cased) {
      let shape = Int(patterns[pattern].shapeStart)
      for index in start..<place where text.isUpper[index] != patterns.shapes[shape + index - start]
      {
        return nil
      }
    }
    if folding.kind(codes[place - 1]).isSpaced, place < codes.count,
      folding.kind(codes[place]).isSpaced
    {
      if rule.contains(.stem) {
        while end < codes.count, folding.kind(codes[end]).isSpaced { end += 1 }
      } else if rule.contains(.company), codes[place] == 0x73, place - start >= 2,
        !text.isUpper[place], place + 1 == codes.count || !folding.kind(codes[place + 1]).isSpaced
      {
        end += 1
      } else {
        return nil
      }
    }
    if rule.contains(.bounded) {
      if start > 0, folding.kind(codes[start - 1]) == .hangul { return nil }
      if place < codes.count, folding.kind(codes[place]) == .hangul,
        !Self.particles.contains(codes[place])
      {
        return nil
      }
    }
    return end
  }

  /// First characters of the Korean particles that may follow a name.
  private static let particles = Set("가는은이을를와과의도로에차".utf16)
}
