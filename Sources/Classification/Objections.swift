import Syndication

/// Decides which reasons against an arrangement count in a sentence that names two who may have one.
struct Objections {
  let lexicon: Lexicon
  let text: FoldedText
  let sentence: Sentence

  /// Whether the reason that the mention at this place gives speaks against an arrangement.
  func counts(_ reason: CounterReason, at place: Int) -> Bool {
    switch reason {
    // Two who build a plant, or work on something new, are no news of one who does.
    case .investment, .technology: false
    // Two who unveil a deal are no news of one who unveils a car.
    case .launch: !isOfDeal(place)
    // Shares that move on a merger tell of the merger.
    case .shares: !isOfMerger && !isAfterword(place)
    case .earnings, .executive, .policy, .ranking: !isAfterword(place)
    // "Batteries and robotaxis": one of two objects is enough.
    case .hydrogen, .autonomous, .storage: !isBesideElectric(place)
    default: true
    }
  }

  /// Whether the only arrangement named is that something was made together, as a car is that
  /// goes on sale; what is still to be agreed, or ends, is an arrangement.
  var isShared: Bool {
    var isShared = false
    for case .cue(let index) in sentence.mentions.map(\.thing) {
      let cue = lexicon.cues[index]
      if cue.role == .stage, cue.stage != .expanded, cue.stage != .rumour { return false }
      guard cue.role == .deal, let form = cue.form else { continue }
      if form == .technologySharing { isShared = true } else if form != .alliance { return false }
    }
    return isShared
  }

  /// Whether what is launched is an arrangement: a word for one follows close behind.
  private func isOfDeal(_ place: Int) -> Bool {
    let launch = sentence.mentions[place]
    return sentence.mentions[(place + 1)...].contains { mention in
      guard case .cue(let index) = mention.thing, mention.start - launch.end <= 40 else {
        return false
      }
      let cue = lexicon.cues[index]
      guard cue.role == .deal else {
        // "Unveils a loader with packs of B": a mere `with` is no arrangement.
        return cue.role == .act && cue.form == .alliance
          && !sentence.mentions.contains { $0.start == mention.start && $0.role == .with }
      }
      // "A new car on sale, developed with B": the car is what is launched.
      return cue.form != .technologySharing || mention.start - launch.end <= 6 || !isShared
    }
  }

  /// Whether the sentence names the integration of whole companies.
  private var isOfMerger: Bool {
    sentence.cues(.deal, in: lexicon).contains { $0.cue.form == .merger }
  }

  /// Whether it stands in a clause behind one that named the two and what they do.
  private func isAfterword(_ place: Int) -> Bool {
    let before = sentence.mentions[..<place]
    let parties = before.filter { $0.isOrganisation && $0.part == .party }
    guard let last = before.last(where: { $0.role == .deal || $0.role == .act }),
      Set(parties.map(\.thing)).count >= 2
    else { return false }
    let start = max(last.end, parties.last?.end ?? last.end)
    let end = sentence.mentions[place].start
    guard start < end else { return false }
    return (start..<end).contains { breaks.contains(text[$0].base) }
  }

  private var breaks: Set<UInt16> { [0x2026, 0x3B, 0x2C, 0xFF0C, 0x3001, 0x2014, 0x2013, 0x3002] }

  /// Whether it stands in a list with what makes electric vehicles.
  private func isBesideElectric(_ place: Int) -> Bool {
    let object = sentence.mentions[place]
    return sentence.mentions(of: .ev).contains { electric in
      let gap: Range<Int>
      if electric.end < object.start {
        gap = electric.end..<object.start
      } else if object.end < electric.start {
        gap = object.end..<electric.start
      } else {
        return false
      }
      return Gap(gap, in: text, sentence: sentence).joins
    }
  }
}
