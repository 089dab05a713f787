import Syndication

/// Reads the files of a lexicon: lines of tab-separated columns, `#` starts a comment line.
///
/// Works on bytes and makes texts only of names and meanings; what is to be found stays where it
/// stands until all characters that count as one are known.
struct LexiconReader {
  private(set) var companies: [Company] = []
  private(set) var cues: [Cue] = []
  private(set) var variants: [[UInt16]] = []
  /// Pairs of companies whose alliance is publicly about electric vehicles.
  private(set) var alliances: [(Int, Int)] = []
  /// Bytes of all that was read: more than the characters of all patterns.
  private(set) var size = 0
  /// The ways of writing companies and cues, with their marks.
  private(set) var written: [PatternTable.Written] = []
  private var sources = 0
  private var companyByName: [String: Int] = [:]
  private var cueByMeaning: [String: Int] = [:]
  /// The line that is being read: its file's bytes, and where its columns stand.
  private var bytes: [UInt8] = []
  private var columns: [Range<Int>] = []

  /// Reads one file; its name says of which sort it is.
  mutating func read(_ source: LexiconSource) throws(LexiconError) {
    let name = source.name.split(separator: "/").last ?? ""
    let sort = Sort(name)
    bytes = source.bytes
    size += bytes.count
    var number = 0
    var start = 0
    while start < bytes.count {
      number += 1
      var end = start
      while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
      var line = start..<end
      start = end + 1
      if let last = line.last, bytes[last] == UInt8(ascii: "\r") { line = line.lowerBound..<last }
      guard let first = line.first, bytes[first] != UInt8(ascii: "#") else { continue }
      cut(line)
      do throws(Mistake) {
        switch sort {
        case .companies: try readCompany()
        case .variants: try readVariants(Self.text(line, of: bytes))
        case .alliances: try readAlliance()
        case .cues: try readCue()
        }
      } catch {
        throw LexiconError(file: source.name, line: number, reason: error.reason)
      }
    }
    sources += 1
  }

  private struct Mistake: Error { let reason: String }

  private enum Sort {
    case companies, variants, alliances, cues

    init(_ name: Substring) {
      if name.hasPrefix("companies") {
        self = .companies
      } else if name.hasPrefix("variants") {
        self = .variants
      } else {
        self = name.hasPrefix("alliances") ? .alliances : .cues
      }
    }
  }

  private mutating func readCompany() throws(Mistake) {
    guard columns.count >= 4, columns.count <= 5, !columns[0].isEmpty else {
      throw Mistake(reason: "expected name, kind, country, group, aliases, with tabs between")
    }
    guard let kind = CompanyKind(rawValue: Self.text(columns[1], of: bytes)) else {
      let known = CompanyKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw Mistake(
        reason: "unknown kind \"\(Self.text(columns[1], of: bytes))\"; expected one of \(known)"
      )
    }
    var aliases = columns.count == 5 ? columns[4] : 0..<0
    var isHidden = false
    if let first = aliases.first, bytes[first] == UInt8(ascii: "!") {
      isHidden = true
      aliases = (first + 1)..<aliases.upperBound
    }
    let name = Self.text(columns[0], of: bytes)
    let index: Int
    if let known = companyByName[name] {
      index = known
    } else {
      index = companies.count
      companyByName[name] = index
      companies.append(
        Company(
          name: name,
          kind: kind,
          country: Self.text(columns[2], of: bytes),
          group: columns[3].isEmpty ? name : Self.text(columns[3], of: bytes)
        )
      )
      if !isHidden {
        addPattern(columns[0], for: .company(index))
      }
    }
    addPatterns(in: aliases, for: .company(index))
  }

  private mutating func readVariants(_ text: String) throws(Mistake) {
    let codes = text.unicodeScalars.filter { $0 != " " }
    guard codes.count >= 2, codes.allSatisfy({ $0.value > 0x2E7F && $0.value <= 0xFFFF }) else {
      throw Mistake(reason: "expected characters that count as the first of them, side by side")
    }
    variants.append(codes.map { UInt16($0.value) })
  }

  private mutating func readAlliance() throws(Mistake) {
    guard columns.count == 2, let one = companyByName[Self.text(columns[0], of: bytes)],
      let two = companyByName[Self.text(columns[1], of: bytes)]
    else {
      throw Mistake(reason: "expected two companies of the lexicon by name, with a tab between")
    }
    alliances.append((one, two))
  }

  private mutating func readCue() throws(Mistake) {
    guard columns.count == 3 else {
      throw Mistake(reason: "expected role, meaning, patterns, with tabs between")
    }
    guard let role = CueRole(rawValue: Self.text(columns[0], of: bytes)) else {
      let known = CueRole.allCases.map(\.rawValue).joined(separator: ", ")
      throw Mistake(
        reason: "unknown role \"\(Self.text(columns[0], of: bytes))\"; expected one of \(known)"
      )
    }
    var cue = Cue(role: role, meaning: Self.text(columns[1], of: bytes))
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
    addPatterns(in: columns[2], for: .cue(index))
  }

  /// Notes what stands between semicolons, without the spaces around it.
  private mutating func addPatterns(in list: Range<Int>, for target: Pattern.Target) {
    var start = list.lowerBound
    while start < list.upperBound {
      var end = start
      while end < list.upperBound, bytes[end] != UInt8(ascii: ";") { end += 1 }
      var last = end
      while start < last, bytes[start] == UInt8(ascii: " ") { start += 1 }
      while start < last, bytes[last - 1] == UInt8(ascii: " ") { last -= 1 }
      if start < last {
        addPattern(start..<last, for: target)
      }
      start = end + 1
    }
  }

  private mutating func addPattern(_ range: Range<Int>, for target: Pattern.Target) {
    written.append(PatternTable.Written(source: sources, range: range, target: target))
  }

  /// Cuts a line at its tabs.
  private mutating func cut(_ line: Range<Int>) {
    columns.removeAll(keepingCapacity: true)
    var start = line.lowerBound
    for place in line where bytes[place] == UInt8(ascii: "\t") {
      columns.append(start..<place)
      start = place + 1
    }
    columns.append(start..<line.upperBound)
  }

  private static func text(_ range: Range<Int>, of bytes: [UInt8]) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}
