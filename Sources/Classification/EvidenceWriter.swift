import Syndication

/// Writes down the words that made the difference, with their places in the source.
struct EvidenceWriter {
  let story: StoryText
  let lexicon: Lexicon
  /// The organisations that the verdict names as tied.
  let parties: [Mention.Thing]
  let names: NameTable

  private static let limit = 40

  /// The evidence in the order of the texts: the headline, the lead, then ties further on.
  func evidence(of reading: StoryReading) -> [Evidence] {
    var found: [Evidence] = []
    let lead = reading.texts.first?.sentences.prefix(StoryReading.evidenceLength) ?? []
    // No more room than is filled: what is found waits in memory until it is recorded.
    var mentions = 0
    for sentence in reading.title.sentences { mentions += sentence.mentions.count }
    for sentence in lead { mentions += sentence.mentions.count }
    found.reserveCapacity(min(Self.limit, mentions))
    append(reading.title.sentences[...], of: reading.title, to: &found)
    if let text = reading.texts.first {
      append(lead, of: text, to: &found)
    }
    return found
  }

  private func append(
    _ sentences: ArraySlice<Sentence>,
    of reading: FieldReading,
    to found: inout [Evidence]
  ) {
    let source = story.text(of: reading.field)
    let bytes = source.utf8.span
    var places = ScalarPlaces(isASCII: reading.text.isASCII)
    for sentence in sentences {
      for mention in sentence.mentions {
        guard found.count < Self.limit, let role = role(of: mention) else { continue }
        let start = reading.text.origin(of: mention.start)
        let end = reading.text.origin(of: mention.end - 1) + 1
        let evidence = Evidence(
          field: reading.field,
          start: start,
          end: end,
          text: places.text(of: bytes, from: start, to: end),
          role: role.name,
          meaning: role.meaning
        )
        if found.last != evidence { found.append(evidence) }
      }
    }
  }

  private func role(of mention: Mention) -> (name: String, meaning: String?)? {
    switch mention.thing {
    case .company(let index): return (part(of: mention), lexicon.companies[index].name)
    case .name(let number): return (part(of: mention), names[number])
    case .cue(let index):
      let cue = lexicon.cues[index]
      switch cue.role {
      case .deal, .act: return ("relation", cue.meaning)
      case .stage, .against, .negation, .hedge: return (cue.role.rawValue, meaning(cue))
      case .ev, .theme, .partner, .rival: return (cue.role.rawValue, meaning(cue))
      case .former: return ("former", nil)
      case .modifier, .and, .with, .mask, .suffix: return nil
      }
    }
  }

  private func meaning(_ cue: Cue) -> String? {
    switch cue.role {
    case .rival, .partner, .negation, .hedge: nil
    default: cue.meaning == "-" ? nil : cue.meaning
    }
  }

  /// Who takes part in a sentence but not in the story's tie is only mentioned.
  private func part(of mention: Mention) -> String {
    switch mention.part {
    case .party: parties.contains(mention.thing) ? "party" : "mention"
    case .rival: "rival"
    case .former: "former"
    case .modifier, .owner: "mention"
    }
  }
}

/// Where the Unicode scalars of a text stand among its bytes, found by walking on from the last one
/// that was asked for.
private struct ScalarPlaces {
  let isASCII: Bool
  private var scalar = 0
  private var byte = 0

  init(isASCII: Bool) { self.isASCII = isASCII }

  /// The scalars from `start` on, as many as there are in front of `end`.
  mutating func text(of bytes: Span<UInt8>, from start: Int, to end: Int) -> String {
    var (first, behind) = (start, end)
    if !isASCII {
      if start < scalar { (scalar, byte) = (0, 0) }
      byte = Self.place(start - scalar, behind: byte, in: bytes)
      scalar = start
      (first, behind) = (byte, Self.place(end - start, behind: byte, in: bytes))
    }
    do {
      return String(copying: try UTF8Span(validating: bytes.extracting(first..<behind)))
    } catch {
      return ""
    }
  }

  /// The place that is so many scalars behind another one.
  private static func place(_ count: Int, behind start: Int, in bytes: Span<UInt8>) -> Int {
    var place = start
    for _ in 0..<count {
      place += 1
      while place < bytes.count, bytes[place] & 0xC0 == 0x80 { place += 1 }
    }
    return place
  }
}
