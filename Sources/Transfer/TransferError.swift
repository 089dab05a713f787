/// Why a transfer brought no answer.
package enum TransferError: Error, Sendable, Hashable {
  /// The host has no address, or no name server answered.
  case dns(host: String)
  /// No connection came about; `unreachable` when this machine had no way to go at all.
  case connect(text: String, unreachable: Bool)
  /// The connection could not be trusted or encrypted.
  case tls(text: String)
  /// The time ran out; `connected` when the server had been reached before.
  case timeout(Duration, connected: Bool)
  /// The body, decoded, is longer than the limit in bytes.
  case tooLarge(limit: Int)
  /// The headers are longer than the limit in bytes.
  case headersTooLarge(limit: Int)
  /// The address that would have been connected to is not a public one; what kind it is.
  case refusedAddress(String, kind: String)
  /// The body is not in the coding that it says, or in one that was not offered.
  case badEncoding(String)
  /// The connection ended before the body did.
  case partial
  /// More redirects than the limit.
  case tooManyRedirects(limit: Int)
  /// A redirect to an address that was asked before in the same fetch.
  case circularRedirect
  /// What came is not HTTP, or contradicts itself.
  case notHTTP(String)
  /// The address has a scheme that is not fetched.
  case protocolRefused(scheme: String)
  /// The address or a header cannot be sent as it is.
  case malformedRequest(String)
  /// A local file could not be read.
  case unreadable(String)
  /// This machine cannot transfer anything: what it lacks, and what to do.
  case unequipped(String)
  /// The caller gave up, or the loop was stopped.
  case cancelled
  /// Anything else: libcurl's number and words.
  case other(code: Int32, text: String)

  /// One line that tells a user what happened and, where possible, what to do.
  ///
  /// Nothing in it can steer a terminal, whatever a server said.
  package var line: String {
    String(String.UnicodeScalarView(rawLine.unicodeScalars.prefix(400).map(Self.printable)))
  }

  private static func printable(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: "?"
    default: scalar
    }
  }

  private var rawLine: String {
    switch self {
    case .dns(let host): "no address found for \(host): check the name, or this machine's network"
    case .connect(let text, _): "cannot connect: \(text)"
    case .tls(let text): "no trusted connection: \(text)"
    case .timeout(let limit, true): "no whole answer within \(limit.inWords) (setting: timeout)"
    case .timeout(let limit, false): "no connection within \(limit.inWords)"
    case .tooLarge(let limit): "the body is longer than \(limit) bytes (setting: max-bytes)"
    case .headersTooLarge(let limit): "the headers are longer than \(limit) bytes"
    case .refusedAddress(let address, let kind):
      "refused to connect to \(address), \(kind) (allow-private-hosts: true would allow it)"
    case .badEncoding(let text): "the body cannot be decoded: \(text)"
    case .partial: "the connection ended before the body did"
    case .tooManyRedirects(let limit): "more than \(limit) redirects"
    case .circularRedirect: "the redirects go round in a circle"
    case .notHTTP(let text): "not an answer of HTTP: \(text)"
    case .protocolRefused(let scheme): "\(scheme): addresses are not fetched, only http and https"
    case .malformedRequest(let text): text
    case .unreadable(let text), .unequipped(let text): text
    case .cancelled: "cancelled"
    case .other(let code, let text): "\(text) (libcurl \(code))"
    }
  }

  /// Whether no server was reached in a way that a network outage of our own would explain.
  ///
  /// One such error says nothing; when every transfer of a run ends with one, it was our outage.
  package var looksLikeOurOutage: Bool {
    switch self {
    case .dns, .connect(_, unreachable: true), .timeout(_, connected: false), .unequipped: true
    default: false
    }
  }
}

extension Duration {
  /// The duration in the largest unit that is not a fraction, such as `90 s` or `2 h`.
  package var inWords: String {
    let seconds = components.seconds
    if seconds == 0, components.attoseconds > 0 {
      return "\(components.attoseconds / 1_000_000_000_000_000) ms"
    }
    for (unit, name) in [(86400, "d"), (3600, "h"), (60, "min")] as [(Int64, String)]
    where seconds >= unit && seconds % unit == 0 { return "\(seconds / unit) \(name)" }
    if seconds > 2 * 3600 { return "\((seconds + 1800) / 3600) h" }
    if seconds > 10 * 60 { return "\((seconds + 30) / 60) min" }
    return "\(seconds) s"
  }
}
