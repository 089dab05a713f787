/// Writes hosts: lower case, unescaped, international names in their ASCII form.
enum AddressHost {
  /// Appends `host` to `out`; false when no host could be spelled so.
  static func append(_ host: ArraySlice<UInt8>, to out: inout [UInt8]) -> Bool {
    guard let first = host.first else { return false }
    if first == UInt8(ascii: "[") { return appendIPv6(host, to: &out) }
    var plain: [UInt8] = []
    plain.reserveCapacity(host.count)
    var isASCII = true
    var rest = host
    while let byte = rest.popFirst() {
      var value = byte
      if byte == UInt8(ascii: "%") {
        guard rest.count >= 2, let high = rest[rest.startIndex].hexValue,
          let low = rest[rest.startIndex + 1].hexValue
        else { return false }
        value = high << 4 | low
        rest.removeFirst(2)
      }
      guard value >= 0x80 || !AddressBytes.isForbiddenInHost(value) else { return false }
      isASCII = isASCII && value < 0x80
      plain.append(value.asciiLowercased)
    }
    if isASCII {
      guard plain.contains(where: { $0 != UInt8(ascii: ".") }) else { return false }
      out.append(contentsOf: plain)
      return true
    }
    return appendInternational(plain, to: &out)
  }

  private static func appendIPv6(_ host: ArraySlice<UInt8>, to out: inout [UInt8]) -> Bool {
    guard host.count > 3, host.last == UInt8(ascii: "]") else { return false }
    var colons = 0
    for byte in host.dropFirst().dropLast() {
      if byte == UInt8(ascii: ":") { colons += 1 }
      guard byte.hexValue != nil || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".") else {
        return false
      }
    }
    guard (2...7).contains(colons) else { return false }
    out.append(contentsOf: host.lazy.map(\.asciiLowercased))
    return true
  }

  private static func appendInternational(_ host: [UInt8], to out: inout [UInt8]) -> Bool {
    var label: [UInt32] = []
    var isFirst = true
    func end(_ out: inout [UInt8]) -> Bool {
      if !isFirst { out.append(0x2E) }
      isFirst = false
      if label.allSatisfy({ $0 < 0x80 }) {
        out.append(contentsOf: label.lazy.map { UInt8(truncatingIfNeeded: $0) })
      } else {
        out.append(contentsOf: "xn--".utf8)
        guard Punycode.append(label, to: &out) else { return false }
      }
      label.removeAll(keepingCapacity: true)
      return true
    }
    for scalar in String(decoding: host, as: UTF8.self).lowercased().unicodeScalars {
      switch scalar.value {
      case 0x2E, 0x3002, 0xFF0E, 0xFF61:
        guard end(&out) else { return false }
      case 0xFF01...0xFF5E:
        // Full-width forms of ASCII, as an input method leaves them.
        let narrow = UInt8(truncatingIfNeeded: scalar.value - 0xFEE0).asciiLowercased
        guard !AddressBytes.isForbiddenInHost(narrow) else { return false }
        label.append(UInt32(narrow))
      case 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF:
        continue
      case 0xFFFD, 0x80...0xA0, 0x2000...0x200F, 0x2028...0x202F, 0x3000:
        return false
      default: label.append(scalar.value)
      }
    }
    return end(&out)
  }
}

/// The ASCII form of an international label (RFC 3492), without its `xn--`.
enum Punycode {
  /// Appends the form of `label`; false when it is longer than any label may be.
  static func append(_ label: [UInt32], to out: inout [UInt8]) -> Bool {
    guard label.count <= 63 else { return false }
    let basic = label.filter { $0 < 0x80 }
    out.append(contentsOf: basic.lazy.map { UInt8(truncatingIfNeeded: $0) })
    if !basic.isEmpty { out.append(0x2D) }
    var next: UInt32 = 0x80
    var delta = 0
    var bias = 72
    var handled = basic.count
    while handled < label.count {
      guard let smallest = label.lazy.filter({ $0 >= next }).min() else { return false }
      delta += Int(smallest - next) * (handled + 1)
      next = smallest
      for scalar in label {
        if scalar < next { delta += 1 }
        guard scalar == next else { continue }
        appendInteger(delta, bias: bias, to: &out)
        bias = adapted(delta, points: handled + 1, isFirst: handled == basic.count)
        delta = 0
        handled += 1
      }
      delta += 1
      next += 1
    }
    return true
  }

  private static func appendInteger(_ delta: Int, bias: Int, to out: inout [UInt8]) {
    var rest = delta
    var position = 36
    while true {
      let threshold = min(max(position - bias, 1), 26)
      guard rest >= threshold else { break }
      out.append(digit(threshold + (rest - threshold) % (36 - threshold)))
      rest = (rest - threshold) / (36 - threshold)
      position += 36
    }
    out.append(digit(rest))
  }

  private static func digit(_ value: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: value < 26 ? value + 0x61 : value - 26 + 0x30)
  }

  private static func adapted(_ delta: Int, points: Int, isFirst: Bool) -> Int {
    var rest = isFirst ? delta / 700 : delta / 2
    rest += rest / points
    var position = 0
    while rest > 455 {
      rest /= 35
      position += 36
    }
    return position + 36 * rest / (rest + 38)
  }
}
