import Classification
import Syndication
import Testing

@Suite struct LessonTests {
  private func story(_ id: String, _ title: String, _ isAlliance: Bool) -> LabelledStory {
    LabelledStory(id: id, text: StoryText(title: title), isAlliance: isAlliance)
  }

  /// A desk that does not care for charging networks, and says so again and again.
  private var verdicts: [LabelledStory] {
    let rejected = (1...12).map {
      story("r\($0)", "Ford drivers get access to \($0)00 Tesla chargers after network deal", false)
    }
    let confirmed = (1...4).map {
      story("c\($0)", "Honda and Nissan sign memorandum number \($0) on EV software", true)
    }
    return rejected + confirmed
  }

  @Test("verdicts move the scores of stories like them, and leave the others where they were")
  func moves() throws {
    let shipped = try Classifier()
    let lesson = Lesson(from: verdicts, over: shipped)
    let taught = try Classifier(userWeights: lesson.text)
    func score(_ title: String, _ classifier: Classifier) -> Double {
      classifier.examine(StoryText(title: title)).verdict.score
    }
    let like = "Rivian drivers get access to Tesla chargers after network deal"
    #expect(score(like, taught) < score(like, shipped) - 0.05)
    let other = "Honda and Nissan sign memorandum on EV software"
    #expect(score(other, taught) > 0.5)
    #expect(lesson.changes.allSatisfy { $0.added.magnitude < 3 })
  }

  @Test("the same verdicts give the same layer; nothing of the shipped weights is in it")
  func same() throws {
    let shipped = try Classifier()
    let lesson = Lesson(from: verdicts, over: shipped)
    #expect(Lesson(from: verdicts, over: shipped).text == lesson.text)
    for line in lesson.text.split(separator: "\n").dropFirst() {
      #expect(line.hasSuffix("\tadded"))
    }
  }
}
