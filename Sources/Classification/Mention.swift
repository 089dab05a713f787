/// Something that a sentence names: a company, an unknown name, or a cue.
///
/// Plain numbers only, as sentences are searched for mentions over and over.
struct Mention: Sendable {
  /// What is named.
  enum Thing: Sendable, Hashable {
    case company(Int)
    /// The number of the name in the story's `NameTable`.
    case name(Int)
    case cue(Int)
  }

  /// The part that a company plays in its sentence.
  enum Part: Sendable {
    case party, rival, former, modifier, owner
  }

  /// Folded characters of the field, from and behind the last.
  var start: Int, end: Int
  var thing: Thing
  /// The role of a cue; nil of an organisation.
  var role: CueRole?
  var part: Part = .party
  /// Whether the name counts only in the company of a surer one.
  var isWeak = false
  /// Whether the name counts only where the sentence names another company.
  var isContextual = false

  /// Whether nothing around it needs to be looked at.
  var isSure: Bool { !isWeak && !isContextual }

  /// Whether it is a company or an unknown name.
  var isOrganisation: Bool { role == nil }
}

/// The names outside the lexicon that a story mentions, each once.
struct NameTable: Sendable {
  private(set) var names: [String] = []

  subscript(number: Int) -> String { names[number] }

  /// The number of a name, which is added if it is new.
  mutating func number(of name: String) -> Int {
    if let known = names.firstIndex(of: name) { return known }
    names.append(name)
    return names.count - 1
  }
}

/// One sentence with what it names, in order.
struct Sentence: Sendable {
  /// Folded characters of the field.
  var range: Range<Int>
  var mentions: [Mention]

  /// The mentions of cues of one role, in order.
  func mentions(of role: CueRole) -> [Mention] { mentions.filter { $0.role == role } }

  /// The cues of one role, in order.
  func cues(_ role: CueRole, in lexicon: Lexicon) -> [(mention: Mention, cue: Cue)] {
    var found: [(mention: Mention, cue: Cue)] = []
    for mention in mentions where mention.role == role {
      if case .cue(let index) = mention.thing { found.append((mention, lexicon.cues[index])) }
    }
    return found
  }

  /// Whether a cue of the role stands in it.
  func has(_ role: CueRole) -> Bool {
    for mention in mentions where mention.role == role { return true }
    return false
  }

  /// Whether it names a company or an unknown organisation.
  var hasOrganisation: Bool {
    for mention in mentions where mention.isOrganisation { return true }
    return false
  }

  /// The organisations that take part, in order.
  var parties: [Mention] { mentions.filter { $0.isOrganisation && $0.part == .party } }
}
