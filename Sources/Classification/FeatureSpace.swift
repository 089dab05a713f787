import Syndication

/// The named features of the linear model: every name, and the number that the weights go by.
enum FeatureSpace {
  /// All names, in the order of their numbers.
  static let names: [String] =
    links(of: "title") + links(of: "lead") + reasons(of: "title") + reasons(of: "lead")
    + forms(of: "title-deal") + forms(of: "title-act") + forms(of: "lead-deal")
    + forms(of: "lead-act") + stages(of: "title") + kinds.map { "kinds-\($0)" }
    + Flag.allCases.map(\.rawValue)

  static let count = names.count

  /// The number of a name, or nil.
  static func number(of name: String) -> Int? { numbers[name] }

  static func titleLink(_ link: Link) -> Int { link.rawValue }
  static func leadLink(_ link: Link) -> Int { linkCount + link.rawValue }
  static func titleReason(_ reason: CounterReason) -> Int {
    2 * linkCount + place(reason)
  }
  static func leadReason(_ reason: CounterReason) -> Int {
    2 * linkCount + reasonCount + place(reason)
  }
  static func form(_ form: AllianceForm, isTitle: Bool, isDeal: Bool) -> Int {
    let family = (isTitle ? 0 : 2) + (isDeal ? 0 : 1)
    return formBase + family * formCount + place(form)
  }
  static func titleStage(_ stage: AllianceStage) -> Int { formBase + 4 * formCount + place(stage) }
  static func kind(_ pair: KindPair) -> Int { kindBase + pair.rawValue }
  static func flag(_ flag: Flag) -> Int { kindBase + KindPair.allCases.count + place(flag) }

  /// What the two parties make, in the combinations that mean something.
  enum KindPair: Int, CaseIterable {
    case twoMakers, makerAndBattery, makerAndCharging, makerAndSupplier, makerAndTech
    case makerAndOther, batteryAndMaterials, batteries, chargingAndOther, batteryAndOther
    case makerAlone, batteryAlone, tradeAlone, outsiders, nobody

    var name: String {
      switch self {
      case .twoMakers: "two-makers"
      case .makerAndBattery: "maker-and-battery"
      case .makerAndCharging: "maker-and-charging"
      case .makerAndSupplier: "maker-and-supplier"
      case .makerAndTech: "maker-and-tech"
      case .makerAndOther: "maker-and-other"
      case .batteryAndMaterials: "battery-and-materials"
      case .batteries: "two-battery-firms"
      case .chargingAndOther: "charging-and-other"
      case .batteryAndOther: "battery-and-other"
      case .makerAlone: "one-maker"
      case .batteryAlone: "one-battery-firm"
      case .tradeAlone: "one-of-the-trade"
      case .outsiders: "outsiders"
      case .nobody: "nobody"
      }
    }
  }

  /// Features that stand alone.
  enum Flag: String, CaseIterable {
    case electricImplied = "ev-by-what-the-parties-make"
    case electricKnown = "ev-by-known-alliance"
    case electricNowhere = "ev-nowhere"
    case titleDealElectricTitle = "deal-in-title-and-ev-in-title"
    case titleDealElectricElsewhere = "deal-in-title-and-ev-elsewhere"
    case titleDealNotElectric = "deal-in-title-and-no-ev"
    case titleActElectricTitle = "act-in-title-and-ev-in-title"
    case titleActElectricElsewhere = "act-in-title-and-ev-elsewhere"
    case titleActNotElectric = "act-in-title-and-no-ev"
    case titleOneElectric = "deal-of-one-party-in-title-and-ev"
    case leadTieElectricTitle = "tie-in-lead-only-and-ev-in-title"
    case leadTieElectric = "tie-in-lead-only-and-ev"
    case leadTieNotElectric = "tie-in-lead-only-and-no-ev"
    case leadActOnly = "act-in-lead-only"
    case titleCountered = "tie-in-title-and-counter-reason"
    case titleObjectElsewhere = "tie-in-title-about-something-else"
    case titleCounteredNoTie = "counter-reason-in-title-and-no-tie"
    case titleSharedProduct = "launch-of-something-shared-in-title"
    case makerBuysBatteries = "one-maker-supply-and-batteries-in-title"
    case titleQuestion = "question-in-title"
    case titleRival = "rival-in-title"
    case titleFormer = "former-partner-in-title"
    case titleNegation = "negation-in-title"
    case titleHedge = "hedge-in-title"
    case titlePartner = "unnamed-partner-in-title"
    case titleManyParties = "four-parties-or-more-in-title"
    case manyCompanies = "six-companies-or-more-in-story"
    case bodyTies = "more-ties-in-body"
    case leadRepeats = "lead-names-the-same-parties"
    case leadOtherParties = "lead-names-other-parties"
    case unrelated = "no-relation"
    case storyPair = "parties-in-title-and-lead-without-tie"
    case storyPairDeal = "parties-in-title-and-lead-and-deal"
    case storyPairAct = "parties-in-title-and-lead-and-act"
    case storyPairElectricTitle = "parties-in-title-and-lead-and-ev-in-title"
    case storyPairElectric = "parties-in-title-and-lead-and-ev"
    case titlePairElectricTitle = "pair-without-relation-and-ev-in-title"
    case titlePairElectric = "pair-without-relation-and-ev"
    case titlePairLeadTie = "pair-in-title-and-tie-in-lead"
    case tieUncountered = "tie-and-no-counter-reason"
    case pairUncountered = "pair-and-no-counter-reason"
    case titleEnds = "tie-in-title-comes-to-its-end"
    case twoDeals = "two-relations-in-title"
    case dealFirst = "relation-in-first-half-of-title"
    case unknownParty = "party-outside-lexicon"
    case sameGroup = "one-group-only"
  }

  private static let linkCount = Link.allCases.count
  private static let reasonCount = CounterReason.allCases.count
  private static let formCount = AllianceForm.allCases.count
  private static let formBase = 2 * linkCount + 2 * reasonCount
  private static let kindBase = formBase + 4 * formCount + AllianceStage.allCases.count
  private static let kinds = KindPair.allCases.map(\.name)
  private static let numbers = Dictionary(
    names.enumerated().map { ($0.element, $0.offset) },
    uniquingKeysWith: { first, _ in first }
  )

  private static let reasons = CounterReason.allCases
  private static let forms = AllianceForm.allCases
  private static let stages = AllianceStage.allCases
  private static let flags = Flag.allCases

  // So few that looking along them is quicker than hashing.
  private static func place(_ reason: CounterReason) -> Int { reasons.firstIndex(of: reason) ?? 0 }
  private static func place(_ form: AllianceForm) -> Int { forms.firstIndex(of: form) ?? 0 }
  private static func place(_ stage: AllianceStage) -> Int { stages.firstIndex(of: stage) ?? 0 }
  private static func place(_ flag: Flag) -> Int { flags.firstIndex(of: flag) ?? 0 }

  private static func links(of segment: String) -> [String] {
    Link.allCases.map { "\(segment)-\($0.name)" }
  }
  private static func reasons(of segment: String) -> [String] {
    CounterReason.allCases.map { "\(segment)-against-\($0.rawValue)" }
  }
  private static func forms(of segment: String) -> [String] {
    AllianceForm.allCases.map { "\(segment)-\($0.rawValue)" }
  }
  private static func stages(of segment: String) -> [String] {
    AllianceStage.allCases.map { "\(segment)-stage-\($0.rawValue)" }
  }
}
