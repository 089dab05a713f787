import Syndication
import Transfer

/// Turns the last answer of a chain into an outcome: what a status means.
struct Reading {
  let request: FetchRequest
  let chain: RedirectChain
  let conditions: Conditions
  let now: Timestamp

  /// No usual server reads a longer field of a request than about this.
  private static let longestValidator = 8000

  /// The outcome that `response` stands for.
  func outcome(of response: TransferResponse, took: Duration) -> FetchOutcome {
    let answer = Answer(
      status: response.status,
      effectiveURL: chain.bareURL,
      permanentURL: chain.permanentURL,
      validators: Self.validators(response.headers),
      cache: CacheHeaders(response.headers, now: now),
      took: took
    )
    let failure = FetchOutcome.failed(
      FetchFailure(
        line: Self.line(for: response),
        status: response.status,
        retryAfter: response.status < 400 ? nil : answer.cache.retryAfter.map(Self.bounded),
        took: took
      )
    )
    switch response.status {
    case 200, 203, 226:
      return .fetched(
        FetchedBody(
          bytes: response.body,
          contentType: response.headers.first("content-type")?.value,
          answer: answer
        )
      )
    case 304 where conditions.apply(to: chain.bareURL):
      return .notModified(answer)
    case 410 where chain.isPermanent && request.state.movedTo == nil:
      return .gone(answer)
    case 429, 503:
      guard let wait = answer.cache.retryAfter else { return failure }
      return .throttled(answer, until: now + Self.bounded(wait))
    default:
      return failure
    }
  }

  private static func bounded(_ wait: Int64) -> Duration {
    .seconds(min(wait, CacheHeaders.longestWait))
  }

  /// The validators of an answer, as far as they can be sent back byte for byte.
  private static func validators(_ headers: [HeaderField]) -> Validators? {
    Validators(
      etag: usable(headers.first("etag")),
      lastModified: usable(headers.first("last-modified"))
    )
  }

  private static func usable(_ field: HeaderField?) -> String? {
    guard let field, !field.bytes.isEmpty, field.bytes.count <= longestValidator,
      field.bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 })
    else { return nil }
    return field.exactValue
  }

  /// What a status means to the user, and what to do about it.
  private static func line(for response: TransferResponse) -> String {
    if response.headers.first("cf-mitigated")?.value.lowercased() == "challenge" {
      return "HTTP \(response.status): the host lets only browsers in (a challenge page)"
    }
    let meaning =
      switch response.status {
      case 204, 205: "an answer without a body"
      case 304: "not modified, although nothing was asked under a condition"
      case 300..<400: "a redirect that leads nowhere"
      case 401: "it wants a login: put user:password@ into the address"
      case 403: "the host refuses us"
      case 404: "there is no such page: look for the feed's new address"
      case 406: "the host has no form of it that is a feed"
      case 410: "gone for good"
      case 429: "too many requests"
      case 451: "withheld for legal reasons"
      case 500..<600: "the host has a fault of its own"
      default: "not an answer that a feed can be read from"
      }
    return "HTTP \(response.status): \(meaning)"
  }
}
