import CLexicon

/// The lexicon and weights that are part of the program.
enum BuiltIn {
  /// The files of the lexicon, in the order in which they are read.
  static var lexicon: [LexiconSource] {
    [
      source("variants", lexicon_variants),
      source("companies", lexicon_companies),
      source("companies-energy", lexicon_companies_energy),
      source("alliances", lexicon_alliances),
      source("cues-en", lexicon_cues_en),
      source("cues-de", lexicon_cues_de),
      source("cues-fr", lexicon_cues_fr),
      source("cues-es", lexicon_cues_es),
      source("cues-it", lexicon_cues_it),
      source("cues-ja", lexicon_cues_ja),
      source("cues-zh", lexicon_cues_zh),
      source("cues-ko", lexicon_cues_ko),
    ]
  }

  /// The weights that `tieup train` fitted to `data/labelled`.
  static var weights: LexiconSource { source("weights", lexicon_weights) }

  /// What training starts from: weights that say how much each feature ought to mean.
  static var prior: LexiconSource { source("prior", lexicon_prior) }

  private static func source(_ name: String, _ file: lexicon_file) -> LexiconSource {
    let size = lexicon_size(file)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size + 7)
    for index in 0..<(size + 7) / 8 {
      var word = lexicon_word(file, index)
      for _ in 0..<8 {
        bytes.append(UInt8(truncatingIfNeeded: word))
        word >>= 8
      }
    }
    bytes.removeLast(bytes.count - size)
    return LexiconSource(name: "\(name).tsv", bytes: bytes)
  }
}
