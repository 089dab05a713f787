import Testing

@testable import Transfer

/// One body in one coding, made by hand from stored blocks.
struct CodedBody: Sendable, CustomTestStringConvertible {
  let coding: String
  let bytes: [UInt8]

  var testDescription: String { coding }

  static let text = Array("stored".utf8)

  static let all = [
    // A last stored block of six bytes, bare and between zlib's header and Adler-32.
    CodedBody(coding: "deflate", bytes: [1, 6, 0, 0xF9, 0xFF] + text),
    CodedBody(
      coding: "Deflate",
      bytes: [0x78, 1, 1, 6, 0, 0xF9, 0xFF] + text + [0x09, 0x3C, 0x02, 0x92]
    ),
    // RFC 7932: window, an uncompressed meta-block of six bytes, an empty last one.
    CodedBody(coding: "br", bytes: [0x50, 0x00, 0x10] + text + [0x03]),
    // RFC 8878: magic, a single segment of six bytes, one last raw block.
    CodedBody(
      coding: "zstd",
      bytes: [0x28, 0xB5, 0x2F, 0xFD, 0x20, 6, 0x31, 0, 0] + text
    ),
    CodedBody(coding: "identity", bytes: text),
  ]
}

@Suite("BodyDecoder")
struct BodyDecoderTests {
  /// What comes out when the bytes go in by pieces of `size`.
  func decoded(_ coding: String, _ bytes: [UInt8], by size: Int) throws -> [UInt8] {
    let decoder = try BodyDecoder(contentEncoding: coding)
    var out: [UInt8] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      try rest.prefix(size).withUnsafeBytes { piece in
        try decoder.take(piece) { out.append(contentsOf: $0) }
      }
      rest = rest.dropFirst(size)
    }
    try decoder.finish()
    return out
  }

  @Test("decodes, in whatever pieces the body comes", arguments: CodedBody.all, [1, 2, 3, 1000])
  func pieces(_ body: CodedBody, _ size: Int) throws {
    #expect(try decoded(body.coding, body.bytes, by: size) == CodedBody.text)
  }

  @Test("notices wherever the body breaks off", arguments: CodedBody.all.dropLast())
  func truncated(_ body: CodedBody) {
    for count in 1..<body.bytes.count {
      #expect(throws: TransferError.partial, "after \(count) bytes") {
        try decoded(body.coding, Array(body.bytes[..<count]), by: 1000)
      }
    }
  }

  @Test("takes a body without any byte as whole", arguments: CodedBody.all)
  func empty(_ body: CodedBody) throws {
    #expect(try decoded(body.coding, [], by: 1) == [])
  }

  @Test("offers what it can decode, and refuses the rest")
  func offers() {
    #expect(BodyDecoder.acceptEncoding == "gzip, deflate, br, zstd")
    for coding in ["rot13", "gzip, rot13", "gzip, gzip, gzip, gzip"] {
      #expect(throws: TransferError.self) { try BodyDecoder(contentEncoding: coding) }
    }
  }

  @Test("never crashes on noise")
  func noise() {
    var state: UInt64 = 7
    for coding in ["gzip", "deflate", "br", "zstd"] {
      for _ in 0..<200 {
        let bytes = (0..<64).map { _ in
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          return UInt8(state >> 56)
        }
        _ = try? decoded(coding, bytes, by: 7)
      }
    }
  }
}

@Suite("DescriptorLimit")
struct DescriptorLimitTests {
  @Test(
    "leaves descriptors for the rest of the program",
    arguments: [
      (32, 1024, 32), (32, 64, 8), (1000, 1024, 248), (32, 20, 1), (0, 1024, 1),
    ]
  )
  func transfers(_ wanted: Int, _ descriptors: Int, _ transfers: Int) {
    #expect(DescriptorLimit.transfers(wanted, descriptors: descriptors) == transfers)
  }
}
