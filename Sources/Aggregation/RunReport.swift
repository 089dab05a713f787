package import JSONText
package import Syndication

/// What one run did, feed by feed; the totals partition the feeds.
package struct RunReport: Sendable, Equatable {
  /// What came of one feed.
  package struct Result: Sendable, Equatable {
    /// The address as it stands in feeds.yml, also after a redirect.
    package var feed: String
    /// The title it is known by; the address where there is none.
    package var title: String
    /// What the fetch came to.
    package var status: FetchStatus
    /// The last answer's HTTP status; nil when there was none.
    package var httpStatus: Int?
    /// Why it failed or was skipped, one line.
    package var error: String?
    /// Items in the document, items never seen before, and items whose text changed.
    package var itemsSeen = 0, itemsNew = 0, itemsUpdated = 0
    /// New items that were tagged `ev-alliance`.
    package var tagged = 0
    /// When it is due again; nil when never (410) or at once.
    package var nextCheck: Timestamp?
    /// How long the fetch took.
    package var took: Duration
    /// How many bytes came, decoded.
    package var bytes = 0
    /// It failed in a way that an outage of our own network would explain, and nobody was reached.
    package var isSuspect = false
    /// How many failures in a row it has now, and how many it had before this run.
    package var failures = 0, failuresBefore = 0

    /// Creates the result of a feed before its items are counted.
    package init(
      feed: String,
      title: String,
      status: FetchStatus,
      error: String? = nil,
      took: Duration = .zero
    ) {
      (self.feed, self.title, self.status) = (feed, title, status)
      (self.error, self.took) = (error, took)
    }
  }

  /// When the run began and ended.
  package var started: Timestamp, finished: Timestamp
  /// One result a feed, in the order of feeds.yml.
  package var results: [Result]
  /// Alliance stories that were not there before, and those that came to a further stage.
  package var storiesNew = 0, storiesFurther = 0
  /// Some server was reached, so that the network is there.
  package var reachedSomebody = false
  /// The run was asked to stop before it was through.
  package var wasStopped = false

  /// Creates a report.
  package init(started: Timestamp, finished: Timestamp, results: [Result]) {
    (self.started, self.finished, self.results) = (started, finished, results)
  }

  /// How many feeds came to `status`.
  package func count(_ status: FetchStatus) -> Int {
    results.reduce(0) { $0 + ($1.status == status ? 1 : 0) }
  }

  /// The sum of a number over all feeds.
  package func total(_ number: KeyPath<Result, Int>) -> Int {
    results.reduce(0) { $0 + $1[keyPath: number] }
  }

  /// Whether there were feeds and none of them could be had.
  package var everyFeedFailed: Bool { !results.isEmpty && count(.failed) == results.count }

  /// The report as the contract prints it.
  package var json: JSONValue { json(with: results.map(\.json)) }

  /// The same in one line; of thousands of results no more than one is a value at a time.
  package var line: String {
    let writer = JSONWriter()
    var bytes = writer.bytes(json(with: []))
    bytes.reserveCapacity(bytes.count + 256 * results.count)
    // The results are the last member: they go in before its bracket and the object's brace.
    bytes.removeLast(2)
    for (index, result) in results.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      writer.write(result.json, to: &bytes)
    }
    bytes.append(contentsOf: "]}".utf8)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func json(with results: [JSONValue]) -> JSONValue {
    [
      "started": .string(started.rfc3339), "finished": .string(finished.rfc3339),
      "feeds": .int(self.results.count), "fetched": .int(count(.ok)),
      "not_modified": .int(count(.notModified)), "failed": .int(count(.failed)),
      "skipped": .int(count(.skipped)), "items_seen": .int(total(\.itemsSeen)),
      "items_new": .int(total(\.itemsNew)), "items_updated": .int(total(\.itemsUpdated)),
      "tagged": .int(total(\.tagged)), "results": .array(results),
    ]
  }
}

extension RunReport.Result {
  /// The result as the contract prints it; what does not apply is null, so that every
  /// result has every key.
  var json: JSONValue {
    var object = JSONObject()
    object.append("feed", .string(feed))
    object.append("status", .string(status.rawValue))
    object.append("http_status", httpStatus.map { .int($0) } ?? .null)
    object.append("error", error.map { .string($0) } ?? .null)
    object.append("items_seen", .int(itemsSeen))
    object.append("items_new", .int(itemsNew))
    object.append("items_updated", .int(itemsUpdated))
    object.append("tagged", .int(tagged))
    object.append("next_check", nextCheck.map { .string($0.rfc3339) } ?? .null)
    let (seconds, attoseconds) = took.components
    object.append("duration_ms", .int(seconds * 1000 + attoseconds / 1_000_000_000_000_000))
    return .object(object)
  }
}
