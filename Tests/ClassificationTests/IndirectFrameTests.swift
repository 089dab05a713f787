import Syndication
import Testing

@testable import Classification

@Suite("Ties that are told without naming a tie")
struct IndirectFrameTests {
  static let classifier = try? Classifier()

  @Test(
    "a purchase, a stake, an end or a shared network is one",
    arguments: [
      Frame("Kia and Isuzu will build an electric van together", ["Kia", "Isuzu"]),
      Frame(
        "Volvo Cars sells out of Northvolt and winds up cell venture",
        ["Volvo Cars", "Northvolt"]
      ),
      Frame("BMW kündigt Zellvertrag mit Northvolt", ["BMW", "Northvolt"]),
      Frame("Renault porte sa part dans Verkor à 20 %", ["Renault", "Verkor"], .equityStake),
      Frame(
        "VW kauft sich bei Batteriefirma Gotion ein: Anteil an Gotion steigt",
        ["Volkswagen", "Gotion"]
      ),
      Frame("スズキとスバル、電動SUVを一緒に開発", ["Suzuki", "Subaru"]),
      Frame("現代自のEV、テスラの急速充電器で充電可能に", ["Hyundai", "Tesla"]),
    ]
  )
  func tells(frame: Frame) throws {
    let classifier = try #require(Self.classifier)
    let verdict = classifier.examine(StoryText(title: frame.title)).verdict
    #expect(verdict.isAlliance, "\(verdict.score)")
    #expect(Set(verdict.parties) == frame.parties)
    if let form = frame.form { #expect(verdict.form == form) }
  }

  @Test(
    "what binds nobody is a memorandum, whatever it is about",
    arguments: [
      StoryText(
        title: "Mazda and Suzuki to share EV software and parts",
        summary: "The two carmakers reached a non-binding agreement on common battery modules."
      ),
      StoryText(
        title: "Mazda und Suzuki wollen Software für E-Autos teilen",
        summary: "Die Hersteller haben eine unverbindliche Vereinbarung getroffen."
      ),
      StoryText(
        title: "マツダとスズキ、EVの基盤ソフトを共通化へ　法的拘束力のない合意"
      ),
    ]
  )
  func memorandum(story: StoryText) throws {
    let verdict = try #require(Self.classifier).examine(story).verdict
    #expect(verdict.form == .memorandum)
    #expect(Set(verdict.parties) == ["Mazda", "Suzuki"])
  }

  @Test("only the verdict's parties are marked as parties in the evidence")
  func roles() throws {
    let story = StoryText(
      title: "Ford and SK On form battery joint venture for electric cars",
      summary: "The plant is meant to help against rivals Tesla and BYD. GM buys from LG Chem."
    )
    let verdict = try #require(Self.classifier).examine(story).verdict
    let parties = verdict.evidence.filter { $0.role == "party" }.compactMap(\.meaning)
    #expect(Set(parties) == ["Ford", "SK On"])
    let rivals = verdict.evidence.filter { $0.role == "rival" }.map(\.text)
    #expect(rivals.contains("Tesla") && rivals.contains("BYD"))
  }
}
