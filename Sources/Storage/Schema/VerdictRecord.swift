import GRDB
internal import Syndication

/// How a verdict is kept: words by number, and of the evidence only where it stands, since the
/// text that it stands in is stored beside it.
enum VerdictRecord {
  /// The first byte of every record; another way of writing gets another number.
  private static let scheme: Int64 = 1
  /// What features are multiplied by before they are cut to whole numbers.
  private static let scale = 10_000.0

  /// The record of `verdict`.
  static func bytes(_ verdict: Verdict, _ terms: Terms) throws -> [UInt8] {
    // Hardly a verdict has a word that none before it had.
    if let bytes = terms.withKnown({ known in bytes(verdict) { known.id($0) } }) {
      return bytes
    }
    return try bytes(verdict) { try terms.id($0) } ?? []
  }

  /// The record, with each word by its `number`; nil when one has none.
  @inline(__always)
  private static func bytes<Failure: Error>(
    _ verdict: Verdict,
    number: (String) throws(Failure) -> Int64?
  ) throws(Failure) -> [UInt8]? {
    var writer = ByteWriter(room: 256)
    var isWhole = true
    func add(_ word: String) throws(Failure) {
      if let number = try number(word) { writer.add(number) } else { isWhole = false }
    }
    func add(list: [String]) throws(Failure) {
      writer.add(Int64(list.count))
      for word in list { try add(word) }
    }
    func add(orNone word: String?) throws(Failure) {
      if let word { try add(word) } else { writer.add(0) }
    }
    writer.add(scheme)
    try add(verdict.version)
    try add(list: verdict.tags)
    try add(list: verdict.parties)
    try add(list: verdict.themes)
    try add(orNone: verdict.form?.rawValue)
    try add(orNone: verdict.stage?.rawValue)
    writer.add(Int64(verdict.evidence.count))
    let evidence = verdict.evidence.span
    for index in evidence.indices where isWhole {
      writer.add(code(evidence[index].field))
      writer.add(Int64(max(0, evidence[index].start)))
      writer.add(Int64(max(0, evidence[index].end - evidence[index].start)))
      try add(evidence[index].role)
      try add(orNone: evidence[index].meaning)
    }
    let features = verdict.features.span
    for index in features.indices where isWhole {
      try add(features[index].name)
      writer.add(signed: scaled(features[index].value))
      writer.add(signed: scaled(features[index].weight))
    }
    return isWhole ? writer.bytes : nil
  }

  /// The verdict of a record with the score and the texts that stand beside it.
  static func verdict(
    _ bytes: [UInt8]?,
    score: Double,
    texts: StoredText,
    _ terms: Terms
  ) throws -> Verdict {
    var verdict = Verdict(score: score)
    guard let bytes else { return verdict }
    var reader = ByteReader(bytes)
    guard reader.number() == scheme else { return verdict }
    verdict.version = try terms.text(reader.number())
    verdict.tags = try reader.list().map(terms.text)
    verdict.parties = try reader.list().map(terms.text)
    verdict.themes = try reader.list().map(terms.text)
    verdict.form = AllianceForm(rawValue: try terms.text(reader.number()))
    verdict.stage = AllianceStage(rawValue: try terms.text(reader.number()))
    guard let wanted = texts.forEvidence else { return verdict }
    for _ in 0..<max(0, reader.number()) where !reader.isAtEnd {
      let field = field(reader.number())
      let start = Int(clamping: reader.number())
      let end = start &+ Int(clamping: reader.number())
      let role = try terms.text(reader.number())
      let meaning = reader.number()
      verdict.evidence.append(
        Evidence(
          field: field,
          start: start,
          end: end,
          text: wanted.words(field, start, end),
          role: role,
          meaning: meaning == 0 ? nil : try terms.text(meaning)
        )
      )
    }
    while !reader.isAtEnd {
      let name = try terms.text(reader.number())
      let value = Double(reader.signedNumber()) / scale
      verdict.features.append(
        FeatureWeight(name: name, value: value, weight: Double(reader.signedNumber()) / scale)
      )
    }
    return verdict
  }

  private static func scaled(_ value: Double) -> Int64 {
    Int64(exactly: (value * scale).rounded()) ?? 0
  }

  private static func code(_ field: EvidenceField) -> Int64 {
    switch field {
    case .title: 0
    case .summary: 1
    case .content: 2
    }
  }

  private static func field(_ code: Int64) -> EvidenceField {
    switch code {
    case 0: .title
    case 1: .summary
    default: .content
    }
  }
}

/// Whether a reader of a verdict has the texts at hand that its evidence stands in.
enum StoredText {
  /// Only tags, parties and the like are wanted.
  case notWanted
  /// Evidence is wanted, with its words.
  case fields(title: String?, summary: String?, content: String?)

  /// The texts cut into scalars; nil when no evidence is wanted.
  var forEvidence: ScalarFields? {
    switch self {
    case .notWanted: nil
    case .fields(let title, let summary, let content):
      ScalarFields(title: title ?? "", summary: summary ?? "", content: content ?? "")
    }
  }
}

/// The texts of an item, addressed by Unicode scalar.
struct ScalarFields {
  private let title: [Unicode.Scalar], summary: [Unicode.Scalar], content: [Unicode.Scalar]

  /// Cuts the texts.
  init(title: String, summary: String, content: String) {
    self.title = Array(title.unicodeScalars)
    self.summary = Array(summary.unicodeScalars)
    self.content = Array(content.unicodeScalars)
  }

  /// The words from scalar `start` to before `end`; empty where the text is shorter.
  func words(_ field: EvidenceField, _ start: Int, _ end: Int) -> String {
    let scalars =
      switch field {
      case .title: title
      case .summary: summary
      case .content: content
      }
    guard start >= 0, start < end, end <= scalars.count else { return "" }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[start..<end])
    return String(view)
  }
}
