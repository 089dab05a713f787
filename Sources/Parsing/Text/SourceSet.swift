internal import Syndication

/// The list of pictures in a `srcset`.
enum SourceSet {
  /// The list with every address absolute; what cannot be loaded is left out.
  static func candidates(of list: [UInt8], base: BaseAddress?) -> [UInt8] {
    var out: [UInt8] = []
    var rest = list[...]
    var count = 0
    while count < 64 {
      rest = rest.drop { $0.isHTMLSpace || $0 == UInt8(ascii: ",") }
      guard !rest.isEmpty else { break }
      var address = rest.prefix { !$0.isHTMLSpace }
      rest = rest.dropFirst(address.count)
      var descriptor: ArraySlice<UInt8> = []
      if address.last == UInt8(ascii: ",") {
        while address.last == UInt8(ascii: ",") { address.removeLast() }
      } else {
        rest = rest.drop { $0.isHTMLSpace }
        descriptor = rest.prefix { $0 != UInt8(ascii: ",") }
        rest = rest.dropFirst(descriptor.count)
      }
      while let last = descriptor.last, last.isHTMLSpace { descriptor.removeLast() }
      let mark = out.count
      if mark > 0 { out.append(contentsOf: ", ".utf8) }
      let start = out.count
      guard isDescriptor(descriptor), WebAddress.append(address, against: base, to: &out) == .web,
        out.last != UInt8(ascii: ","), !TrackingImage.isBeacon(out[start...])
      else {
        out.removeSubrange(mark...)
        continue
      }
      if !descriptor.isEmpty {
        out.append(0x20)
        out.append(contentsOf: descriptor)
      }
      count += 1
    }
    return out
  }

  /// Empty, or a width, a height or a density: `640w`, `2x`, `1.5x`.
  private static func isDescriptor(_ text: ArraySlice<UInt8>) -> Bool {
    guard let unit = text.last else { return true }
    guard
      unit == UInt8(ascii: "w") || unit == UInt8(ascii: "x") || unit == UInt8(ascii: "h"),
      (2...8).contains(text.count)
    else { return false }
    return text.dropLast().allSatisfy { $0.isASCIIDigit || $0 == UInt8(ascii: ".") }
  }
}

/// References that stay relative because nobody knows what they hang on.
enum LocalReference {
  /// Whether `value` names no scheme, however it is read, and nothing that must be escaped.
  static func isSafe(_ value: [UInt8]) -> Bool {
    guard !value.isEmpty, value.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") })
    else { return false }
    for byte in value {
      if byte == UInt8(ascii: ":") { return false }
      if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") {
        break
      }
    }
    return value.count < 2 || value[0] != UInt8(ascii: "/") || value[1] != UInt8(ascii: "/")
  }
}
