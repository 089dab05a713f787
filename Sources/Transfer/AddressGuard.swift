/// The address of a machine, as the kernel would connect to it.
package enum IPAddress: Hashable, Sendable, CustomStringConvertible {
  case v4(UInt32)
  case v6(UInt64, UInt64)

  /// Creates an address from 4 or 16 bytes in network order; nil for another count.
  package init?(bytes: some Collection<UInt8>) {
    var (high, low): (UInt64, UInt64) = (0, 0)
    for byte in bytes { (high, low) = (high << 8 | low >> 56, low << 8 | UInt64(byte)) }
    switch bytes.count {
    case 4: self = .v4(UInt32(truncatingIfNeeded: low))
    case 16: self = .v6(high, low)
    default: return nil
    }
  }

  package var description: String {
    switch self {
    case .v4(let bits):
      return "\(bits >> 24).\(bits >> 16 & 255).\(bits >> 8 & 255).\(bits & 255)"
    case .v6(let high, let low):
      let groups = [high, low].flatMap { half in
        [48, 32, 16, 0].map { UInt16(truncatingIfNeeded: half >> UInt64($0)) }
      }
      // The longest run of zero groups is written as `::`.
      var best = 0..<0
      var start = 0
      for index in 0...8 where index == 8 || groups[index] != 0 {
        if index - start > max(best.count, 1) { best = start..<index }
        start = index + 1
      }
      let text = { (part: Range<Int>) in
        groups[part].map { String($0, radix: 16) }.joined(separator: ":")
      }
      return best.isEmpty
        ? text(0..<8) : "\(text(0..<best.lowerBound))::\(text(best.upperBound..<8))"
    }
  }
}

/// Says which addresses are not out in the public network, after IANA's special-purpose
/// registries; a value without I/O, asked for each address that is really connected to.
package enum AddressGuard {
  /// What kind of address it is when it is not a public one, such as `a loopback address`.
  package static func kind(of address: IPAddress) -> String? {
    switch address {
    case .v4(let bits): kind(v4: bits)
    case .v6(let high, let low): kind(v6: high, low)
    }
  }

  private static func kind(v4 bits: UInt32) -> String? {
    for (network, length, kind) in v4Networks where (bits ^ network) >> (32 - length) == 0 {
      return kind
    }
    return nil
  }

  private static func kind(v6 high: UInt64, _ low: UInt64) -> String? {
    let embedded = UInt32(truncatingIfNeeded: low)
    switch (high, low >> 32) {
    case (0, 0xFFFF):
      return kind(v4: embedded).map { "\($0) mapped into IPv6" }
    case (0x64_FF9B_0000_0000, 0):
      // An IPv6-only network reaches the public IPv4 world through NAT64.
      return kind(v4: embedded).map { "\($0) behind NAT64" }
    default: break
    }
    if high == 0 && low == 0 { return "an unspecified address" }
    if high == 0 && low == 1 { return "a loopback address" }
    for (network, length, kind) in v6Networks where (high ^ network) >> (64 - length) == 0 {
      return kind
    }
    // All that is given out publicly lies in 2000::/3.
    return high >> 61 == 1 ? nil : "a reserved address"
  }

  private static let v4Networks: [(UInt32, UInt32, String)] = [
    (0x0000_0000, 8, "an unspecified address"),
    (0x0A00_0000, 8, "a private address"),
    (0x6440_0000, 10, "a carrier's shared address"),
    (0x7F00_0000, 8, "a loopback address"),
    (0xA9FE_0000, 16, "a link-local address"),
    (0xAC10_0000, 12, "a private address"),
    (0xC000_0000, 24, "a reserved address"),
    (0xC000_0200, 24, "a documentation address"),
    (0xC058_6300, 24, "a 6to4 relay address"),
    (0xC0A8_0000, 16, "a private address"),
    (0xC612_0000, 15, "a benchmarking address"),
    (0xC633_6400, 24, "a documentation address"),
    (0xCB00_7100, 24, "a documentation address"),
    (0xE000_0000, 4, "a multicast address"),
    (0xF000_0000, 4, "a reserved address"),
  ]

  /// Networks of at most 64 bits; only the upper half of an address decides.
  private static let v6Networks: [(UInt64, UInt64, String)] = [
    (0x0064_FF9B_0001_0000, 48, "a local NAT64 address"),
    (0x0100_0000_0000_0000, 64, "a discard address"),
    (0x2001_0000_0000_0000, 32, "a Teredo address"),
    (0x2001_0DB8_0000_0000, 32, "a documentation address"),
    (0x2001_0000_0000_0000, 23, "a reserved address"),
    (0x2002_0000_0000_0000, 16, "a 6to4 address"),
    (0x3FFF_0000_0000_0000, 20, "a documentation address"),
    (0xFC00_0000_0000_0000, 7, "a private address"),
    (0xFE80_0000_0000_0000, 10, "a link-local address"),
    (0xFEC0_0000_0000_0000, 10, "a private address"),
    (0xFF00_0000_0000_0000, 8, "a multicast address"),
  ]
}
