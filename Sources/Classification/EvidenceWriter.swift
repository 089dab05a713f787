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
    append(reading.title.sentences[...], of: reading.title, to: &found)
    if let text = reading.texts.first {
      append(text.sentences.prefix(StoryReading.evidenceLength), of: text, to: &found)
    }
    return found
  }

  private func append(
    _ sentences: ArraySlice<Sentence>,
    of reading: FieldReading,
    to found: inout [Evidence]
  ) {
    let source = story.text(of: reading.field)
    let isASCII = reading.text.isASCII
    let (bytes, scalars) = (source.utf8, source.unicodeScalars)
    var place = 0
    var index = source.startIndex
    for sentence in sentences {
      for mention in sentence.mentions {
        guard found.count < Self.limit, let role = role(of: mention) else { continue }
        let start = reading.text.origin(of: mention.start)
        let end = reading.text.origin(of: mention.end - 1) + 1
        if start < place { (place, index) = (0, source.startIndex) }
        let behind: String.Index
        if isASCII {
          index = bytes.index(index, offsetBy: start - place)
          behind = bytes.index(index, offsetBy: end - start)
        } else {
          index = scalars.index(index, offsetBy: start - place)
          behind = scalars.index(index, offsetBy: end - start)
        }
        place = start
        let evidence = Evidence(
          field: reading.field,
          start: start,
          end: end,
          text: String(source[index..<behind]),
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
