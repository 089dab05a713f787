/// What must hold for whatever the parsing library hands out.
public enum Oracles {
  /// Stops the process with `sentence` unless `holds`.
  public static func require(_ holds: Bool, _ sentence: String) {
    precondition(holds, sentence)
  }

  /// Whether nothing in `text` is a control character or turns the direction of what follows;
  /// line feeds and tabs pass where `allowsLines`.
  public static func isVisible(_ text: String, allowsLines: Bool) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x09, 0x0A: allowsLines
      case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: false
      default: true
      }
    }
  }

  /// Whether cleaned markup is free of everything that a browser would run, frame or submit.
  ///
  /// In cleaned markup every `<` begins a tag; what stands between tags is text, which may say
  /// anything.
  public static func isHarmless(_ html: String) -> Bool {
    html.lowercased().split(separator: "<").dropFirst(html.hasPrefix("<") ? 0 : 1).allSatisfy {
      let tag = $0.prefix { $0 != ">" }
      return !dangers.contains { tag.contains($0) } && !names.contains { tag.hasPrefix($0) }
    }
  }

  private static let dangers = ["=\"javascript:", "=\"data:", "=\"vbscript:", " onload=\""]
  private static let names = [
    "script", "style", "iframe", "object", "embed", "form", "svg", "meta", "base", "link",
  ]
}
