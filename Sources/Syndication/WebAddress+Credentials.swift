extension WebAddress {
  /// The address as it may be shown and sent to others: without `user:password@`.
  public static func withoutCredentials(_ url: String) -> String {
    guard url.utf8.contains(UInt8(ascii: "@")), let slashes = url.firstRange(of: "://") else {
      return url
    }
    let rest = url[slashes.upperBound...]
    let authority = rest.prefix { !"/?#\\".contains($0) }
    guard let at = authority.lastIndex(of: "@") else { return url }
    return String(url[..<slashes.upperBound] + rest[rest.index(after: at)...])
  }
}
