import Syndication

/// Which features a story has; each has the value 1.
struct FeatureExtractor {
  let lexicon: Lexicon
  private var seen = Seen()

  init(lexicon: Lexicon) { self.lexicon = lexicon }

  /// Numbers of features, each once.
  private struct Seen {
    private var flags = [Bool](repeating: false, count: FeatureSpace.count)

    mutating func insert(_ feature: Int) { flags[feature] = true }

    var numbers: [Int] { flags.indices.filter { flags[$0] } }
  }

  /// The numbers of the features, in order.
  static func features(of reading: StoryReading, lexicon: Lexicon) -> [Int] {
    var extractor = FeatureExtractor(lexicon: lexicon)
    extractor.extract(reading)
    return extractor.seen.numbers
  }

  private mutating func add(_ flag: FeatureSpace.Flag, if holds: Bool = true) {
    if holds { seen.insert(FeatureSpace.flag(flag)) }
  }

  private mutating func extract(_ reading: StoryReading) {
    let title = reading.titleLink.link
    let lead = reading.bestLead?.link.link ?? .none
    guard reading.isRelated else {
      add(.unrelated)
      return
    }
    seen.insert(FeatureSpace.titleLink(title))
    if !reading.texts.isEmpty { seen.insert(FeatureSpace.leadLink(lead)) }
    let titleReasons = addCues(
      of: reading.titleSentence,
      in: reading.title.text,
      isTitle: true,
      isTied: title.isTie,
      isPair: reading.titleLink.groups >= 2
    )
    var leadReasons: [CounterReason] = []
    let text = reading.texts.first?.text ?? reading.title.text
    for sentence in reading.leadSentences {
      leadReasons += addCues(of: sentence, in: text, isTitle: false)
    }
    addPair(
      reading,
      title: title,
      lead: lead,
      isCountered: !(titleReasons.isEmpty && leadReasons.isEmpty)
    )
    addParties(reading)
    let objections = Objections(
      lexicon: lexicon,
      text: reading.title.text,
      sentence: reading.titleSentence
    )
    add(
      .titleSharedProduct,
      if: title.isTie && !Self.productReasons.isDisjoint(with: titleReasons)
        && objections.isShared
    )
    addElectric(reading, title: title, lead: lead, reasons: titleReasons)
    addShape(reading)
  }

  /// Adds what is known where parties are named but no sentence ties them by its words.
  private mutating func addPair(
    _ reading: StoryReading,
    title: Link,
    lead: Link,
    isCountered: Bool
  ) {
    let sentences = [reading.titleSentence] + Array(reading.leadSentences)
    let isElectricTitle = reading.titleSentence.has(.ev)
    let isElectric = sentences.contains { $0.has(.ev) }
    let isTitlePair = reading.titleLink.groups >= 2 && !title.isTie
    if !title.isTie, !lead.isTie, reading.storyGroups >= 2 {
      add(.storyPair)
      add(.storyPairDeal, if: sentences.contains { $0.has(.deal) })
      add(.storyPairAct, if: sentences.contains { $0.has(.act) })
      add(.storyPairElectricTitle, if: isElectricTitle)
      add(.storyPairElectric, if: isElectric && !isElectricTitle)
      add(.pairUncountered, if: !isCountered)
    }
    add(.titlePairElectricTitle, if: isTitlePair && isElectricTitle)
    add(.titlePairElectric, if: isTitlePair && isElectric && !isElectricTitle)
    add(.titlePairLeadTie, if: isTitlePair && lead.isTie)
    add(.tieUncountered, if: (title.isTie || lead.isTie) && !isCountered)
    add(
      .titleEnds,
      if: title.isTie
        && reading.titleSentence.cues(.stage, in: lexicon).contains { $0.cue.stage == .ended }
    )
  }

