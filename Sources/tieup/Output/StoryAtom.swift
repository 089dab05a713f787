import Syndication

/// `list --format atom`: the stories as an Atom 1.0 feed (RFC 4287), so that any reader can be the
/// desk's screen.
struct StoryAtom {
  /// What tells this list's feed from another's; part of its id.
  let name: String
  /// The feed's title.
  let title: String
  let entries: [StoryEntry]
  let now: Timestamp

  func text() -> String {
    let updated = entries.map(\.shown).max() ?? now
    var lines = [
      #"<?xml version="1.0" encoding="utf-8"?>"#,
      #"<feed xmlns="http://www.w3.org/2005/Atom">"#,
      "  <id>urn:tieup:list:\(Self.urn(name))</id>",
      "  <title>\(XMLText.escaped(title))</title>",
      "  <updated>\(updated.rfc3339)</updated>",
      "  <author><name>tieup</name></author>",
      "  <generator version=\"\(Version.text)\">tieup</generator>",
    ]
    for entry in entries { lines += self.lines(for: entry) }
    lines.append("</feed>")
    return lines.joined(separator: "\n") + "\n"
  }

  /// A name as a part of a URN, where few characters may stand for themselves (RFC 8141).
  static func urn(_ name: String) -> String {
    var result = ""
    for byte in name.utf8 {
      switch UInt8(byte) {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }

  private func lines(for entry: StoryEntry) -> [String] {
    var lines = [
      "  <entry>",
      // First sight is part of the id, so that two stores never name two stories alike.
      "    <id>urn:tieup:story:\(entry.firstSeen.seconds):\(XMLText.escaped(entry.id))</id>",
      "    <title>\(XMLText.escaped(entry.title))</title>",
      "    <updated>\(entry.shown.rfc3339)</updated>",
      "    <published>\(entry.shown.rfc3339)</published>",
      "    <author><name>\(XMLText.escaped(entry.feedTitle))</name></author>",
    ]
    if let url = entry.url { lines.append("    <link href=\"\(XMLText.escaped(url))\"/>") }
    for outlet in entry.outlets.dropFirst() {
      guard let url = outlet.url, url != entry.url else { continue }
      lines.append(
        "    <link rel=\"related\" title=\"\(XMLText.escaped(outlet.feedTitle))\" "
          + "href=\"\(XMLText.escaped(url))\"/>"
      )
    }
    let terms =
      entry.tags + [entry.form?.rawValue, entry.stage?.rawValue].compactMap { $0 } + entry.parties
    for term in terms { lines.append("    <category term=\"\(XMLText.escaped(term))\"/>") }
    lines.append("    <summary>\(XMLText.escaped(summary(of: entry)))</summary>")
    lines.append("  </entry>")
    return lines
  }

  private func summary(of entry: StoryEntry) -> String {
    [
      StoryTable.parties(of: entry), StoryTable.kind(of: entry), StoryTable.outlets(of: entry),
    ].filter { !$0.isEmpty }.joined(separator: " · ")
  }
}

/// Text for an XML document.
enum XMLText {
  /// `text` with markup characters escaped and what XML 1.0 does not allow left out.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n", "\r": result += " "
      default:
        if scalar.value >= 0x20, scalar.value != 0xFFFE, scalar.value != 0xFFFF,
          !(0x7F...0x9F).contains(scalar.value)
        {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }
}
