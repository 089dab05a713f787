package import Syndication

/// Somebody to be told of stories, as the store knows them.
package struct OutboxTarget: Sendable, Hashable {
  /// What it is called in the store; the same for as long as feeds.yml names the same receiver.
  package var key: String
  /// The lowest score that is worth telling; nil tells all.
  package var minScore: Double?

  /// Creates a target.
  package init(key: String, minScore: Double? = nil) { (self.key, self.minScore) = (key, minScore) }
}

/// One telling that is owed: a story, or a new stage of one, to a target.
package struct OutboxEntry: Sendable, Hashable {
  /// The row's id: the same at every attempt, so that a receiver can tell a repeat.
  package var id: Int64
  /// Whom to tell.
  package var target: String
  /// The story's id when it was written.
  package var story: Int64
  /// Whether the story is new; otherwise it has come to a further stage.
  package var isNew: Bool
  /// The stage to tell of, and the one that was told before.
  package var stage: AllianceStage?, previous: AllianceStage?
  /// When it was written.
  package var at: Timestamp
  /// How many times it was tried in vain.
  package var attempts: Int
}

/// How a target is doing.
package struct OutboxHealth: Sendable, Hashable {
  /// Which target.
  package var target: String
  /// How many tellings are owed to it.
  package var pending = 0
  /// Failures in a row, and what went wrong last; nil after a delivery.
  package var failures = 0, lastError: String?
  /// When it was last told something, and when it will be tried again.
  package var lastDelivery: Timestamp?, nextTry: Timestamp?

  /// Creates the health of a target that was never told anything.
  package init(target: String) { self.target = target }
}
