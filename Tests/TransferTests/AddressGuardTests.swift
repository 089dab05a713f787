import Testing
import Transfer

@Suite("AddressGuard")
struct AddressGuardTests {
  /// The bytes of an IPv4 address, or of the groups of an IPv6 one written out in full.
  static func address(_ text: String) throws -> IPAddress {
    let bytes: [UInt8] =
      text.contains(":")
      ? text.split(separator: ":").flatMap { group in
        let value = UInt16(group, radix: 16) ?? 0
        return [UInt8(value >> 8), UInt8(value & 255)]
      } : text.split(separator: ".").compactMap { UInt8($0) }
    return try #require(IPAddress(bytes: bytes))
  }

  @Test(
    "refuses what is not public",
    arguments: [
      ("0.0.0.0", "unspecified"), ("0.1.2.3", "unspecified"), ("10.0.0.1", "private"),
      ("100.64.0.1", "carrier"), ("100.127.255.255", "carrier"), ("127.0.0.1", "loopback"),
      ("127.255.255.254", "loopback"), ("169.254.169.254", "link-local"), ("172.16.0.1", "private"),
      ("172.31.255.255", "private"), ("192.0.0.8", "reserved"), ("192.168.1.1", "private"),
      ("192.88.99.1", "6to4"), ("198.18.0.1", "benchmarking"), ("198.19.255.255", "benchmarking"),
      ("203.0.113.5", "documentation"), ("224.0.0.1", "multicast"),
      ("239.255.255.255", "multicast"),
      ("240.0.0.1", "reserved"), ("255.255.255.255", "reserved"),
      ("0:0:0:0:0:0:0:0", "unspecified"), ("0:0:0:0:0:0:0:1", "loopback"),
      ("0:0:0:0:0:0:7f00:1", "reserved"), ("0:0:0:0:0:ffff:7f00:1", "loopback"),
      ("0:0:0:0:0:ffff:a00:1", "private"), ("64:ff9b:0:0:0:0:a9fe:a9fe", "link-local"),
      ("64:ff9b:1:0:0:0:808:808", "NAT64"), ("100:0:0:0:0:0:0:1", "discard"),
      ("2001:0:0:0:0:0:0:1", "Teredo"), ("2001:db8:0:0:0:0:0:1", "documentation"),
      ("2001:20:0:0:0:0:0:1", "reserved"), ("2002:7f00:1:0:0:0:0:1", "6to4"),
      ("3fff:0:0:0:0:0:0:1", "documentation"), ("fc00:0:0:0:0:0:0:1", "private"),
      ("fd00:0:0:0:0:0:0:77", "private"), ("fe80:0:0:0:0:0:0:1", "link-local"),
      ("febf:0:0:0:0:0:0:1", "link-local"), ("fec0:0:0:0:0:0:0:1", "private"),
      ("ff02:0:0:0:0:0:0:1", "multicast"), ("4000:0:0:0:0:0:0:1", "reserved"),
    ]
  )
  func refused(_ text: String, _ kind: String) throws {
    let found = try AddressGuard.kind(of: Self.address(text))
    #expect(found?.contains(kind) == true, "\(found ?? "let through")")
  }

  @Test(
    "lets public addresses through, right up to the edges of the others",
    arguments: [
      "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
      "128.0.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0",
      "198.17.255.255",
      "198.20.0.0", "223.255.255.255", "2606:4700:0:0:0:0:0:1111", "2001:200:0:0:0:0:0:1",
      "2a00:1450:4001:0:0:0:0:200e", "0:0:0:0:0:ffff:808:808", "64:ff9b:0:0:0:0:808:808",
    ]
  )
  func allowed(_ text: String) throws {
    #expect(try AddressGuard.kind(of: Self.address(text)) == nil)
  }

  @Test(
    "writes an address the usual way",
    arguments: [
      ("127.0.0.1", "127.0.0.1"), ("0:0:0:0:0:0:0:1", "::1"), ("0:0:0:0:0:0:0:0", "::"),
      ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("fe80:0:0:0:0:0:0:0", "fe80::"),
      ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"), ("1:0:3:4:5:6:7:8", "1:0:3:4:5:6:7:8"),
    ]
  )
  func description(_ text: String, _ written: String) throws {
    #expect(try Self.address(text).description == written)
  }
}
