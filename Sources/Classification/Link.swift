/// How closely a sentence ties two organisations, from not at all to as close as words can.
enum Link: Int, CaseIterable, Sendable, Comparable {
  case none
  case oneParty, onlyPair, joinedPair
  case kinPair, stagePair
  case actAlone, dealAlone
  case actOne, dealOne
  case actUnnamed, actNear
  case actBetween, actJoined
  case dealUnnamed, dealNear
  case dealBetween, dealJoined

  /// The name that the features carry.
  var name: String {
    switch self {
    case .none: "none"
    case .oneParty: "one-party"
    case .onlyPair: "pair-without-relation"
    case .joinedPair: "joined-pair-without-relation"
    case .kinPair: "maker-and-its-kind-of-supplier"
    case .stagePair: "pair-and-stage"
    case .actAlone: "act-without-party"
    case .dealAlone: "deal-without-party"
    case .actOne: "act-of-one-party"
    case .dealOne: "deal-of-one-party"
    case .actUnnamed: "act-with-unnamed-partner"
    case .actNear: "act-near-pair"
    case .actBetween: "act-between-parties"
    case .actJoined: "act-of-joined-pair"
    case .dealUnnamed: "deal-with-unnamed-partner"
    case .dealNear: "deal-near-pair"
    case .dealBetween: "deal-between-parties"
    case .dealJoined: "deal-of-joined-pair"
    }
  }

  /// Whether it takes two organisations and a relation.
  var isTie: Bool {
    switch self {
    case .kinPair, .stagePair, .actUnnamed, .actBetween, .actJoined, .actNear, .dealUnnamed,
      .dealNear, .dealBetween,
      .dealJoined:
      true
    default: false
    }
  }

  /// Whether there is a relation at all, be it of one organisation.
  var isRelated: Bool { isTie || self == .dealOne || self == .actOne || self == .dealAlone }

  /// Whether a word that names an arrangement makes it.
  var isDeal: Bool {
    switch self {
    case .dealAlone, .dealOne, .dealUnnamed, .dealNear, .dealBetween, .dealJoined: true
    default: false
    }
  }

  static func < (left: Link, right: Link) -> Bool { left.rawValue < right.rawValue }
}
