import Classification

extension CommandContext {
  /// The classifier with what the reader taught it (`data/lexicon/`).
  func classifier() throws(Failure) -> Classifier {
    let (lexicon, weights) = try taught()
    do throws(LexiconError) {
      return try Classifier(
        userLexicon: lexicon.map { LexiconSource(name: $0.name, text: $0.text) },
        userWeights: weights
      )
    } catch {
      throw Failure(error.description, .badInput)
    }
  }
}
