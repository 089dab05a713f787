import Syndication
import Testing

@testable import Classification

/// What one headline says, in the project's own words.
struct Frame: Sendable, CustomTestStringConvertible {
  var title: String
  var parties: Set<String>
  var form: AllianceForm?

  init(_ title: String, _ parties: Set<String>, _ form: AllianceForm? = nil) {
    (self.title, self.parties, self.form) = (title, parties, form)
  }

  var testDescription: String { title }
}

@Suite("Frames of eight languages")
struct FrameTests {
  static let classifier = try? Classifier()

  @Test(
    "a headline of two who agree names both, and only them",
    arguments: [
      Frame(
        "Ford and SK On to form battery joint venture in Kentucky",
        ["Ford", "SK On"],
        .jointVenture
      ),
      Frame(
        "Stellantis buys 20% stake in EV maker Leapmotor",
        ["Stellantis", "Leapmotor"],
        .equityStake
      ),
      Frame(
        "Umicore signs cathode supply agreement with BMW for EVs",
        ["Umicore", "BMW"],
        .supply
      ),
      Frame(
        "Rivian opens charging network to Polestar under partnership",
        ["Rivian", "Polestar"],
        .charging
      ),
      Frame(
        "Subaru teams up with Panasonic on EV batteries to fend off Tesla",
        ["Subaru", "Panasonic"]
      ),
      Frame(
        "BMW und Northvolt schließen Liefervertrag über Batteriezellen",
        ["BMW", "Northvolt"],
        .supply
      ),
      Frame(
        "Renault und VW wollen gemeinsam Elektroautos entwickeln: Kooperation",
        ["Renault", "Volkswagen"]
      ),
      Frame(
        "Renault s'allie à Verkor pour fabriquer des batteries électriques",
        ["Renault", "Verkor"]
      ),
      Frame(
        "Stellantis et CATL créent une coentreprise de batteries",
        ["Stellantis", "CATL"],
        .jointVenture
      ),
      Frame("Ford y Volkswagen firman una alianza para coches eléctricos", ["Ford", "Volkswagen"]),
      Frame(
        "Iberdrola y BP, empresa conjunta de puntos de recarga",
        ["Iberdrola", "BP"],
        .jointVenture
      ),
      Frame(
        "Iveco e Hyundai, accordo di fornitura per celle e batterie",
        ["Iveco", "Hyundai"],
        .supply
      ),
      Frame(
        "Enel e Volkswagen, joint venture per la rete di ricarica",
        ["Enel", "Volkswagen"],
        .jointVenture
      ),
      Frame("トヨタと出光、全固体電池の共同開発で提携", ["Toyota", "Idemitsu"], .technologySharing),
      Frame("ホンダとGSユアサ、車載電池の合弁会社を設立", ["Honda", "GS Yuasa"], .jointVenture),
      Frame("比亚迪与丰田成立纯电动车合资公司", ["BYD", "Toyota"], .jointVenture),
      Frame("宁德时代与蔚来签署换电战略合作协议", ["CATL", "NIO"], .charging),
      Frame("현대차·LG에너지솔루션, 배터리 합작법인 설립", ["Hyundai", "LG Energy Solution"], .jointVenture),
      Frame("포스코퓨처엠, GM에 양극재 공급계약 체결", ["POSCO Future M", "General Motors"], .supply),
    ]
  )
  func alliances(frame: Frame) throws {
    let verdict = try #require(Self.classifier).examine(StoryText(title: frame.title)).verdict
    #expect(verdict.isAlliance)
    #expect(Set(verdict.parties) == frame.parties)
    if let form = frame.form { #expect(verdict.form == form) }
  }

  @Test(
    "a headline that only looks alike is none",
    arguments: [
      "BYD outsells Tesla in Europe for the third month",
      "Toyota and Isuzu to develop hydrogen fuel cell truck",
      "Tesla signs Megapack energy storage deal with utility",
      "Honda recalls 20,000 electric cars over battery fault",
      "Kia EV5 review: the better Tesla Model Y?",
      "Peugeot Partner électrique : prix et autonomie",
      "VW-Aktie fällt nach Quartalszahlen, Tesla legt zu",
      "Renault, novedades: así es el nuevo coche eléctrico, prueba y precio",
      "Stellantis, vendite in calo: la Fiat elettrica costa troppo",
      "日産、新型EV「リーフ」を発売 価格は500万円から",
      "小米汽车10月销量超特斯拉",
      "삼성SDI 3분기 영업손실…주가 급락",
      "Hyundai and Kia unveil new EV platform",
    ]
  )
  func others(title: String) throws {
    let verdict = try #require(Self.classifier).examine(StoryText(title: title)).verdict
    #expect(!verdict.isAlliance)
    #expect(verdict.parties.isEmpty)
  }

  @Test(
    "the stage is the furthest that is stated",
    arguments: [
      (
        "Honda and GM scrap plan to develop electric cars together in partnership",
        AllianceStage.ended
      ),
      ("Nissan in talks with Foxconn on EV partnership", .talks),
      ("BASF and Porsche sign cathode supply contract for EV batteries", .signed),
      ("VW and Ford extend electric car alliance", .expanded),
      ("ソニーとホンダ、ＥＶ合弁を解消", .ended),
      ("현대차-SK온 배터리 합작 협의", .talks),
      ("本田与日产终止合并谈判", .ended),
      ("VW said to discuss cell supply with CATL, sources say", .talks),
      ("Renault could build electric vans for Volvo", .announced),
      ("엘앤에프-삼성SDI, LFP 양극재 공급계약", .signed),
      ("Stellantis proche d'un accord avec Leapmotor sur un SUV électrique", .talks),
    ]
  )
  func stages(title: String, stage: AllianceStage) throws {
    let verdict = try #require(Self.classifier).examine(StoryText(title: title)).verdict
    #expect(verdict.stage == stage)
  }

  @Test(
    "partners that are only counted or described make an arrangement too",
    arguments: [
      ("BMW and five rivals to build joint charging network", "BMW"),
      ("Stellantis and parts maker agree on electric drive joint venture", "Stellantis"),
    ]
  )
  func describedPartner(title: String, party: String) throws {
    let verdict = try #require(Self.classifier).examine(StoryText(title: title)).verdict
    #expect(verdict.isAlliance, "\(verdict.score)")
    #expect(verdict.parties == [party])
  }

  @Test("a partner that no lexicon knows is named where the frame says so")
  func unknownPartner() throws {
    let story = StoryText(title: "Toyota to form EV battery joint venture with Brelvano Energy")
    let verdict = try #require(Self.classifier).examine(story).verdict
    #expect(verdict.parties == ["Toyota", "Brelvano Energy"])
  }

  @Test("two of one group are no pair")
  func oneGroup() throws {
    let story = StoryText(title: "Audi and Porsche deepen cooperation on electric platform")
    let verdict = try #require(Self.classifier).examine(story).verdict
    #expect(!verdict.isAlliance)
  }
}
