/// How every feed is fetched: the settings of feeds.yml, as far as they concern the network.
package struct FetchPolicy: Sendable, Equatable {
  /// Between two checks of a feed that says nothing itself and has no interval of its own.
  package var interval: Duration = .seconds(3600)
  /// For a whole fetch, redirects included.
  package var timeout: Duration = .seconds(30)
  /// The most transfers at a time.
  package var concurrency = 32
  /// The most transfers at a time to one host.
  package var perHost = 2
  /// The most bytes of one body, counted after decoding.
  package var maxBytes = 16 << 20
  /// Who we say that we are.
  package var userAgent: String
  /// Whether loopback, private and other special addresses may be connected to.
  package var allowPrivateHosts = false
  /// Whether `file:` addresses are read.
  package var allowLocalFiles = false
  /// The folder that relative `file:` addresses start from.
  package var localFolder: String?
  /// Whether checks are put off by a little chance, so that they spread out.
  ///
  /// For a program that is always on; a cron job would come a moment too early every other time.
  package var jitters = false

  /// Creates the default policy under the given name.
  package init(userAgent: String) { self.userAgent = userAgent }
}
