import Syndication

/// Reads the files of a lexicon: lines of tab-separated columns, `#` starts a comment line.
struct LexiconReader {
  private(set) var companies: [Company] = []
  private(set) var cues: [Cue] = []
  private(set) var variants: [[UInt16]] = []
  /// Pairs of companies whose alliance is publicly about electric vehicles.
  private(set) var alliances: [(Int, Int)] = []
  /// Bytes of all that was read: more than the characters of all patterns.
  private(set) var characters = 0
  private(set) var written: [(Substring, Pattern.Target)] = []
  private var companyByName: [Substring: Int] = [:]
  private var cueByMeaning: [String: Int] = [:]

  /// Reads one file; its name says of which sort it is.
  mutating func read(_ source: LexiconSource) throws(LexiconError) {
    let name = source.name.split(separator: "/").last ?? ""
    characters += source.text.utf8.count
    var number = 0
    for line in Self.split(Substring(source.text), at: "\n") {
      number += 1
      let text = line.utf8.last == UInt8(ascii: "\r") ? Substring(line.utf8.dropLast()) : line
      if text.isEmpty || text.utf8.first == UInt8(ascii: "#") { continue }
      let columns = Self.split(text, at: "\t")
      do throws(Mistake) {
        if name.hasPrefix("companies") {
          try readCompany(columns)
        } else if name.hasPrefix("variants") {
          try readVariants(text)
        } else if name.hasPrefix("alliances") {
          try readAlliance(columns)
        } else {
          try readCue(columns)
        }
      } catch {
        throw LexiconError(file: source.name, line: number, reason: error.reason)
      }
    }
  }

  private struct Mistake: Error { let reason: String }

  private mutating func readCompany(_ columns: [Substring]) throws(Mistake) {
    guard columns.count >= 4, columns.count <= 5, !columns[0].isEmpty else {
      throw Mistake(reason: "expected name, kind, country, group, aliases, with tabs between")
    }
    guard let kind = CompanyKind(rawValue: String(columns[1])) else {
      let known = CompanyKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw Mistake(reason: "unknown kind \"\(columns[1])\"; expected one of \(known)")
    }
    let index: Int
    if let known = companyByName[columns[0]] {
      index = known
    } else {
      index = companies.count
      companyByName[columns[0]] = index
      let group = columns[3].isEmpty ? columns[0] : columns[3]
      companies.append(
        Company(
          name: String(columns[0]),
          kind: kind,
          country: String(columns[2]),
          group: String(group)
        )
      )
      if columns.count < 5 || !columns[4].hasPrefix("!") {
        written.append((columns[0], .company(index)))
      }
    }
    guard columns.count == 5 else { return }
    let aliases = columns[4].hasPrefix("!") ? columns[4].dropFirst() : columns[4]
    for alias in Self.split(aliases, at: ";") {
      let trimmed = Self.trimmed(alias)
      if !trimmed.isEmpty { written.append((trimmed, .company(index))) }
    }
  }

  private mutating func readVariants(_ text: Substring) throws(Mistake) {
    let codes = text.unicodeScalars.filter { $0 != " " }
    guard codes.count >= 2, codes.allSatisfy({ $0.value > 0x2E7F && $0.value <= 0xFFFF }) else {
      throw Mistake(reason: "expected characters that count as the first of them, side by side")
    }
    variants.append(codes.map { UInt16($0.value) })
  }

  private mutating func readAlliance(_ columns: [Substring]) throws(Mistake) {
    guard columns.count == 2, let one = companyByName[columns[0]],
      let two = companyByName[columns[1]]
    else {
      throw Mistake(reason: "expected two companies of the lexicon by name, with a tab between")
    }
    alliances.append((one, two))
  }

  private mutating func readCue(_ columns: [Substring]) throws(Mistake) {
    guard columns.count == 3 else {
      throw Mistake(reason: "expected role, meaning, patterns, with tabs between")
    }
    guard let role = CueRole(rawValue: String(columns[0])) else {
      let known = CueRole.allCases.map(\.rawValue).joined(separator: ", ")
      throw Mistake(reason: "unknown role \"\(columns[0])\"; expected one of \(known)")
    }
    var cue = Cue(role: role, meaning: String(columns[1]))
    switch role {
    case .deal, .act:
      cue.form = AllianceForm(rawValue: cue.meaning)
      guard cue.form != nil else {
        throw Mistake(reason: "unknown form \"\(cue.meaning)\"")
      }
    case .stage:
      cue.stage = AllianceStage(rawValue: cue.meaning)
      guard cue.stage != nil else {
        throw Mistake(reason: "unknown stage \"\(cue.meaning)\"")
      }
    case .against:
      cue.reason = CounterReason(rawValue: cue.meaning)
      guard cue.reason != nil else {
        throw Mistake(reason: "unknown reason \"\(cue.meaning)\"")
      }
    default: break
    }
    let key = "\(role.rawValue) \(cue.meaning)"
    let index = cueByMeaning[key] ?? cues.count
    if index == cues.count {
      cues.append(cue)
      cueByMeaning[key] = index
    }
    for pattern in Self.split(columns[2], at: ";") {
      let trimmed = Self.trimmed(pattern)
      if !trimmed.isEmpty { written.append((trimmed, .cue(index))) }
    }
  }

  /// Cuts at an ASCII character, by bytes.
  private static func split(_ text: Substring, at separator: Unicode.Scalar) -> [Substring] {
    let byte = UInt8(truncatingIfNeeded: separator.value)
    return text.utf8.split(separator: byte, omittingEmptySubsequences: false).map(Substring.init)
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var bytes = text.utf8
    while bytes.first == UInt8(ascii: " ") { bytes = bytes.dropFirst() }
    while bytes.last == UInt8(ascii: " ") { bytes = bytes.dropLast() }
    return Substring(bytes)
  }
}
