package import Syndication

/// What a cue says about the sentence that it stands in.
package enum CueRole: String, Sendable, CaseIterable {
  /// A word that names an arrangement between organisations by itself (joint venture, 提携).
  case deal
  /// A word that makes one only between two parties (supply, invest, 採用).
  case act
  /// How far it has come.
  case stage
  /// Electric vehicles or what makes them; the meaning is a theme or `-`.
  case ev
  /// A theme that proves nothing about electric vehicles.
  case theme
  /// A reason why the story is another kind of story; the meaning is the reason.
  case against
  /// Those named next to it are rivals, not partners.
  case rival
  /// Those named next to it are partners no more, or lend their name only.
  case former
  /// The name before it describes somebody else (`Apple supplier`, `Tesla-backed`).
  case modifier
  /// A partner without a name (`a Croatian firm`, `中国企業`).
  case partner
  /// Stands between two partners of equal standing.
  case and
  /// Stands before or behind the other partner.
  case with
  /// The opposite of what the sentence says otherwise.
  case negation
  /// Only possible, not yet so.
  case hedge
  /// Hides what would be read into its words otherwise.
  case mask
  /// Ends a company's name (`Corp.`, `Energy`).
  case suffix
}

/// Why a story is not about an alliance although its words look alike.
package enum CounterReason: String, Sendable, CaseIterable {
  case launch, sale, recall, earnings, shares, policy, lawsuit, labour, executive, hydrogen
  case autonomous, software, storage, dealer, finance, logistics, sport, disaster, roundup, opinion
  case attribute, investment, tyre, charity, test, ranking, government, technology
}

/// A cue of the lexicon: the patterns of one line share it.
package struct Cue: Sendable, Hashable {
  /// What it says.
  package var role: CueRole
  /// The line's second column: a form, a stage, a theme, a reason.
  package var meaning: String
  /// The form it stands for, of a deal or an act.
  package var form: AllianceForm?
  /// The stage it stands for.
  package var stage: AllianceStage?
  /// The reason it stands for.
  package var reason: CounterReason?
}
