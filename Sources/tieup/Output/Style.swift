import Syndication

/// Colours and hyperlinks of a terminal (ECMA-48 SGR, OSC 8); everything passes unchanged when off.
struct Style: Sendable {
  let isOn: Bool

  func bold(_ text: String) -> String { wrapped(text, "1", end: "22") }
  func dim(_ text: String) -> String { wrapped(text, "2", end: "22") }
  func cyan(_ text: String) -> String { wrapped(text, "36", end: "39") }
  func green(_ text: String) -> String { wrapped(text, "32", end: "39") }
  func yellow(_ text: String) -> String { wrapped(text, "33", end: "39") }
  func red(_ text: String) -> String { wrapped(text, "31", end: "39") }

  /// Words that are evidence: reversed and in the colour of what they speak for, where there is
  /// colour; in brackets where there is none.
  func marked(_ text: String, _ role: String) -> String {
    isOn ? colored(wrapped(text, "7", end: "27"), role) : "[\(text)]"
  }

  /// The colour of a role: companies cyan, ties green, electric yellow, what speaks against red.
  func colored(_ text: String, _ role: String) -> String {
    switch role {
    case "party", "partner": cyan(text)
    case "relation", "stage": green(text)
    case "ev", "theme", "hit": yellow(text)
    case "against", "rival", "negation", "hedge": red(text)
    default: text
    }
  }

  /// The stage in its colour: the surer, the greener; an end is red.
  func stage(_ stage: AllianceStage) -> String {
    switch stage {
    case .rumour, .talks: yellow(stage.rawValue)
    case .announced: cyan(stage.rawValue)
    case .signed, .expanded: green(stage.rawValue)
    case .ended: red(stage.rawValue)
    }
  }

  /// `text` as a hyperlink; the address is printed only when it is plain http(s) in ASCII, so that
  /// nothing from a feed can end the sequence early.
  func link(_ text: String, to url: String?) -> String {
    guard isOn, let url, url.hasPrefix("http://") || url.hasPrefix("https://"),
      url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return text }
    return "\u{1B}]8;;\(url)\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\"
  }

  /// Ends only what it began, so that a mark inside a bold line leaves the rest of it bold.
  private func wrapped(_ text: String, _ code: String, end: String) -> String {
    isOn && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[\(end)m" : text
  }
}
