package import Syndication
import Transfer

/// Fetches feeds: conditional requests, redirects by our rules, statuses turned into outcomes.
///
/// It keeps nothing between two fetches but open connections; who may start is `HostGate`'s
/// business, and what an outcome means for the next check is `Schedule`'s.
package final class Fetcher: Sendable {
  private let policy: FetchPolicy
  private let loop: Result<TransferLoop, TransferError>

  /// Creates a fetcher and starts its thread; when that fails, every fetch answers so.
  package init(policy: FetchPolicy) {
    self.policy = policy
    var options = TransferOptions()
    options.concurrency = policy.concurrency
    options.perHost = policy.perHost
    options.guardsAddresses = !policy.allowPrivateHosts
    do throws(TransferError) {
      loop = .success(try TransferLoop(options))
    } catch {
      loop = .failure(error)
    }
  }

  /// Ends what is under way; later fetches are answered with `cancelled`.
  package func stop() {
    if case .success(let loop) = loop { loop.stop() }
  }

  /// Fetches one feed; ends at once when the task is cancelled.
  package func outcome(for request: FetchRequest, now: Timestamp) async -> FetchOutcome {
    if request.feed.isFile {
      return LocalFeed(policy).outcome(of: request.feed)
    }
    let start = Self.fit(request.state.movedTo ?? request.feed.text)
    var chain = RedirectChain(from: start, owner: request.feed.text)
    let conditions = Conditions(request.state, start: chain.bareURL, now: now)
    var took = Duration.zero
    do throws(TransferError) {
      let loop = try loop.get()
      while true {
        guard took < policy.timeout else { throw .timeout(policy.timeout, connected: true) }
        var transfer = TransferRequest(
          url: chain.url,
          headers: commonHeaders + conditions.headers(for: chain.bareURL)
        )
        transfer.timeout = policy.timeout - took
        transfer.maxBytes = policy.maxBytes
        let response = try await loop.response(to: transfer)
        took += response.took
        guard let target = chain.target(of: response) else {
          return Reading(request: request, chain: chain, conditions: conditions, now: now)
            .outcome(of: response, took: took)
        }
        try chain.follow(response.status, to: target)
      }
    } catch {
      if error == .cancelled { return .cancelled }
      // What a later hop had was only what the hops before it left of the time.
      let isLate = if case .timeout = error { took > .zero } else { false }
      return .failed(
        FetchFailure(
          line: isLate ? TransferError.timeout(policy.timeout, connected: true).line : error.line,
          looksLikeOurOutage: error.looksLikeOurOutage && took == .zero,
          took: took
        )
      )
    }
  }

  /// `url` with what no request line may hold behind the host escaped, as browsers do it.
  private static func fit(_ url: String) -> String {
    let isUnfit = { (byte: UInt8) in byte >= 0x7F || #""<>^`{}"#.utf8.contains(byte) }
    guard url.utf8.contains(where: isUnfit), let front = url.firstRange(of: "://") else {
      return url
    }
    let host = url[front.upperBound...].prefix { !"/?#\\".contains($0) }
    let rest = url[host.endIndex...]
    guard rest.utf8.contains(where: isUnfit),
      let escaped = WebAddress.resolve("http://a" + rest, against: nil)
    else { return url }
    return String(url[..<host.endIndex]) + escaped.dropFirst(8)
  }

  private var commonHeaders: [HeaderField] {
    [
      HeaderField("User-Agent", policy.userAgent),
      HeaderField(
        "Accept",
        "application/atom+xml, application/rss+xml, application/feed+json, "
          + "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.9, */*;q=0.5"
      ),
    ]
  }
}

/// The conditions that a feed's next request carries.
struct Conditions {
  private let validators: Validators?
  private let url: String

  /// Some servers answer 304 for ever; after so long without a body the whole feed is asked for.
  static let longestWithoutBody = Duration.seconds(8 * 86400)

  /// Takes the validators of the stored body, unless that is too old to be trusted.
  init(_ state: FetchState, start: String, now: Timestamp) {
    let isStale = state.lastBody.map { now - $0 > Self.longestWithoutBody } ?? false
    validators = isStale ? nil : state.validators
    url = state.validatorsURL ?? start
  }

  /// Whether a request to `url` carries conditions, so that 304 is an answer to it.
  func apply(to url: String) -> Bool { validators != nil && url == self.url }

  /// The conditional fields for `url`: byte for byte what it gave, and nothing for another.
  func headers(for url: String) -> [HeaderField] {
    guard apply(to: url) else { return [] }
    var fields: [HeaderField?] = []
    if let etag = validators?.etag { fields.append(HeaderField("If-None-Match", exact: etag)) }
    if let date = validators?.lastModified {
      fields.append(HeaderField("If-Modified-Since", exact: date))
    }
    return fields.compactMap(\.self)
  }
}
