import Syndication

/// What a story that is about an alliance says of it: the parties, the form, the stage, themes.
enum Decision {
  /// The organisations that are tied, the surest first.
  ///
  /// The headline decides where it names two; where it names one, the lead adds those that its
  /// sentences tie to it; where it names none, the lead decides.
  static func parties(title: SentenceLink, leads: [SentenceLink], finder: LinkFinder)
    -> [Mention.Thing]
  {
    var things = title.parties.map(\.thing)
    if title.groups >= 2 { return things }
    let titleGroups = Set(things.map(finder.group))
    let isOpen = title.link != .dealUnnamed && title.link != .actUnnamed
    for lead in leads where lead.link.isTie && lead.groups >= 2 {
      let leadGroups = Set(lead.parties.map { finder.group(of: $0.thing) })
      guard titleGroups.isEmpty || !titleGroups.isDisjoint(with: leadGroups) else { continue }
      guard isOpen || lead.groups <= 3 else { continue }
      for party in lead.parties where !things.contains(party.thing) {
        let isSameGroup = titleGroups.contains(finder.group(of: party.thing))
        if !isSameGroup { things.append(party.thing) }
      }
      break
    }
    if isOpen, titleGroups.count == 1, things.count == title.parties.count {
      // The headline names one and the lead the other, with no tie in one sentence.
      let others = leads.flatMap(\.parties).filter { party in
        !titleGroups.contains(finder.group(of: party.thing))
      }
      if let first = others.first, Set(others.map { finder.group(of: $0.thing) }).count <= 2 {
        things.append(first.thing)
      }
    }
    if things.isEmpty, let best = leads.max(by: { $0.link < $1.link }) {
      things = best.parties.map(\.thing)
    }
    return Array(things.prefix(5))
  }

  /// The names of the parties.
  static func names(of things: [Mention.Thing], table: NameTable, lexicon: Lexicon) -> [String] {
    things.compactMap { thing in
      switch thing {
      case .company(let index): lexicon.companies[index].name
      case .name(let number): table[number]
      case .cue: nil
      }
    }
  }

  /// The sentences that decide, the weightiest first: the headline where it has a relation, then
  /// the lead.
  static func decidingSentences(of reading: StoryReading) -> [Sentence] {
    let title = reading.titleSentence
    let leads = Array(reading.leadSentences)
    return [title] + leads
  }

  /// The form that the deciding sentences speak of.
  static func form(of reading: StoryReading, parties: [Mention.Thing], lexicon: Lexicon)
    -> AllianceForm
  {
    var votes: [AllianceForm: Double] = [:]
    for (rank, sentence) in decidingSentences(of: reading).enumerated() {
      let scale = rank == 0 ? 1.0 : 0.4
      for mention in sentence.mentions {
        guard case .cue(let index) = mention.thing else { continue }
        let cue = lexicon.cues[index]
        if let form = cue.form {
          let isNear = form == .memorandum && rank > 0
          let weight = (isNear ? leadMemorandum : scale) * weight(form, isDeal: cue.role == .deal)
          votes[form] = max(votes[form] ?? 0, weight)
        } else if cue.role == .ev || cue.role == .theme, let form = form(ofTheme: cue.meaning) {
          votes[form] = max(votes[form] ?? 0, scale * (form == .charging ? 1.7 : 1.1))
        }
      }
    }
    let kinds = parties.compactMap { thing -> CompanyKind? in
      if case .company(let index) = thing { lexicon.companies[index].kind } else { nil }
    }
    if let usual = form(ofKinds: kinds) { votes[usual, default: 0] += 0.6 }
    var best = AllianceForm.alliance
    var bestVotes = 0.0
    for form in AllianceForm.allCases {
      let count = votes[form] ?? 0
      if count > bestVotes { (best, bestVotes) = (form, count) }
    }
    return best
  }

  /// That an agreement binds nobody is often said in the lead only, and decides all the same.
  private static let leadMemorandum = 0.6

  /// Specific forms speak louder than words that fit any of them.
  private static func weight(_ form: AllianceForm, isDeal: Bool) -> Double {
    switch form {
    case .merger: isDeal ? 5 : 2
    case .jointVenture: isDeal ? 4.5 : 1.5
    case .equityStake: isDeal ? 4 : 2.5
    case .memorandum: 6
    case .charging: isDeal ? 3 : 1.8
    case .supply: isDeal ? 3 : 1.8
    case .technologySharing: isDeal ? 2.5 : 1.0
    case .alliance: isDeal ? 1 : 0.4
    }
  }

  /// What those who make such things usually agree on.
  private static func form(ofKinds kinds: [CompanyKind]) -> AllianceForm? {
    if kinds.contains(.charging) { return .charging }
    let makers = kinds.count { $0.makesVehicles }
    let batteries = kinds.count { $0 == .battery || $0 == .materials }
    if batteries >= 1, makers + batteries >= 2 { return .supply }
    return makers >= 1 ? .technologySharing : nil
  }

  private static func form(ofTheme theme: String) -> AllianceForm? {
    switch theme {
    case "charging", "swapping": .charging
    case "software", "platform", "solid-state": .technologySharing
    case "materials": .supply
    default: nil
    }
  }

  /// The most advanced stage that the deciding sentences state.
  static func stage(of reading: StoryReading, form: AllianceForm, lexicon: Lexicon)
    -> AllianceStage
  {
    var stages: Set<AllianceStage> = []
    for (rank, sentence) in decidingSentences(of: reading).enumerated() {
      var here: Set<AllianceStage> = []
      for mention in sentence.mentions {
        if case .cue(let index) = mention.thing, let stage = lexicon.cues[index].stage {
          here.insert(stage)
        }
      }
      if rank == 0 || stages.isEmpty { stages.formUnion(here) }
      if rank == 0, !here.isEmpty { break }
    }
    if stages.contains(.ended) { return .ended }
    if stages.contains(.signed) { return stages.contains(.expanded) ? .expanded : .signed }
    if stages.contains(.talks) { return .talks }
    if stages.contains(.expanded) { return .expanded }
    return stages.contains(.rumour) ? .rumour : .announced
  }

  /// What it is about, the most mentioned first, the headline counting double.
  static func themes(of reading: StoryReading, lexicon: Lexicon) -> [String] {
    var votes: [String: Int] = [:]
    for (rank, sentence) in decidingSentences(of: reading).enumerated() {
      for mention in sentence.mentions {
        guard case .cue(let index) = mention.thing else { continue }
        let cue = lexicon.cues[index]
        guard cue.role == .ev || cue.role == .theme, cue.meaning != "-" else { continue }
        votes[cue.meaning, default: 0] += rank == 0 ? 2 : 1
      }
    }
    return votes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }
}
