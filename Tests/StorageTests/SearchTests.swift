import Storage
import Syndication
import Testing

@Suite struct SearchTests {
  private func store() throws -> Store {
    let store = try Store()
    _ = try store.record(
      [
        Sample.harvest(
          try Sample.feed("a"),
          [
            Sample.item(
              "Solid-state cells for Škoda",
              id: "1",
              text: "The pack is solid. State aid."
            ),
            Sample.item("トヨタとEV電池の全固体電池で提携", id: "2", text: "出光興産と全固体電池を量産する。"),
            Sample.item("현대차와 배터리 합작", id: "3", text: "LG에너지솔루션과 합작법인을 세운다."),
            Sample.item("宁德时代与福特合作", id: "4", text: "双方签署谅解备忘录。"),
            Sample.item("ＥＶ news", id: "5", text: "Full width letters."),
          ]
        )
      ],
      at: Sample.now
    )
    return store
  }

  @Test(
    "finds words of any script, and only them",
    arguments: [
      ("solid", ["1"]), ("SOLID state", ["1"]), ("\"state aid\"", ["1"]), ("\"aid state\"", []),
      ("skoda", ["1"]), ("sol", []), ("sol*", ["1"]), ("solid -aid", []), ("solid -truck", ["1"]),
      ("全固体電池", ["2"]), ("固体", ["2"]), ("体電池", ["2"]), ("電", ["2"]), ("池全", []),
      ("トヨタ", ["2"]), ("EV電池", ["2"]), ("배터리", ["3"]), ("현대차", ["3"]), ("합작", ["3"]),
      ("宁德时代", ["4"]), ("备忘录 福特", ["4"]), ("福特 現代", []), ("ev", ["2", "5"]),
      ("「全固体」", ["2"]), ("（电池）", []), ("《备忘录》 -「現代」", ["4"]), ("『出光』、", ["2"]),
    ] as [(String, [String])]
  )
  func finds(words: String, ids: [String]) throws {
    let hits = try store().search(words, limit: 10)
    let titles = ["1": "Solid", "2": "トヨタ", "3": "현대차", "4": "宁德", "5": "ＥＶ"]
    let expected = ids.compactMap { titles[$0] }
    #expect(hits.count == expected.count)
    for prefix in expected {
      #expect(hits.contains { ($0.row.title ?? "").hasPrefix(prefix) })
    }
  }

  @Test("marks the words in the headline and in the text")
  func marks() throws {
    let hit = try #require(try store().search("solid", limit: 1).first)
    #expect(hit.titleMarks == [SearchHit.Mark(start: 0, end: 5)])
    #expect(hit.excerpt.hasPrefix("The pack is solid."))
    #expect(hit.excerptMarks == [SearchHit.Mark(start: 12, end: 17)])
    for words in ["skoda", "SKODA", "Škoda", "^skoda", "*skoda)"] {
      let hit = try #require(try store().search(words, limit: 1).first)
      #expect(hit.titleMarks == [SearchHit.Mark(start: 22, end: 27)], "\(words)")
    }
    let wide = try #require(try store().search("ev", limit: 1).first { $0.row.title == "ＥＶ news" })
    #expect(wide.titleMarks == [SearchHit.Mark(start: 0, end: 2)])
    let kana = try #require(try store().search("全固体電池", limit: 1).first)
    #expect(kana.titleMarks == [SearchHit.Mark(start: 9, end: 14)])
  }

  @Test(
    "signs of the index's own language are words like others",
    arguments: [
      "\"", "title:", "a AND", "NEAR(", "col : x", "^x", "x + y", "{a b}", "(", "'; DROP", "-", "*",
    ]
  )
  func hostile(words: String) throws {
    let store = try store()
    do {
      _ = try store.search(words, limit: 3)
    } catch {
      guard case .unusable = error else {
        Issue.record("\(words): \(error)")
        return
      }
    }
  }
}
