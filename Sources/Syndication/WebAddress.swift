/// Resolving and normalising addresses, on bytes: it runs for every link of every item.
///
/// The rules are those of browsers (the WHATWG URL standard) where they differ from RFC 3986, but
/// an address that is fit to be fetched as it stands keeps every byte.
public enum WebAddress {
  /// What an absolute address is good for.
  public enum Kind: Sendable, Hashable {
    /// http or https: a page, a picture, a feed.
    case web
    /// ftp.
    case file
    /// mailto, tel and the like: a person may follow it, nothing is fetched from it.
    case contact
  }

  /// Resolves `reference` against `base` (RFC 3986, section 5); nil when it cannot be absolute.
  ///
  /// nil, too, for what is no link: `javascript:`, `data:`, `file:`, `urn:` and every other scheme
  /// that a reader could not follow safely.
  public static func resolve(_ reference: String, against base: String?) -> String? {
    if isPlain(reference.utf8.span) { return reference }
    let bytes = Array(reference.utf8)
    return resolve(bytes[...], against: base.flatMap { BaseAddress($0) })
  }

  /// Resolves `reference` against a base that was taken apart before.
  public static func resolve(_ reference: ArraySlice<UInt8>, against base: BaseAddress?) -> String?
  {
    var out: [UInt8] = []
    guard append(reference, against: base, to: &out) != nil else { return nil }
    return String(decoding: out, as: UTF8.self)
  }

  /// Appends the resolved `reference` to `out` and says what it is; nil, and `out` as it was, when
  /// it is no link.
  public static func append(
    _ reference: ArraySlice<UInt8>,
    against base: BaseAddress?,
    to out: inout [UInt8]
  ) -> Kind? {
    if isPlain(reference.span) {
      out.append(contentsOf: reference)
      return .web
    }
    let start = out.count
    var builder = AddressBuilder(base: base)
    if let kind = builder.append(reference, to: &out) { return kind }
    out.removeSubrange(start...)
    return nil
  }

  /// The address without its fragment, which no server is ever asked for.
  package static func withoutFragment(_ address: String) -> String {
    guard let hash = address.utf8.firstIndex(of: UInt8(ascii: "#")) else { return address }
    return String(address[..<hash])
  }

  /// Whether `address` is an absolute http or https address with a host.
  public static func isHTTP(_ address: String) -> Bool {
    guard let parts = AddressParts(Array(address.utf8)[...]) else { return false }
    return parts.isWeb && !parts.host.isEmpty
  }

  /// The host of an http or https address in lower case, with `:port` where the address names a
  /// port that is not its scheme's own; nil for everything else.
  ///
  /// It is the key of politeness: `http://a/` and `https://A:443/` share it.
  public static func host(of address: String) -> String? {
    guard let text = resolve(address, against: nil),
      let parts = AddressParts(Array(text.utf8)[...]), parts.isWeb
    else { return nil }
    let bytes = Array(text.utf8)
    return String(decoding: bytes[parts.host.lowerBound..<parts.port.upperBound], as: UTF8.self)
  }
}
