import Classification
import JSONText
import Syndication

/// A measurement of the classifier for a person, or as JSON.
enum EvaluationText {
  /// The lines for a person: totals, languages, forms, then every error where asked for.
  static func lines(_ evaluation: Evaluation, errors: Bool) -> [String] {
    let total = evaluation.total
    let details = evaluation.details
    let interval = evaluation.interval
    var lines = [
      "\(counted(total.stories, "story")), \(counted(total.found + total.missed, "alliance"))",
      "precision \(share(total.precision))  recall \(share(total.recall))  F1 \(share(total.f1))"
        + "  (95 %: \(share(interval.lowerBound)) to \(share(interval.upperBound)))",
      "false alarms on look-alikes \(share(evaluation.hardFalseAlarms))",
      "of those found: form right \(share(details.form)), stage right \(share(details.stage)), "
        + "parties precision \(share(details.partyPrecision)) recall \(share(details.partyRecall))",
    ]
    for (name, tally) in evaluation.languages {
      lines.append(
        "  \(name): \(counted(tally.stories, "story")), precision \(share(tally.precision)), "
          + "recall \(share(tally.recall)), F1 \(share(tally.f1))"
      )
    }
    for (form, found, stories) in evaluation.forms {
      lines.append("  \(form.rawValue): \(found) of \(stories) found")
    }
    guard errors else { return lines }
    for outcome in evaluation.outcomes where outcome.isError {
      let kind = outcome.isTagged ? "false alarm" : "missed"
      let title = outcome.story.text.title.printable
      lines.append("\(kind) \(share(outcome.verdict.score)) \(outcome.story.id): \(title)")
    }
    return lines
  }

  /// The same as JSON.
  static func json(_ evaluation: Evaluation) -> JSONValue {
    let details = evaluation.details
    let interval = evaluation.interval
    var object = tally(evaluation.total)
    object.append("f1_interval", [number(interval.lowerBound), number(interval.upperBound)])
    object.append("hard_false_alarms", number(evaluation.hardFalseAlarms))
    object.append("form_right", number(details.form))
    object.append("stage_right", number(details.stage))
    object.append("party_precision", number(details.partyPrecision))
    object.append("party_recall", number(details.partyRecall))
    var languages = JSONObject()
    for (name, counts) in evaluation.languages { languages.append(name, .object(tally(counts))) }
    object.append("languages", .object(languages))
    var forms = JSONObject()
    for (form, found, stories) in evaluation.forms {
      forms.append(form.rawValue, ["found": .int(found), "stories": .int(stories)])
    }
    object.append("forms", .object(forms))
    let errors = evaluation.outcomes.filter(\.isError).map { outcome -> JSONValue in
      [
        "id": .string(outcome.story.id), "title": .string(outcome.story.text.title),
        "label": .int(outcome.story.isAlliance ? 1 : 0), "score": number(outcome.verdict.score),
      ]
    }
    object.append("errors", .array(errors))
    return .object(object)
  }

  private static func tally(_ tally: Evaluation.Tally) -> JSONObject {
    var object = JSONObject()
    object.append("stories", .int(tally.stories))
    object.append("found", .int(tally.found))
    object.append("false_alarms", .int(tally.falseAlarms))
    object.append("missed", .int(tally.missed))
    object.append("precision", number(tally.precision))
    object.append("recall", number(tally.recall))
    object.append("f1", number(tally.f1))
    return object
  }

  private static func number(_ value: Double) -> JSONValue {
    .double((value * 10_000).rounded() / 10_000)
  }

  /// Three decimals.
  private static func share(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    let digits = String(thousandths % 1000)
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
  }
}
