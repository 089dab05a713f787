package import Syndication
package import Transfer

/// What an answer's header says of when to come back; everything in whole seconds from now.
package struct CacheHeaders: Sendable, Equatable {
  /// For how long the answer is fresh; nil when it says nothing, 0 when it is not.
  package var freshness: Int64?
  /// After how long a throttling server may be asked again; nil without a usable `Retry-After`.
  package var retryAfter: Int64?
  /// No throttling server is believed for longer than this, in seconds.
  package static let longestWait: Int64 = 86400

  /// Creates headers that say nothing.
  package init() {}

  /// Reads `Cache-Control`, `Expires`, `Age` and `Retry-After`; moments are taken against the
  /// server's own clock where it tells it.
  package init(_ headers: [HeaderField], now: Timestamp) {
    let serverNow = headers.first("date").flatMap { HTTPDate.moment($0.value) } ?? now
    freshness = Self.freshness(headers, serverNow)
    retryAfter = headers.first("retry-after").flatMap { field in
      let text = field.value
      let seconds =
        Self.seconds(text) ?? HTTPDate.moment(text).map { ($0 - serverNow).components.seconds }
      return seconds.flatMap { $0 > 0 ? $0 : nil }
    }
  }

  private static func freshness(_ headers: [HeaderField], _ serverNow: Timestamp) -> Int64? {
    if let control = headers.list("cache-control") {
      let directives = Self.directives(control.lowercased())
      if directives.contains(where: { $0 == "no-cache" || $0 == "no-store" }) { return 0 }
      for directive in directives where directive.hasPrefix("max-age") {
        let value = directive.dropFirst(7).drop { $0 == " " }
        guard value.first == "=", let maxAge = seconds(trimmed(value.dropFirst())) else { continue }
        let age = headers.first("age").flatMap { seconds($0.value) } ?? 0
        return max(0, maxAge - age)
      }
    }
    guard let expires = headers.first("expires") else { return nil }
    // An invalid date, above all `0`, means: already stale.
    guard let moment = HTTPDate.moment(expires.value) else { return 0 }
    return max(0, (moment - serverNow).components.seconds)
  }

  /// The directives of `Cache-Control`; a comma between quotation marks separates nothing.
  private static func directives(_ text: String) -> [String] {
    var isQuoted = false
    return text.split { character in
      if character == "\"" { isQuoted.toggle() }
      return character == "," && !isQuoted
    }.map(trimmed)
  }

  /// A number of digits, the largest possible one when it does not fit.
  private static func seconds(_ text: some StringProtocol) -> Int64? {
    let digits = text.utf8
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int64(text) ?? .max
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    let isOuter = { (character: Character) in
      character == " " || character == "\t" || character == "\""
    }
    let start = text.drop(while: isOuter)
    let end = start.lastIndex { !isOuter($0) }.map { start.index(after: $0) }
    return String(start[..<(end ?? start.startIndex)])
  }
}
