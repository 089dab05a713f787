/// Finds names that no lexicon knows where the sentence says that a partner must stand there.
struct NameFinder {
  let text: FoldedText

  private struct Word {
    var start: Int, end: Int
    var isCapital: Bool
    /// Two upper-case letters or more, or a digit: no ordinary word.
    var isMarked: Bool
    /// The number of the mention that covers it, if any.
    var mention: Int?
  }

  /// Adds the names to the sentence's mentions, in order.
  func addNames(to sentence: inout Sentence, table: inout NameTable) {
    guard sentence.mentions.count >= 2, sentence.has(.deal) || isActed(sentence) else { return }
    let words = words(of: sentence)
    guard !words.isEmpty else { return }
    let needsMark = isCapitalised(words)
    var found: [Mention] = []
    var index = 0
    while index < words.count {
      guard words[index].isCapital, words[index].mention == nil else {
        index += 1
        continue
      }
      var last = index
      while last + 1 < words.count, words[last + 1].isCapital, last - index < 4,
        areSpaces(words[last].end..<words[last + 1].start, \.code),
        words[last + 1].mention == nil || isSuffix(words[last + 1], sentence)
      {
        last += 1
      }
      let run = words[index...last]
      index = last + 1
      guard let range = name(in: run, sentence, needsMark: needsMark),
        !sentence.mentions.contains(where: {
          $0.isOrganisation && $0.start < range.upperBound && range.lowerBound < $0.end
        })
      else { continue }
      let thing = Mention.Thing.name(table.number(of: text(of: range)))
      found.append(Mention(start: range.lowerBound, end: range.upperBound, thing: thing))
    }
    guard !found.isEmpty else { return }
    for name in found {
      sentence.mentions.removeAll {
        !$0.isOrganisation && $0.start >= name.start && $0.end <= name.end
      }
    }
    sentence.mentions = (sentence.mentions + found).sorted { $0.start < $1.start }
  }

  private func isActed(_ sentence: Sentence) -> Bool {
    sentence.has(.act) && sentence.hasOrganisation
  }

  /// Where the name stands that the words are, if they are one.
  private func name(in run: ArraySlice<Word>, _ sentence: Sentence, needsMark: Bool) -> Range<Int>?
  {
    guard let first = run.first, let last = run.last else { return nil }
    let hasSuffix = run.count > 1 && isSuffix(last, sentence, besidesWares: true)
    let isMarked = run.contains { $0.isMarked }
    guard hasSuffix || isMarked || !needsMark, last.end - first.start >= 3 else { return nil }
    guard !isProduct(first, sentence), !isBracketed(first) else { return nil }
    guard hasSuffix || stands(first, last, sentence, isMarked: isMarked || !needsMark) else {
      return nil
    }
    return first.start..<last.end
  }

  /// The words as they were written, as far as folding keeps them.
  private func text(of range: Range<Int>) -> String {
    let codes = text.characters[range].lazy.map { character in
      let code = character.base
      return character.isUpper && code >= 0x61 && code <= 0x7A ? code - 32 : code
    }
    return String(decoding: codes, as: UTF16.self)
  }

  /// Whether a partner must stand where the run does: behind `with`, or beside a known company.
  private func stands(
    _ first: Word,
    _ last: Word,
    _ sentence: Sentence,
    isMarked: Bool
  ) -> Bool {
    for mention in sentence.mentions {
      if mention.end <= first.start {
        if mention.role == .with, first.start - mention.end <= 1 {
          let gap = gap(mention.end..<first.start, sentence)
          if gap.isBare, !gap.hasJoiner, sentence.hasOrganisation { return true }
        } else if mention.isOrganisation, isMarked {
          let gap = gap(mention.end..<first.start, sentence)
          if gap.hasJoiner, !gap.hasBreak, gap.isBare { return true }
        }
      } else if mention.start >= last.end, mention.isOrganisation, isMarked {
        let gap = gap(last.end..<mention.start, sentence)
        if gap.hasJoiner, !gap.hasBreak, gap.isBare { return true }
      }
    }
    return false
  }

  private func gap(_ range: Range<Int>, _ sentence: Sentence) -> Gap {
    Gap(range, in: text, sentence: sentence, bare: true)
  }

  /// Whether a company stands right before it: then it is one of its models or units.
  private func isProduct(_ first: Word, _ sentence: Sentence) -> Bool {
    sentence.mentions.contains {
      $0.isOrganisation && $0.end <= first.start && first.start - $0.end <= 1
        && areSpaces($0.end..<first.start, \.base)
    }
  }

  /// Whether only spaces stand there; folded for matching, hyphens are some.
  private func areSpaces(_ range: Range<Int>, _ folded: (FoldedCharacter) -> UInt16) -> Bool {
    for place in range where folded(text[place]) != Folding.space { return false }
    return true
  }

  private func isBracketed(_ first: Word) -> Bool {
    guard first.start > 0 else { return false }
    switch text[first.start - 1].base {
    case 0x28, 0x5B, 0x3010, 0x300A: return true
    default: return false
    }
  }

  /// Whether the word ends names of companies; what they make may, but proves nothing.
  private func isSuffix(_ word: Word, _ sentence: Sentence, besidesWares: Bool = false) -> Bool {
    guard let index = word.mention else { return false }
    let role = sentence.mentions[index].role
    return role == .suffix || (role == .ev && !besidesWares)
  }

  /// Whether most long words are capitals, as in English headlines and in German.
  private func isCapitalised(_ words: [Word]) -> Bool {
    var long = 0
    var capitals = 0
    for word in words.dropFirst() where word.end - word.start >= 4 && word.mention == nil {
      long += 1
      if word.isCapital { capitals += 1 }
    }
    return capitals * 5 > long * 2
  }

  private func words(of sentence: Sentence) -> [Word] {
    let characters = text.characters
    var words: [Word] = []
    words.reserveCapacity(sentence.range.count / 5)
    var place = sentence.range.lowerBound
    var next = 0
    while place < sentence.range.upperBound {
      guard characters[place].kind.isSpaced else {
        place += 1
        continue
      }
      var word = Word(
        start: place,
        end: place,
        isCapital: characters[place].isUpper,
        isMarked: false
      )
      var capitals = 0
      while place < sentence.range.upperBound, characters[place].kind.isSpaced {
        if characters[place].isUpper { capitals += 1 }
        place += 1
      }
      word.end = place
      word.isMarked = capitals >= 2
      while next < sentence.mentions.count, sentence.mentions[next].end <= word.start { next += 1 }
      if next < sentence.mentions.count, sentence.mentions[next].start < word.end {
        word.mention = next
      }
      words.append(word)
    }
    return words
  }
}
