import Fetching
import Syndication

extension FetchOutcome {
  /// What came of a fetch that brought no body, in one line.
  var line: String {
    switch self {
    case .fetched: "fetched"
    case .notModified: "not modified"
    case .gone: "HTTP 410: gone for good"
    case .throttled(let answer, let until):
      "HTTP \(answer.status): the host asked to wait until \(until.rfc3339)"
    case .failed(let failure): failure.line
    case .cancelled: "broken off"
    }
  }
}
