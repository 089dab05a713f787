/// What a company makes; decides whether an arrangement of it can be about electric vehicles.
package enum CompanyKind: String, Sendable, CaseIterable {
  case automaker
  case evMaker = "ev-maker"
  case truck, bus
  case twoWheeler = "two-wheeler"
  case battery, materials, charging, supplier, tech, energy
  case finance, retail, service

  /// Whether it makes vehicles.
  var makesVehicles: Bool {
    switch self {
    case .automaker, .evMaker, .truck, .bus, .twoWheeler: true
    default: false
    }
  }

  /// Whether whatever it does in this field is about electric vehicles.
  var impliesElectric: Bool {
    switch self {
    case .evMaker, .battery, .materials, .charging: true
    default: false
    }
  }

  /// Whether it belongs to those whose arrangements are looked for.
  var isOfTheTrade: Bool { makesVehicles || impliesElectric }
}

/// A company of the lexicon.
package struct Company: Sendable, Hashable {
  /// The name that the verdict uses.
  package var name: String
  /// What it makes.
  package var kind: CompanyKind
  /// Its country's two-letter code; empty when it does not matter.
  package var country: String
  /// The group it belongs to; two companies of one group are no pair.
  package var group: String
}
