import Classification
import Storage

extension CommandContext {
  /// The parties as the verdicts name them, whichever of their names was given: as it stands, in
  /// another case, or one that the lexicon knows (ホンダ, Honda Motor).
  func parties(_ names: [String], in store: Store) throws(Failure) -> [String] {
    guard !names.isEmpty else { return [] }
    var parties: [String] = []
    var lexicon: Lexicon?
    for name in names {
      if let known = try party(name, in: store) {
        parties.append(known)
        continue
      }
      if lexicon == nil { lexicon = try classifier().lexicon }
      let canonical = lexicon?.canonicalName(of: name)
      let known = try canonical.flatMap { (name) throws(Failure) in try party(name, in: store) }
      if known == nil, !options.quiet {
        // The list can only be empty.
        StandardError.complain("no story has a party called \(name)")
      }
      parties.append(known ?? canonical ?? name)
    }
    return parties
  }

  private func party(_ name: String, in store: Store) throws(Failure) -> String? {
    do throws(StoreError) {
      return try store.partyName(name)
    } catch {
      throw Failure(error)
    }
  }
}