  /// Adds what the cues of a sentence say; gives back the counter-reasons.
  private mutating func addCues(
    of sentence: Sentence,
    in text: FoldedText,
    isTitle: Bool,
    isTied: Bool = false,
    isPair: Bool = false
  ) -> [CounterReason] {
    var reasons: [CounterReason] = []
    var relations = 0
    let objections = Objections(lexicon: lexicon, text: text, sentence: sentence)
    for (place, mention) in sentence.mentions.enumerated() {
      guard case .cue(let index) = mention.thing else { continue }
      let cue = lexicon.cues[index]
      switch cue.role {
      case .deal, .act:
        relations += cue.role == .deal ? 1 : 0
        if let form = cue.form {
          seen.insert(FeatureSpace.form(form, isTitle: isTitle, isDeal: cue.role == .deal))
        }
      case .against:
        guard let reason = cue.reason else { continue }
        guard !isPair || objections.counts(reason, at: place) else { continue }
        reasons.append(reason)
        seen.insert(
          isTitle ? FeatureSpace.titleReason(reason) : FeatureSpace.leadReason(reason)
        )
      case .stage:
        if isTied, let stage = cue.stage { seen.insert(FeatureSpace.titleStage(stage)) }
      case .rival: add(.titleRival, if: isTitle)
      case .former: add(.titleFormer, if: isTitle)
      case .negation: add(.titleNegation, if: isTitle)
      case .hedge: add(.titleHedge, if: isTitle)
      case .partner: add(.titlePartner, if: isTitle)
      default: break
      }
    }
    if isTitle {
      add(.twoDeals, if: relations >= 2)
      let middle = (sentence.range.lowerBound + sentence.range.upperBound) / 2
      add(
        .dealFirst,
        if: sentence.mentions.contains { $0.role == .deal && $0.start < middle }
      )
    }
    return reasons
  }

  /// What is told of a product, not of those who made it.
  private static let productReasons: Set<CounterReason> = [.launch, .test, .sale]

  private mutating func addParties(_ reading: StoryReading) {
    let deciding = reading.parties
    var kinds: [CompanyKind] = []
    var groups: Set<Int> = []
    for thing in deciding {
      switch thing {
      case .company(let index):
        kinds.append(lexicon.companies[index].kind)
        groups.insert(lexicon.groups[index])
      default:
        kinds.append(.service)
        add(.unknownParty)
        groups.insert(-groups.count - 1)
      }
    }
    add(.sameGroup, if: deciding.count >= 2 && groups.count == 1)
    seen.insert(FeatureSpace.kind(Self.pair(kinds, groups: groups.count)))
    let titleParties = reading.titleLink.parties
    if !titleParties.isEmpty, reading.leadLinks.contains(where: { !$0.parties.isEmpty }) {
      let repeated = titleParties.count { party in
        reading.leadLinks.contains { link in
          link.parties.contains { $0.thing == party.thing }
        }
      }
      add(.leadRepeats, if: repeated == titleParties.count)
      add(.leadOtherParties, if: repeated == 0)
    }
    add(.titleManyParties, if: titleParties.count >= 4)
    add(.manyCompanies, if: reading.hasManyOrganisations)
    add(.bodyTies, if: reading.bodyTies >= StoryReading.manyTies)
  }

  private static func pair(_ kinds: [CompanyKind], groups: Int) -> FeatureSpace.KindPair {
    let makers = kinds.count { $0.makesVehicles }
    let batteries = kinds.count { $0 == .battery || $0 == .materials }
    let hasMaterials = kinds.contains(.materials)
    if kinds.isEmpty { return .nobody }
    if groups >= 2 {
      if makers >= 1, batteries >= 1 { return .makerAndBattery }
      if makers >= 1, kinds.contains(.charging) { return .makerAndCharging }
      if makers >= 2 { return .twoMakers }
      if makers == 1, kinds.contains(.supplier) { return .makerAndSupplier }
      if makers == 1, kinds.contains(.tech) { return .makerAndTech }
      if makers == 1 { return .makerAndOther }
      if batteries >= 2 { return hasMaterials ? .batteryAndMaterials : .batteries }
      if kinds.contains(.charging) { return .chargingAndOther }
      if batteries == 1 { return .batteryAndOther }
      return .outsiders
    }
    if makers >= 1 { return .makerAlone }
    if batteries >= 1 { return .batteryAlone }
    return kinds.contains(.charging) ? .tradeAlone : .outsiders
  }

