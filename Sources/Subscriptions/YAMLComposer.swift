import Yams

/// From text to `YAMLValue`: the one place that knows Yams.
struct YAMLComposer {
  /// The file's name, for messages.
  let file: String

  /// The document's only value; nil when it holds nothing but comments.
  func compose(_ text: YAMLText) throws(SubscriptionError) -> YAMLValue? {
    do {
      // Yams keeps a pointer to the text's own storage; a text so short that Swift keeps it inside
      // the value has none that lasts, so it is made longer by empty lines.
      let lasting =
        text.text + (text.text.utf8.count < 64 ? String(repeating: "\n", count: 64) : "")
      // Without resolver rules every scalar stays the text that it is: we know what we ask for.
      let parser = try Parser(yaml: lasting, resolver: .basic, encoding: .utf8)
      guard let root = try parser.singleRoot() else { return nil }
      // Anchors live only as long as the parser that met them.
      return try withExtendedLifetime(parser) { try value(root) }
    } catch let error as SubscriptionError {
      throw error
    } catch let error as YamlError {
      throw .mistake(mistake(error, in: text.text))
    } catch {
      throw .unreadable(file: file, why: "\(error)")
    }
  }

  /// An anchored node always comes before its aliases, so walking in order meets the anchor first
  /// and never a copy.
  private func value(_ node: Node) throws -> YAMLValue {
    let line = node.mark?.line ?? 1
    let column = node.mark?.column ?? 1
    if node.anchor != nil {
      throw SubscriptionError.mistake(
        .init(
          file: file,
          line: line,
          column: column,
          what: "anchors (&name) are not taken",
          expected: "each value written out"
        )
      )
    }
    switch node {
    case .scalar(let scalar):
      return YAMLValue(
        content: .scalar(scalar.string, isPlain: scalar.style == .plain),
        line: line,
        column: column
      )
    case .sequence(let sequence):
      return YAMLValue(
        content: .list(try sequence.map(value)),
        line: line,
        column: column
      )
    case .mapping(let mapping):
      let entries = try mapping.map { (key: try value($0.key), value: try value($0.value)) }
      return YAMLValue(
        content: .map(entries),
        line: line,
        column: column
      )
    case .alias:
      throw SubscriptionError.mistake(
        .init(file: file, line: line, column: column, what: "aliases (*name) are not taken")
      )
    }
  }

  private func mistake(_ error: YamlError, in text: String) -> SubscriptionError.Mistake {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      return mistake(context, problem, mark, in: text)
    case .duplicatedKeysInMapping(let keys, let context):
      let key = keys.first ?? ""
      let second = secondPlace(of: key, after: context.mark, in: text)
      return .init(
        file: file,
        line: second.line,
        column: second.column,
        what: "key \"\(YAMLValue.shown(key))\" stands here a second time"
          + (second.line > context.mark.line ? " (first in line \(context.mark.line))" : ""),
        expected: "each key once"
      )
    case .reader(let problem, _, _, _), .writer(let problem), .emitter(let problem),
      .representer(let problem):
      return .init(file: file, what: "not YAML: \(problem)")
    case .no, .memory, .dataCouldNotBeDecoded:
      return .init(file: file, what: "cannot be read as YAML")
    }
  }

  private func mistake(
    _ context: YamlError.Context?,
    _ problem: String,
    _ mark: Mark,
    in text: String
  ) -> SubscriptionError.Mistake {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.indices.contains(mark.line - 1),
      lines[mark.line - 1].prefix(while: { $0 == " " || $0 == "\t" || $0 == "-" }).contains("\t")
    {
      let column = lines[mark.line - 1].prefix { $0 != "\t" }.count + 1
      return .init(
        file: file,
        line: mark.line,
        column: column,
        what: "a tab in the indentation",
        expected: "spaces"
      )
    }
    // An unclosed bracket or quote is noticed at the end of the file and wanted where it opens.
    let opens = context.map { $0.text.contains("flow") || $0.text.contains("quoted") } ?? false
    let place = opens ? context?.mark ?? mark : mark
    let during = (context?.text).map { " (\($0))" } ?? ""
    let isTooDeep = problem.contains("nesting level")
    // What is missed at the end is noticed behind it.
    let written = lines.last == "" ? lines.dropLast() : lines[...]
    let isBehind = place.line > written.count
    return .init(
      file: file,
      line: isBehind ? max(1, written.count) : place.line,
      column: isBehind ? (written.last?.count ?? 0) + 1 : place.column,
      what: isTooDeep ? "nested too deeply" : "not YAML: \(problem)\(during)"
    )
  }

  /// Yams tells where a doubled key stands first; a person looks for the second.
  private func secondPlace(
    of key: String,
    after first: Mark,
    in text: String
  ) -> (line: Int, column: Int) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated().dropFirst(first.line) {
      let body = line.drop { " -\"'".contains($0) }
      guard body.hasPrefix(key) else { continue }
      let after = body.dropFirst(key.count).drop { " \"'".contains($0) }
      let column = line.count - body.count + 1
      if after.first == ":", column == first.column { return (index + 1, column) }
    }
    return (first.line, first.column)
  }
}
