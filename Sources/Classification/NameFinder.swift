/// Finds names that no lexicon knows where the sentence says that a partner must stand there.
struct NameFinder {
  let lexicon: Lexicon
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
  func addNames(to sentence: inout Sentence) {
    guard sentence.mentions.count >= 2, sentence.has(.deal, in: lexicon) || isActed(sentence) else {
      return
    }
    let words = words(of: sentence)
    guard !words.isEmpty else { return }
    let needsMark = isCapitalised(words)
    var found: [Mention] = []
    var index = 0
    while index < words.count {
      guard words[index].isCapital, isFree(words[index], sentence) else {
        index += 1
        continue
      }
      var last = index
      while last + 1 < words.count, words[last + 1].isCapital, last - index < 4,
        text.codes[words[last].end..<words[last + 1].start].allSatisfy({ $0 == Folding.space }),
        isFree(words[last + 1], sentence) || isSuffix(words[last + 1], sentence)
      {
        last += 1
      }
      let run = Array(words[index...last])
      index = last + 1
      guard let mention = mention(of: run, sentence, needsMark: needsMark),
        !sentence.mentions.contains(where: {
          $0.isOrganisation && $0.start < mention.end && mention.start < $0.end
        })
      else { continue }
      found.append(mention)
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
    sentence.has(.act, in: lexicon) && sentence.mentions.contains { $0.isOrganisation }
  }

  private func mention(of run: [Word], _ sentence: Sentence, needsMark: Bool) -> Mention? {
    guard let first = run.first, let last = run.last else { return nil }
    let hasSuffix = run.count > 1 && isSuffix(last, sentence, besidesWares: true)
    let isMarked = run.contains { $0.isMarked }
    guard hasSuffix || isMarked || !needsMark, last.end - first.start >= 3 else { return nil }
    guard !isProduct(first, sentence), !isBracketed(first) else { return nil }
    guard hasSuffix || stands(first, last, sentence, isMarked: isMarked || !needsMark) else {
      return nil
    }
    let scalars = (first.start..<last.end).map { place -> UInt16 in
      let code = text.base[place]
      return text.isUpper[place] && code >= 0x61 && code <= 0x7A ? code - 32 : code
    }
    let name = String(decoding: scalars, as: UTF16.self)
    return Mention(start: first.start, end: last.end, thing: .name(name))
  }

  /// Whether a partner must stand where the run does: behind `with`, or beside a known company.
  private func stands(
    _ first: Word,
    _ last: Word,
    _ sentence: Sentence,
    isMarked: Bool
  ) -> Bool {
    for mention in sentence.mentions {
      if mention.end <= first.start, first.start - mention.end <= 1 || mention.isOrganisation {
        let gap = Gap(mention.end..<first.start, in: text, sentence: sentence, lexicon: lexicon)
        if case .cue(let index) = mention.thing {
          if lexicon.cues[index].role == .with, gap.words == 0, gap.characters == 0,
            !gap.hasJoiner, sentence.mentions.contains(where: { $0.isOrganisation })
          {
            return true
          }
        } else if gap.hasJoiner, !gap.hasBreak, gap.words == 0, gap.characters == 0,
          isMarked
        {
          return true
        }
      } else if mention.start >= last.end, mention.isOrganisation {
        let gap = Gap(last.end..<mention.start, in: text, sentence: sentence, lexicon: lexicon)
        if isMarked, gap.hasJoiner, !gap.hasBreak, gap.words == 0, gap.characters == 0 {
          return true
        }
      }
    }
    return false
  }

  /// Whether a company stands right before it: then it is one of its models or units.
  private func isProduct(_ first: Word, _ sentence: Sentence) -> Bool {
    sentence.mentions.contains {
      $0.isOrganisation && $0.end <= first.start && first.start - $0.end <= 1
        && text.base[$0.end..<first.start].allSatisfy { $0 == Folding.space }
    }
  }

  private func isBracketed(_ first: Word) -> Bool {
    guard first.start > 0 else { return false }
    return [0x28, 0x5B, 0x3010, 0x300A].contains(text.base[first.start - 1])
  }

  private func isFree(_ word: Word, _ sentence: Sentence) -> Bool { word.mention == nil }

  /// Whether the word ends names of companies; what they make may, but proves nothing.
  private func isSuffix(_ word: Word, _ sentence: Sentence, besidesWares: Bool = false) -> Bool {
    guard let index = word.mention, case .cue(let cue) = sentence.mentions[index].thing else {
      return false
    }
    let role = lexicon.cues[cue].role
    return role == .suffix || (role == .ev && !besidesWares)
  }

  /// Whether most long words are capitals, as in English headlines and in German.
  private func isCapitalised(_ words: [Word]) -> Bool {
    let long = words.dropFirst().filter { $0.end - $0.start >= 4 && $0.mention == nil }
    return long.count { $0.isCapital } * 5 > long.count * 2
  }

  private func words(of sentence: Sentence) -> [Word] {
    var words: [Word] = []
    var place = sentence.range.lowerBound
    var next = 0
    while place < sentence.range.upperBound {
      guard lexicon.folding.kind(text.codes[place]).isSpaced else {
        place += 1
        continue
      }
      var word = Word(start: place, end: place, isCapital: text.isUpper[place], isMarked: false)
      var capitals = 0
      while place < sentence.range.upperBound, lexicon.folding.kind(text.codes[place]).isSpaced {
        if text.isUpper[place] { capitals += 1 }
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
