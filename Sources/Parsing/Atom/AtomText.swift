internal import SAX

/// How Atom's text constructs say what they hold.
enum AtomText {
  /// The form of a text construct by its `type`, and by Atom 0.3's `mode`.
  static func form(of place: Int, in markup: FeedMarkup) -> TextForm {
    if let form = commonForm(of: place, in: markup) { return form }
    let mode = markup.attributeText(.mode, of: place)?.lowercased()
    let type = (markup.attributeText(.type, of: place) ?? "").lowercased()
    let bare = type.split(separator: ";").first.map { String($0) } ?? ""
    switch bare {
    case "", "text", "text/plain", "plain":
      // Whoever encodes a text in Base64 without naming its type wants to carry markup.
      if mode == "base64", bare.isEmpty { return .html }
      if mode == "escaped", bare.isEmpty || markup.namespace(place) != .atom03 { return .html }
      return markup.tape.hasChildren(place) ? .elements : .plain
    case "html", "text/html":
      return mode == "xml" && markup.tape.hasChildren(place) ? .elements : .html
    case "xhtml", "application/xhtml+xml", "text/xml", "application/xml":
      if mode == "escaped" || !markup.tape.hasChildren(place) { return .html }
      return .elements
    default:
      if markup.tape.hasChildren(place) { return .elements }
      return bare.hasPrefix("text/") ? .plain : .html
    }
  }

  /// The form where Atom 1.0's own types say it; nil where a closer look is needed.
  private static func commonForm(of place: Int, in markup: FeedMarkup) -> TextForm? {
    let tape = markup.tape
    guard markup.value(.mode, of: place) == nil else { return nil }
    guard let type = markup.value(.type, of: place) else {
      return tape.hasChildren(place) ? .elements : .plain
    }
    if tape.equals(type, "html") { return .html }
    if tape.equals(type, "xhtml") { return tape.hasChildren(place) ? .elements : .html }
    if tape.equals(type, "text") { return tape.hasChildren(place) ? .elements : .plain }
    return nil
  }

  /// The decoded bytes of a text construct in Base64; nil when it is in none.
  static func decoded(_ place: Int, in markup: FeedMarkup) -> [UInt8]? {
    guard commonForm(of: place, in: markup) == nil else { return nil }
    if markup.attributeText(.mode, of: place)?.lowercased() == "base64" {
      return Base64.decode(markup.bytes(place))
    }
    // Atom 1.0: what is neither text nor XML is Base64; Atom 0.3 says so in the mode alone.
    guard markup.namespace(place) != .atom03 else { return nil }
    let type = (markup.attributeText(.type, of: place) ?? "").lowercased()
    guard type.contains("/"), !type.hasPrefix("text/"), !type.hasSuffix("+xml"),
      !type.hasSuffix("/xml"), !markup.tape.hasChildren(place)
    else { return nil }
    return Base64.decode(markup.bytes(place))
  }
}

/// Base64 with white space in it (RFC 4648).
enum Base64 {
  /// The bytes; nil when the text holds anything that is not of Base64.
  static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var output: [UInt8] = []
    var (bits, count): (UInt32, Int) = (0, 0)
    for byte in text where byte > 0x20 && byte != UInt8(ascii: "=") {
      let value: UInt8
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = byte - 65
      case UInt8(ascii: "a")...UInt8(ascii: "z"): value = byte - 71
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = byte + 4
      case UInt8(ascii: "+"): value = 62
      case UInt8(ascii: "/"): value = 63
      default: return nil
      }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        output.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    // Four letters make three bytes: one letter alone makes none, so that it was no Base64.
    return count == 6 ? nil : output
  }
}
