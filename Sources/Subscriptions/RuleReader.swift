import Expressions
import Syndication

/// Reads the `rules:` of feeds.yml.
struct RuleReader {
  /// The file's name, for messages.
  let file: String

  /// Reads the list; nil and an empty list are no rules at all.
  func read(_ value: YAMLValue?) throws(SubscriptionError) -> [TagRule] {
    guard let value else { return [] }
    guard case .list(let members) = value.content else {
      throw .mistake(
        .init(
          file: file,
          line: value.line,
          column: value.column,
          what: "\(value.kind) as \"rules\"",
          expected: "a list of \"- tag: …\""
        )
      )
    }
    var rules: [TagRule] = []
    for member in members { rules.append(try rule(member)) }
    return rules
  }

  private func rule(_ value: YAMLValue) throws(SubscriptionError) -> TagRule {
    let keys = try YAMLKeys(
      value,
      known: ["tag", "any", "all", "none", "companies", "regex", "in"],
      place: "in a rule",
      file: file
    )
    var rule = TagRule(tag: try tag(keys, value))
    rule.any = try keys.texts("any")
    rule.all = try keys.texts("all")
    rule.none = try keys.texts("none")
    rule.companies = try keys.texts("companies")
    rule.regex = try regex(keys)
    let place = keys["companies"] ?? value
    (rule.line, rule.column) = (place.line, place.column)
    guard !(rule.any + rule.all + rule.companies).isEmpty || rule.regex != nil else {
      throw keys.mistake(
        value,
        "a rule that asks for nothing",
        expected: "\"any\", \"all\", \"companies\" or \"regex\""
      )
    }
    if let fields = keys["in"] {
      let names = try keys.texts("in")
      guard !names.isEmpty, names.allSatisfy({ ["title", "text"].contains($0) }) else {
        throw keys.mistake(
          fields,
          "\(names) as \"in\"",
          expected: "[title], [text] or [title, text]"
        )
      }
      (rule.inTitle, rule.inText) = (names.contains("title"), names.contains("text"))
    }
    return rule
  }

  private func tag(_ keys: YAMLKeys, _ value: YAMLValue) throws(SubscriptionError) -> String {
    guard let place = keys["tag"], let tag = try keys.text("tag") else {
      throw keys.mistake(value, "a rule without a tag", expected: "\"tag: …\"")
    }
    guard !tag.isEmpty, !tag.contains(where: { $0.isWhitespace || $0 == "," }) else {
      throw keys.mistake(
        place,
        "\(place.kind) as \"tag\"",
        expected: "one word, such as solid-state"
      )
    }
    guard tag != Verdict.allianceTag else {
      throw keys.mistake(
        place,
        "the tag \"\(tag)\" is built in",
        expected: "a name of the rule's own"
      )
    }
    return tag
  }

  private func regex(_ keys: YAMLKeys) throws(SubscriptionError) -> String? {
    guard let value = keys["regex"], let pattern = try keys.text("regex") else { return nil }
    guard !pattern.isEmpty else {
      throw keys.mistake(value, "an empty text in \"regex\"", expected: "a regular expression")
    }
    do {
      _ = try Expression(pattern)
      return pattern
    } catch {
      throw keys.mistake(
        value,
        "not a regular expression: \(value.kind) (\(YAMLValue.shown(error.description)))",
        expected: nil
      )
    }
  }
}
