import Classification
import Synchronization

/// The classifier and the reader's rules, made when the first item is there to be judged.
///
/// A run in which nothing is new never needs them, and making them takes longer than asking a few
/// hundred feeds does.
final class Judge: Sendable {
  /// What judges.
  struct Bench: Sendable {
    let classifier: Classifier
    let rules: RuleSet
  }

  private let bench: Mutex<Bench?>

  /// Has what judges at hand.
  init(_ classifier: Classifier, _ rules: RuleSet) {
    bench = Mutex(Bench(classifier: classifier, rules: rules))
  }

  /// Will judge by what comes with the program, which nobody can have mistaken a line of.
  init() { bench = Mutex(nil) }

  /// What judges; of several threads that ask first, one makes it and the others wait.
  var ready: Bench {
    bench.withLock { bench in
      if let bench { return bench }
      guard let classifier = try? Classifier() else {
        preconditionFailure("the lexicon that comes with the program has a mistake")
      }
      let made = Bench(classifier: classifier, rules: .none)
      bench = made
      return made
    }
  }
}
