package import Fetching
package import Storage
package import Syndication

/// The two clocks of the daemon, and waiting; handed in, so that a test can own time.
package protocol DaemonClock: Sendable {
  /// Wall time since 1970; it jumps when somebody sets it.
  var wall: Duration { get }
  /// Time since any start; it never jumps and counts a suspended machine's sleep.
  var ticks: Duration { get }
  /// Waits so long, or until the task is cancelled.
  func sleep(for duration: Duration) async
}

/// What the daemon works by: feeds.yml as it is in force.
package struct DaemonSetup: Sendable {
  /// Makes the passes.
  package var aggregator: Aggregator
  /// The feeds.
  package var subscriptions: [Subscription]
  /// Decides what is due; the same policy as the aggregator's.
  package var schedule: Schedule
  /// Tells the targets of feeds.yml.
  package var courier: Courier

  /// Creates a setup.
  package init(
    aggregator: Aggregator,
    subscriptions: [Subscription],
    policy: FetchPolicy,
    courier: Courier
  ) {
    (self.aggregator, self.subscriptions) = (aggregator, subscriptions)
    (schedule, self.courier) = (Schedule(policy: policy), courier)
  }
}

/// What a look at feeds.yml came to.
package enum DaemonLoad: Sendable {
  /// It is as it was.
  case unchanged
  /// It was changed, and is in force from now on.
  case setup(DaemonSetup)
  /// It was changed and has a mistake: what was in force stays so.
  case mistake(String)
}

/// What the daemon says of itself, for logs, the service manager, metrics and `status`.
package enum DaemonNews: Sendable {
  /// All is set up, with so many feeds.
  case ready(feeds: Int)
  /// Every turn, a few seconds apart at most: so many feeds are being asked, the next one is due in.
  case turn(active: Int, next: Duration?, isOffline: Bool)
  /// These feeds are asked.
  case passStarted(feeds: Int)
  /// What came of it.
  case passEnded(RunReport)
  /// What a round of tellings to a target came to.
  case delivered(target: String, Courier.Round)
  /// feeds.yml is read again; then one of the two that follow.
  case reloading
  /// It is in force, with so many feeds.
  case reloaded(feeds: Int)
  /// It has this mistake; the old one stays in force.
  case refused(String)
  /// Somebody set the clock by so much.
  case clockSet(Duration)
  /// The store could not be written; it is tried again.
  case storeFailed(StoreError)
  /// What is in hand is finished.
  case stopping
}
