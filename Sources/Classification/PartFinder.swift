/// Decides which part each company plays in its sentence: party, rival, former partner, or a name
/// that only describes another.
struct PartFinder {
  let lexicon: Lexicon
  let text: FoldedText

  /// Gives every organisation of the sentence its part.
  func setParts(of sentence: inout Sentence) {
    guard sentence.hasOrganisation else { return }
    let places = sentence.mentions.indices.filter { sentence.mentions[$0].isOrganisation }
    for index in sentence.mentions.indices {
      guard case .cue(let number) = sentence.mentions[index].thing else { continue }
      switch sentence.mentions[index].role {
      case .rival: mark(.rival, by: index, lexicon.cues[number], places, in: &sentence)
      case .former: mark(.former, by: index, lexicon.cues[number], places, in: &sentence)
      case .modifier: markModified(by: index, lexicon.cues[number], places, in: &sentence)
      default: break
      }
    }
    markOwners(places, in: &sentence)
  }

  private func gap(_ left: Mention, _ right: Mention, in sentence: Sentence) -> Gap {
    Gap(left.end..<max(left.end, right.start), in: text, sentence: sentence)
  }

  private func mark(
    _ part: Mention.Part,
    by index: Int,
    _ cue: Cue,
    _ places: [Int],
    in sentence: inout Sentence
  ) {
    let mention = sentence.mentions[index]
    let before = places.last { $0 < index && sentence.mentions[$0].end <= mention.start }
    let after = places.first { $0 > index && sentence.mentions[$0].start >= mention.end }
    if cue.meaning == "noun" {
      // "Tesla rival Lucid" is about Lucid; "with rival Nissan" names a partner.
      if let before, let after {
        let left = gap(sentence.mentions[before], mention, in: sentence)
        let right = gap(mention, sentence.mentions[after], in: sentence)
        if left.words <= 1, left.characters == 0, !left.hasJoiner, right.words == 0,
          right.characters == 0
        {
          sentence.mentions[before].part = part
          return
        }
      }
      if let before, after == nil {
        let left = gap(sentence.mentions[before], mention, in: sentence)
        if left.words == 0, left.characters == 0, !left.hasJoiner {
          sentence.mentions[before].part = part
          return
        }
      }
      if isWithPartner(mention, index, in: sentence) { return }
      if mention.start <= sentence.range.lowerBound + 1 { return }
    }
    if cue.meaning == "last" {
      guard let before else { return }
      let between = gap(sentence.mentions[before], mention, in: sentence)
      guard between.words <= 2, between.characters <= 4, !between.hasBreak else { return }
      spread(part, from: before, over: places.reversed(), in: &sentence)
    } else {
      guard let after else { return }
      let between = gap(mention, sentence.mentions[after], in: sentence)
      guard between.words <= 4, between.characters <= 6, !between.hasBreak else { return }
      spread(part, from: after, over: places, in: &sentence)
    }
  }

  /// Marks a company and those that follow it in the same list.
  private func spread(
    _ part: Mention.Part,
    from start: Int,
    over places: some Sequence<Int>,
    in sentence: inout Sentence
  ) {
    var last: Int?
    for place in places {
      if last == nil, place != start { continue }
      if let previous = last {
        let (left, right) = (min(previous, place), max(previous, place))
        let between = gap(sentence.mentions[left], sentence.mentions[right], in: sentence)
        guard between.joins else { return }
      }
      sentence.mentions[place].part = part
      last = place
    }
  }

  private func isWithPartner(_ mention: Mention, _ index: Int, in sentence: Sentence) -> Bool {
    guard index > 0 else { return false }
    let previous = sentence.mentions[index - 1]
    switch previous.role {
    case .with, .deal, .act, .and: break
    default: return false
    }
    return gap(previous, mention, in: sentence).words <= 1
  }

  private func markModified(
    by index: Int,
    _ cue: Cue,
    _ places: [Int],
    in sentence: inout Sentence
  ) {
    let mention = sentence.mentions[index]
    guard let before = places.last(where: { sentence.mentions[$0].end <= mention.start }) else {
      return
    }
    let left = gap(sentence.mentions[before], mention, in: sentence)
    guard left.touches, !left.hasJoiner || cue.meaning == "always" else { return }
    if cue.meaning == "always" {
      sentence.mentions[before].part = .modifier
      return
    }
    guard let after = places.first(where: { sentence.mentions[$0].start >= mention.end }) else {
      return
    }
    let right = gap(mention, sentence.mentions[after], in: sentence)
    if right.words == 0, right.characters == 0, !right.hasJoiner {
      sentence.mentions[before].part = .modifier
    }
  }

  /// "Toyota's Hino": of two names of one group with nothing between, the first only says whose.
  private func markOwners(_ places: [Int], in sentence: inout Sentence) {
    for (left, right) in zip(places, places.dropFirst()) {
      guard case .company(let one) = sentence.mentions[left].thing,
        case .company(let two) = sentence.mentions[right].thing, one != two,
        lexicon.groups[one] == lexicon.groups[two]
      else { continue }
      let between = gap(sentence.mentions[left], sentence.mentions[right], in: sentence)
      if !between.hasJoiner, between.words <= 1, between.characters <= 2 {
        sentence.mentions[left].part = .owner
      }
    }
  }
}
