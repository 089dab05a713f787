import Syndication
import Testing

@testable import Classification

@Suite("What speaks against an arrangement")
struct ObjectionTests {
  static let classifier = try? Classifier()

  @Test(
    "is no objection behind it, beside its object, or where two do it",
    arguments: [
      Frame("Umicore to supply cathodes to Verkor, shares jump", ["Umicore", "Verkor"], .supply),
      Frame("에코프로비엠-SK온 양극재 공급계약…주가 급등", ["EcoPro", "SK On"], .supply),
      Frame("Renault and Valeo to develop next-gen electric motor", ["Renault", "Valeo"]),
      Frame("BMW and Rimac to build battery packs, quarterly profit falls", ["BMW", "Rimac"]),
      Frame(
        "Toyota, Isuzu to build electric and fuel cell trucks together",
        ["Toyota", "Isuzu"]
      ),
      Frame(
        "Nissan shares surge on merger talks with Honda over electric cars",
        ["Nissan", "Honda"],
        .merger
      ),
      Frame(
        "VW and Stellantis join forces on batteries and robotaxis",
        ["Volkswagen", "Stellantis"]
      ),
    ]
  )
  func passes(frame: Frame) throws {
    let verdict = try #require(Self.classifier).examine(StoryText(title: frame.title)).verdict
    #expect(verdict.isAlliance, "\(verdict.score)")
    #expect(Set(verdict.parties) == frame.parties)
    if let form = frame.form { #expect(verdict.form == form) }
  }

  @Test(
    "counts where it is what the headline is about",
    arguments: [
      "Hyundai and Kia shares jump on battery deal hopes",
      "Toyota and Isuzu to build fuel cell trucks together",
      "Sany unveils electric loader with CATL pack",
      "Renault unveils Valeo motor in new electric van",
      "VW and Stellantis join forces on robotaxis",
      "LG에너지솔루션·SK온 배터리 소송 합의로 끝나",
      "大众与小鹏合作的首款电动车亮相",
      "LG and SK battery feud drags on as Ford and VW wait for cells",
      "Senators ask Ford about battery licence from CATL",
    ]
  )
  func counts(title: String) throws {
    let verdict = try #require(Self.classifier).examine(StoryText(title: title)).verdict
    #expect(!verdict.isAlliance, "\(verdict.score)")
  }
}
