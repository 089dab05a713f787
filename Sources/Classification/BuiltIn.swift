/// The lexicon and weights that are part of the program.
enum BuiltIn {
  /// The files of the lexicon, in the order in which they are read.
  static var lexicon: [LexiconSource] {
    [
      source("variants", PackageResources.variants_tsv),
      source("companies", PackageResources.companies_tsv),
      source("companies-energy", PackageResources.companies_energy_tsv),
      source("alliances", PackageResources.alliances_tsv),
      source("cues-en", PackageResources.cues_en_tsv),
      source("cues-de", PackageResources.cues_de_tsv),
      source("cues-fr", PackageResources.cues_fr_tsv),
      source("cues-es", PackageResources.cues_es_tsv),
      source("cues-it", PackageResources.cues_it_tsv),
      source("cues-ja", PackageResources.cues_ja_tsv),
      source("cues-zh", PackageResources.cues_zh_tsv),
      source("cues-ko", PackageResources.cues_ko_tsv),
    ]
  }

  /// The weights that `tieup train` fitted to `data/labelled`.
  static var weights: LexiconSource { source("weights", PackageResources.weights_tsv) }

  /// What training starts from: weights that say how much each feature ought to mean.
  static var prior: LexiconSource { source("prior", PackageResources.prior_tsv) }

  private static func source(_ name: String, _ bytes: [UInt8]) -> LexiconSource {
    LexiconSource(name: "\(name).tsv", text: String(decoding: bytes, as: UTF8.self))
  }
}