  private mutating func addElectric(
    _ reading: StoryReading,
    title: Link,
    lead: Link,
    reasons: [CounterReason]
  ) {
    // Batteries of a grid are no sign of electric vehicles; only words for vehicles are, then.
    let isStorage = reasons.contains(.storage)
    let inTitle = isElectric(reading.titleSentence, besidesBatteries: isStorage)
    let inLead = reading.leadSentences.contains { isElectric($0, besidesBatteries: isStorage) }
    var implied = false
    let deciding = reading.parties
    for case .company(let index) in deciding where lexicon.companies[index].kind.impliesElectric {
      implied = !isStorage
    }
    let known = lexicon.isKnownAlliance(deciding)
    let anywhere =
      inTitle || inLead || implied || known
      || (!isStorage && reading.isElectricBody(lexicon: lexicon))
    let elsewhere = !inTitle && anywhere
    let isWeak = !title.isTie
    add(.electricNowhere, if: !anywhere)
    add(.titleDealElectricTitle, if: title.isTie && title.isDeal && inTitle)
    add(.titleDealElectricElsewhere, if: title.isTie && title.isDeal && elsewhere)
    add(.titleDealNotElectric, if: title.isTie && title.isDeal && !anywhere)
    add(.titleActElectricTitle, if: title.isTie && !title.isDeal && inTitle)
    add(.titleActElectricElsewhere, if: title.isTie && !title.isDeal && elsewhere)
    add(.titleActNotElectric, if: title.isTie && !title.isDeal && !anywhere)
    add(.electricImplied, if: title.isTie && implied)
    add(.electricKnown, if: title.isTie && known)
    add(.titleOneElectric, if: isWeak && title == .dealOne && anywhere)
    add(.leadTieElectricTitle, if: isWeak && lead.isTie && inTitle)
    add(.leadTieElectric, if: isWeak && lead.isTie && elsewhere)
    add(.leadTieNotElectric, if: isWeak && lead.isTie && !anywhere)
    add(.leadActOnly, if: !title.isRelated && !lead.isDeal)
    add(.titleCountered, if: title.isTie && !reasons.isEmpty)
    add(
      .titleObjectElsewhere,
      if: title.isTie && !inTitle && reasons.contains(where: Self.otherObjects.contains)
    )
    add(.titleCounteredNoTie, if: !title.isTie && !reasons.isEmpty)
  }

  private func isElectric(_ sentence: Sentence, besidesBatteries: Bool) -> Bool {
    guard besidesBatteries else { return sentence.has(.ev) }
    return sentence.cues(.ev, in: lexicon).contains { found in
      found.cue.meaning != "batteries" && found.cue.meaning != "materials"
    }
  }

  /// Reasons that name what an arrangement is about when it is not about electric vehicles.
  private static let otherObjects: Set<CounterReason> = [
    .hydrogen, .autonomous, .software, .storage, .finance, .logistics, .sport, .disaster, .tyre,
    .dealer, .government, .charity, .technology,
  ]

  private mutating func addShape(_ reading: StoryReading) {
    let title = reading.titleSentence
    let isMaker =
      reading.titleLink.groups == 1
      && reading.titleLink.parties.contains { party in
        guard case .company(let index) = party.thing else { return false }
        return lexicon.companies[index].kind.makesVehicles
      }
    let buys = title.cues(.act, in: lexicon).contains { $0.cue.form == .supply }
    let batteries = title.cues(.ev, in: lexicon).contains { $0.cue.meaning == "batteries" }
    add(.makerBuysBatteries, if: isMaker && buys && batteries)
    add(.titleQuestion, if: reading.title.text.characters.contains { $0.code == 0x3F })
  }
}
