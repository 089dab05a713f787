/// A piece of a YAML file with its place: what is left of the file once it has been composed.
struct YAMLValue {
  /// The three shapes that YAML has.
  enum Content {
    /// A word, a number or a text; `isPlain` when it stands there without quotes.
    case scalar(String, isPlain: Bool)
    /// A list.
    case list([YAMLValue])
    /// Keys and values in the order of the file, no key twice.
    case map([(key: YAMLValue, value: YAMLValue)])
  }

  /// What it is.
  var content: Content
  /// Where it starts, both from 1; the column counts Unicode scalars.
  var line: Int, column: Int

  /// The text of a scalar; nil for a list, a map, or nothing at all (`key:` with no value).
  var text: String? {
    guard case .scalar(let text, _) = content, !isNull else { return nil }
    return text
  }

  /// Whether it is YAML's nothing: an empty plain scalar, `~` or `null`.
  var isNull: Bool {
    guard case .scalar(let text, isPlain: true) = content else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(text)
  }

  /// What it is, for a message.
  var kind: String {
    switch content {
    case _ where isNull: "nothing"
    case .scalar(let text, _): "\"\(Self.shown(text))\""
    case .list: "a list"
    case .map: "a group of keys"
    }
  }

  /// A user's own text, short and with nothing in it that a terminal would obey.
  static func shown(_ text: String) -> String {
    let clean = String(
      String.UnicodeScalarView(
        text.unicodeScalars.prefix(60).map { scalar in
          scalar.properties.generalCategory == .control
            || scalar.properties.generalCategory == .format
            || scalar.properties.generalCategory == .lineSeparator
            || scalar.properties.generalCategory == .paragraphSeparator ? "\u{FFFD}" : scalar
        }
      )
    )
    return text.unicodeScalars.count > 60 ? clean + "…" : clean
  }
}
