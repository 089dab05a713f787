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
    let updated = entries.map(\.updated).max() ?? now
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
      "    <updated>\(entry.updated.rfc3339)</updated>",
      "    <published>\(entry.shown.rfc3339)</published>",
      "    <author><name>\(XMLText.escaped(entry.feedTitle))</name></author>",
    ]
    if let url = entry.url { lines.append("    <link href=\"\(XMLText.address(url))\"/>") }
    for outlet in entry.outlets.dropFirst() {
      guard let url = outlet.url, url != entry.url else { continue }
      lines.append(
        "    <link rel=\"related\" title=\"\(XMLText.escaped(outlet.feedTitle))\" "
          + "href=\"\(XMLText.address(url))\"/>"
      )
    }
    let terms =
      entry.tags + [entry.form?.rawValue, entry.stage?.rawValue].compactMap { $0 } + entry.parties
    for term in terms { lines.append("    <category term=\"\(XMLText.escaped(term))\"/>") }
    // An entry that links nowhere must have a content (RFC 4287, section 4.1.2).
    let element = entry.url == nil ? "content" : "summary"
    lines.append("    <\(element)>\(XMLText.escaped(summary(of: entry)))</\(element)>")
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
  /// `url` as an IRI (RFC 3987): what browsers let pass behind the host is escaped here.
  static func address(_ url: String) -> String {
    let host = url.firstRange(of: "://")?.upperBound ?? url.startIndex
    let path = url[host...].firstIndex { "/?#".contains($0) } ?? url.endIndex
    var result = String(url[..<path])
    for scalar in url[path...].unicodeScalars {
      switch scalar {
      case "[", "]", "|", "\\", "^", "`", "{", "}", " ":
        result += "%" + String(scalar.value, radix: 16, uppercase: true)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return escaped(result)
  }

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
