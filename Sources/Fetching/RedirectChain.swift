import Syndication
import Transfer

/// The way of one fetch from address to address, by the rules of redirects.
struct RedirectChain {
  /// The address to ask now, with the credentials that belong there.
  private(set) var url: String
  /// Where the permanent redirects at the start of the chain lead, without credentials.
  private(set) var permanentURL: String?
  /// Whether every redirect so far was permanent, and none left https.
  private(set) var isPermanent = true
  private var visited: Set<String>
  private let credentials: String?
  private let credentialsOrigin: Origin?

  /// The statuses whose `Location` says where to go on (RFC 9110, 15.4); 304 is none of them, and
  /// 305 would hand us to a proxy of the server's choice.
  static let statuses: Set<Int> = [300, 301, 302, 303, 307, 308]

  /// The most redirects of one fetch.
  static let limit = 10

  /// Creates a chain that starts at `start`; the credentials in `owner`, the address as its owner
  /// wrote it, are given to that very origin and to no other.
  init(from start: String, owner: String) {
    credentials = Origin.credentials(in: owner)
    credentialsOrigin = Origin(owner)
    visited = [Origin.replacingCredentials(in: start, with: nil)]
    url = start
    url = withCredentials(start)
  }

  /// The address asked now, as it may be stored and shown.
  var bareURL: String { Origin.replacingCredentials(in: url, with: nil) }

  /// Where `response` sends us, made absolute the way browsers do it; nil when it is no redirect.
  ///
  /// What is no web address comes back as it stands, for `follow` to refuse.
  func target(of response: TransferResponse) -> String? {
    guard Self.statuses.contains(response.status), let field = response.headers.first("location"),
      !field.bytes.isEmpty
    else { return nil }
    return WebAddress.resolve(field.bytes[...], against: BaseAddress(bareURL)) ?? field.value
  }

  /// Goes on to `target`, made absolute, after an answer with `status`.
  mutating func follow(_ status: Int, to target: String) throws(TransferError) {
    guard WebAddress.isHTTP(target) else {
      let scheme = target.prefix { $0 != ":" && $0 != "/" }.lowercased()
      let isScheme = target.dropFirst(scheme.count).hasPrefix(":") && !scheme.hasPrefix("http")
      throw isScheme
        ? .protocolRefused(scheme: scheme)
        : .malformedRequest("a redirect to what is no address: \(target)")
    }
    guard visited.count <= Self.limit else { throw .tooManyRedirects(limit: Self.limit) }
    // Without cookies the same address will only send us round again.
    let bare = Origin.replacingCredentials(in: WebAddress.withoutFragment(target), with: nil)
    guard visited.insert(bare).inserted else { throw .circularRedirect }

    let leavesTLS = target.lowercased().hasPrefix("http:") && url.lowercased().hasPrefix("https:")
    isPermanent = isPermanent && (status == 301 || status == 308) && !leavesTLS
    if isPermanent { permanentURL = bare }
    url = withCredentials(bare)
  }

  private func withCredentials(_ url: String) -> String {
    guard let credentials, let origin = Origin(url), origin == credentialsOrigin else {
      return Origin.replacingCredentials(in: url, with: nil)
    }
    return Origin.replacingCredentials(in: url, with: credentials)
  }
}
