/// Something that a sentence names: a company, an unknown name, or a cue.
struct Mention: Sendable {
  /// What is named.
  enum Thing: Sendable, Hashable {
    case company(Int)
    case name(String)
    case cue(Int)
  }

  /// The part that a company plays in its sentence.
  enum Part: Sendable {
    case party, rival, former, modifier, owner
  }

  /// Folded characters of the field, from and behind the last.
  var start: Int, end: Int
  var thing: Thing
  var part: Part = .party
  /// Whether the name counts only in the company of a surer one.
  var isWeak = false
  /// Whether the name counts only where the sentence names another company.
  var isContextual = false

  /// Whether nothing around it needs to be looked at.
  var isSure: Bool { !isWeak && !isContextual }

  /// Whether it is a company or an unknown name.
  var isOrganisation: Bool {
    if case .cue = thing { false } else { true }
  }
}

/// One sentence with what it names, in order.
struct Sentence: Sendable {
  /// Folded characters of the field.
  var range: Range<Int>
  var mentions: [Mention]

  /// The cues of one role, in order.
  func cues(_ role: CueRole, in lexicon: Lexicon) -> [(mention: Mention, cue: Cue)] {
    var found: [(mention: Mention, cue: Cue)] = []
    for mention in mentions {
      if case .cue(let index) = mention.thing, lexicon.cues[index].role == role {
        found.append((mention, lexicon.cues[index]))
      }
    }
    return found
  }

  /// Whether a cue of the role stands in it.
  func has(_ role: CueRole, in lexicon: Lexicon) -> Bool {
    for mention in mentions {
      if case .cue(let index) = mention.thing, lexicon.cues[index].role == role { return true }
    }
    return false
  }

  /// The organisations that take part, in order.
  var parties: [Mention] { mentions.filter { $0.isOrganisation && $0.part == .party } }
}
