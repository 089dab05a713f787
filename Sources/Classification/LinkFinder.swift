/// What was found of a tie in one sentence.
struct SentenceLink: Sendable {
  var link: Link = .none
  /// The organisations that take part, in order, each once.
  var parties: [Mention] = []
  /// How many independent groups they belong to.
  var groups = 0
}

/// Finds how a sentence ties its organisations to each other.
struct LinkFinder {
  let lexicon: Lexicon
  let text: FoldedText
  let names: NameTable

  /// The closest tie in the sentence.
  func link(in sentence: Sentence) -> SentenceLink {
    var found = SentenceLink()
    let parties = sentence.parties
    var groups: [Int] = []
    for party in parties where !found.parties.contains(where: { $0.thing == party.thing }) {
      found.parties.append(party)
      let group = group(of: party.thing)
      if !groups.contains(group) { groups.append(group) }
    }
    found.groups = groups.count
    let deals = sentence.mentions(of: .deal)
    let acts = sentence.mentions(of: .act)
    let isUnnamed = sentence.has(.partner)
    if groups.count >= 2 {
      found.link = pairLink(parties, deals, acts, in: sentence)
    } else if groups.count == 1 {
      if !deals.isEmpty {
        found.link = isUnnamed ? .dealUnnamed : .dealOne
      } else if !acts.isEmpty {
        found.link = isUnnamed ? .actUnnamed : .actOne
      } else {
        found.link = .oneParty
      }
    } else if !deals.isEmpty {
      found.link = isUnnamed ? .dealUnnamed : .dealAlone
    } else if !acts.isEmpty {
      found.link = .actAlone
    }
    return found
  }

  /// The group of an organisation; an unknown name is a group of its own.
  func group(of thing: Mention.Thing) -> Int {
    switch thing {
    case .company(let index): lexicon.groups[index]
    case .name(let number):
      -1 - abs(names[number].utf8.reduce(7) { ($0 &* 31 &+ Int($1)) % 1_000_003 })
    case .cue: 0
    }
  }

  private func pairLink(
    _ parties: [Mention],
    _ deals: [Mention],
    _ acts: [Mention],
    in sentence: Sentence
  ) -> Link {
    let isJoined = zip(parties, parties.dropFirst()).contains { left, right in
      group(of: left.thing) != group(of: right.thing)
        && Gap(left.end..<max(left.end, right.start), in: text, sentence: sentence).joins
    }
    if !deals.isEmpty {
      if isJoined { return .dealJoined }
      return deals.contains { ties($0, parties, in: sentence) } ? .dealBetween : .dealNear
    }
    if !acts.isEmpty {
      if isJoined { return .actJoined }
      return acts.contains { ties($0, parties, in: sentence) } ? .actBetween : .actNear
    }
    let isElectric = sentence.has(.ev)
    if isElectric, isJoined, sentence.has(.stage) { return .stagePair }
    if isElectric, isKin(parties) { return .kinPair }
    return isJoined ? .joinedPair : .onlyPair
  }

  /// Whether a maker of vehicles stands beside one who makes what electric vehicles need.
  private func isKin(_ parties: [Mention]) -> Bool {
    var makes = false
    var supplies = false
    for case .company(let index) in parties.map(\.thing) {
      let kind = lexicon.companies[index].kind
      if kind.makesVehicles { makes = true }
      if kind == .battery || kind == .materials || kind == .charging { supplies = true }
    }
    return makes && supplies
  }

  /// Whether the relation stands between two parties or, where verbs come last, close behind both.
  private func ties(_ relation: Mention, _ parties: [Mention], in sentence: Sentence) -> Bool {
    let before = parties.filter { $0.end <= relation.start }
    let after = parties.filter { $0.start >= relation.end }
    if before.contains(where: { one in
      after.contains { group(of: one.thing) != group(of: $0.thing) }
    }) {
      return true
    }
    let isUnspaced = text[relation.start].kind.isUnspaced
    guard isUnspaced, Set(before.map { group(of: $0.thing) }).count >= 2, let last = before.last
    else { return false }
    return relation.start - last.end <= 24
  }
}
