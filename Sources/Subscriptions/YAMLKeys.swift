import Syndication

/// One group of keys while it is read: hands out each value once, refuses what it does not know.
struct YAMLKeys {
  /// Where the group starts.
  let line: Int, column: Int
  /// The file's name, for messages.
  let file: String
  private let entries: [(key: YAMLValue, value: YAMLValue)]

  /// Opens `value` as a group that may hold `known` keys; `place` names it, as in `under "feeds"`.
  init(
    _ value: YAMLValue,
    known: [String],
    place: String,
    file: String
  ) throws(SubscriptionError) {
    (line, column, self.file) = (value.line, value.column, file)
    guard case .map(let entries) = value.content else {
      throw .mistake(
        .init(
          file: file,
          line: value.line,
          column: value.column,
          what: "\(value.kind) \(place)",
          expected: "keys such as \(known.prefix(3).joined(separator: ", "))"
        )
      )
    }
    self.entries = entries
    for entry in entries {
      let key = entry.key.text ?? ""
      guard !known.contains(key) else { continue }
      let near = NearestKey.to(key, among: known)
      throw .mistake(
        .init(
          file: file,
          line: entry.key.line,
          column: entry.key.column,
          what: "unknown key \"\(YAMLValue.shown(key))\" \(place)"
            + (near.map { " (did you mean \"\($0)\"?)" } ?? ""),
          expected: near == nil ? "one of \(known.joined(separator: ", "))" : nil
        )
      )
    }
  }

  /// The value of `key`; nil when the key is missing or has no value.
  subscript(key: String) -> YAMLValue? {
    guard let entry = entries.first(where: { $0.key.text == key }), !entry.value.isNull else {
      return nil
    }
    return entry.value
  }

  /// Whether the key is there, with or without a value.
  func has(_ key: String) -> Bool { entries.contains { $0.key.text == key } }

  /// A mistake at `value`.
  func mistake(_ value: YAMLValue, _ what: String, expected: String?) -> SubscriptionError {
    .mistake(
      .init(file: file, line: value.line, column: value.column, what: what, expected: expected)
    )
  }

  /// One line of text.
  func text(_ key: String) throws(SubscriptionError) -> String? {
    guard let value = self[key] else { return nil }
    return try line(of: value, key: key)
  }

  /// One line of text out of `value`, which stands under `key`.
  func line(of value: YAMLValue, key: String) throws(SubscriptionError) -> String {
    guard var text = value.text else {
      throw mistake(value, "\(value.kind) as \"\(key)\"", expected: "one line of text")
    }
    // A text written with | or > ends with a line end of its own.
    if text.unicodeScalars.last == "\n" { text.unicodeScalars.removeLast() }
    let forbidden = text.unicodeScalars.contains {
      $0.properties.generalCategory == .control || $0.value == 0x2028 || $0.value == 0x2029
    }
    if forbidden {
      throw mistake(
        value,
        "line break or control character in \"\(key)\"",
        expected: "one line of text"
      )
    }
    return text
  }

  /// A list of texts; a single text counts as a list of one.
  func texts(_ key: String) throws(SubscriptionError) -> [String] {
    guard let value = self[key] else { return [] }
    guard case .list(let members) = value.content else {
      guard value.text != nil else {
        throw mistake(value, "\(value.kind) as \"\(key)\"", expected: "a list such as [one, two]")
      }
      return [try words(in: value, key: key)]
    }
    var texts: [String] = []
    for member in members {
      let text = try words(in: member, key: key)
      if !texts.contains(text) { texts.append(text) }
    }
    return texts
  }

  /// One line of text that is not empty.
  func words(in value: YAMLValue, key: String) throws(SubscriptionError) -> String {
    let text = try line(of: value, key: key)
    guard !text.allSatisfy(\.isWhitespace) else {
      throw mistake(value, "an empty text in \"\(key)\"", expected: "a word or words")
    }
    return text
  }

  /// A duration above zero.
  func duration(_ key: String) throws(SubscriptionError) -> Duration? {
    guard let value = self[key] else { return nil }
    guard let text = value.text, let duration = Amount.duration(text) else {
      throw mistake(value, "\(value.kind) as \"\(key)\"", expected: Amount.durationExample)
    }
    guard duration > .zero else {
      throw mistake(value, "\(value.kind) as \"\(key)\"", expected: "a duration above zero")
    }
    return duration
  }

  /// A size above zero.
  func bytes(_ key: String) throws(SubscriptionError) -> Int? {
    guard let value = self[key] else { return nil }
    guard let text = value.text, let bytes = Amount.bytes(text) else {
      throw mistake(value, "\(value.kind) as \"\(key)\"", expected: Amount.sizeExample)
    }
    guard bytes > 0 else {
      throw mistake(value, "\(value.kind) as \"\(key)\"", expected: "a size above zero")
    }
    return bytes
  }

  /// A whole number within `range`.
  func count(_ key: String, in range: ClosedRange<Int>) throws(SubscriptionError) -> Int? {
    guard let value = self[key] else { return nil }
    guard let number = value.text.flatMap({ Int($0) }), range.contains(number) else {
      throw mistake(
        value,
        "\(value.kind) as \"\(key)\"",
        expected: "a whole number from \(range.lowerBound) to \(range.upperBound)"
      )
    }
    return number
  }

  /// Yes or no.
  func flag(_ key: String) throws(SubscriptionError) -> Bool? {
    guard let value = self[key] else { return nil }
    switch value.text?.lowercased() {
    case "true", "yes", "on": return true
    case "false", "no", "off": return false
    default: throw mistake(value, "\(value.kind) as \"\(key)\"", expected: "true or false")
    }
  }
}
