/// Resolving and normalising addresses, on bytes: it runs for every link of every item.
public enum WebAddress {
  /// Resolves `reference` against `base` (RFC 3986, section 5); nil when it cannot be absolute.
  public static func resolve(_ reference: String, against base: String) -> String? {
    nil
  }
}
