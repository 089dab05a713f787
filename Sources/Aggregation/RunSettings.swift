import Classification
import Fetching
package import Storage
package import Syndication

/// All that a run is set up with: the settings of feeds.yml in the words of the stages, the
/// reader's rules and what the reader taught the classifier.
package struct RunSettings: Sendable {
  /// How feeds are fetched.
  package var policy: FetchPolicy
  /// The reader's own tags.
  package var rules: [TagRule] = []
  /// The file that the rules stand in, for complaints.
  package var rulesFile = "feeds.yml"
  /// The reader's own lexicon files: name and text.
  package var lexicon: [(name: String, text: String)] = []
  /// Who is to be told of new stories.
  package var outbox: [OutboxTarget] = []
  /// The reader's own weights, learned from reviews; nil leaves the shipped ones alone.
  package var weights: String?

  /// Creates settings with a policy and nothing taught.
  package init(policy: FetchPolicy) { self.policy = policy }

  /// The right half of a feed's journey, as set up here.
  ///
  /// What is the reader's own is read at once, so that its mistakes end the command.
  package func harvester() throws(SetupError) -> Harvester {
    guard !rules.isEmpty || !lexicon.isEmpty || weights != nil else {
      return Harvester(judge: Judge(), schedule: Schedule(policy: policy))
    }
    do throws(LexiconError) {
      let classifier = try Classifier(
        userLexicon: lexicon.map { LexiconSource(name: $0.name, text: $0.text) },
        userWeights: weights
      )
      let rules = try RuleSet(rules, lexicon: classifier.lexicon, file: rulesFile)
      return Harvester(judge: Judge(classifier, rules), schedule: Schedule(policy: policy))
    } catch {
      throw SetupError(message: error.description)
    }
  }
}

/// Why a run could not be set up: a line of the reader's lexicon, weights or rules is wrong.
package struct SetupError: Error, Sendable, Hashable {
  /// File, line and what is expected, in one line.
  package var message: String
}
