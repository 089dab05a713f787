import TestSupport
import Testing

@testable import Transfer

@Suite("BodyDecoder")
struct BodyDecoderTests {
  /// What comes out when the bytes go in by pieces of `size`.
  func decoded(_ coding: String, _ bytes: [UInt8], by size: Int = 1000) throws -> [UInt8] {
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

  @Test(
    "takes what is named there and is no coding for bytes as they are",
    arguments: ["UTF-8", "none", "iso-8859-1", "binary, gzip", ""]
  )
  func noCoding(_ named: String) throws {
    let isPacked = named.hasSuffix("gzip")
    let bytes = isPacked ? Gzip.stored(CodedBody.text) : CodedBody.text
    #expect(try decoded(named, bytes, by: 2) == CodedBody.text)
  }

  @Test("takes a body without any byte as whole", arguments: CodedBody.all)
  func empty(_ body: CodedBody) throws {
    #expect(try decoded(body.coding, [], by: 1) == [])
  }

  @Test(
    "takes any number of zstd frames, also such as are to be skipped",
    arguments: [1, 2, 3, 1000]
  )
  func frames(_ size: Int) throws {
    let frame = CodedBody.zstd(CodedBody.text)
    let skipped: [UInt8] = [0x5A, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3]
    let out = try decoded("zstd", skipped + frame + skipped + frame, by: size)
    #expect(out == CodedBody.text + CodedBody.text)
    #expect(throws: TransferError.partial) {
      try decoded("zstd", frame + frame.dropLast(), by: size)
    }
  }

  @Test(
    "does not look at what pads a body",
    arguments: CodedBody.padded,
    [[0, 0, 0], Array("\r\n".utf8), Array("<!-- \u{1F}\u{8B} -->".utf8)] as [[UInt8]]
  )
  func padding(_ body: CodedBody, _ padding: [UInt8]) throws {
    for size in [1, 2, 1000] {
      let out = try decoded(body.coding, body.bytes + padding, by: size)
      #expect(out == CodedBody.text, "by \(size)")
    }
  }

  @Test("refuses what is not in the coding that it says", arguments: CodedBody.wrong)
  func wrong(_ body: CodedBody) {
    for size in [1, 1000] {
      do {
        let out = try decoded(body.coding, body.bytes, by: size)
        Issue.record("gave \(out.count) bytes")
      } catch {
        guard case .some(.badEncoding(let words)) = error as? TransferError else {
          Issue.record("\(error)")
          continue
        }
        #expect(!words.isEmpty)
      }
    }
  }

  @Test(
    "hands out a bomb by pieces, so that whoever counts can stop it",
    arguments: CodedBody.bombs
  )
  func bomb(_ body: CodedBody) throws {
    let decoder = try BodyDecoder(contentEncoding: body.coding)
    var (made, most) = (0, 0)
    #expect(throws: TransferError.tooLarge(limit: 1_000_000)) {
      try body.bytes.withUnsafeBytes { piece in
        try decoder.take(piece) { bytes throws(TransferError) in
          (made, most) = (made + bytes.count, max(most, bytes.count))
          if made > 1_000_000 { throw .tooLarge(limit: 1_000_000) }
        }
      }
    }
    #expect(made <= 1_000_000 + most)
    #expect(most <= 1 << 16)
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
