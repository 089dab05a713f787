import TestSupport
import Testing

/// One body in one coding, mostly made by hand from stored blocks.
struct CodedBody: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let coding: String
  let bytes: [UInt8]

  init(_ description: String? = nil, coding: String, bytes: [UInt8]) {
    (testDescription, self.coding, self.bytes) = (description ?? coding, coding, bytes)
  }

  static let text = Array("stored".utf8)

  static let all = [
    // A last stored block of six bytes, bare and between zlib's header and Adler-32.
    CodedBody(coding: "deflate", bytes: [1, 6, 0, 0xF9, 0xFF] + text),
    CodedBody(
      coding: "Deflate",
      bytes: [0x78, 1, 1, 6, 0, 0xF9, 0xFF] + text + [0x09, 0x3C, 0x02, 0x92]
    ),
    CodedBody(coding: "br", bytes: brotli(text)),
    CodedBody(coding: "zstd", bytes: zstd(text)),
    CodedBody(
      "zstd with a checksum",
      coding: "zstd",
      bytes: zstdHashed + [0x48, 0x81, 0x23, 0x7A]
    ),
    CodedBody("zstd with the widest window", coding: "zstd", bytes: zstd(text, windowLog: 23)),
    CodedBody(coding: "identity", bytes: text),
  ]

  /// Bodies behind which something may stand.
  static let padded = [
    CodedBody(coding: "gzip", bytes: Gzip.stored(text)),
    all[1],
    CodedBody(coding: "br", bytes: brotli(text)),
    CodedBody(coding: "zstd", bytes: zstd(text)),
  ]

  /// Bodies that break a promise of their coding.
  static let wrong = [
    CodedBody("text as br", coding: "br", bytes: Array("<?xml version='1.0'?><rss></rss>".utf8)),
    CodedBody("text as zstd", coding: "zstd", bytes: Array("<rss></rss>".utf8)),
    CodedBody("gzip as br", coding: "br", bytes: Gzip.stored(text)),
    CodedBody("gzip as zstd", coding: "zstd", bytes: Gzip.stored(text)),
    CodedBody("zstd as gzip", coding: "gzip", bytes: zstd(text)),
    // A block type that is kept for later.
    CodedBody(
      "a reserved block in zstd",
      coding: "zstd",
      bytes: [0x28, 0xB5, 0x2F, 0xFD, 0x20, 6, 0x37, 0, 0] + text
    ),
    CodedBody("a wrong checksum in zstd", coding: "zstd", bytes: zstdHashed + [1, 2, 3, 4]),
    CodedBody("too wide a window in zstd", coding: "zstd", bytes: zstd(text, windowLog: 24)),
    CodedBody(
      "half a frame behind one",
      coding: "zstd",
      bytes: zstd(text) + [0x28, 0xB5, 0, 0, 0]
    ),
  ]

  /// A few bytes that become megabytes.
  static let bombs = [
    CodedBody(coding: "gzip", bytes: Gzip.bomb(compressedBytes: 1 << 15)),
    // 8 MiB of zeros.
    CodedBody(
      coding: "br",
      bytes: [
        0xCB, 0xFF, 0xFF, 0x3F, 0xF8, 0x27, 0x00, 0xE2, 0xB1, 0x40, 0x20, 0xF7, 0xFE, 0x6F,
      ]
    ),
    CodedBody(coding: "zstd", bytes: zstdBomb(blocks: 1000)),
  ]

  /// RFC 7932: window, an uncompressed meta-block of six bytes, an empty last one.
  private static func brotli(_ sixBytes: [UInt8]) -> [UInt8] {
    [0x50, 0x00, 0x10] + sixBytes + [3]
  }

  /// RFC 8878: magic, a single segment of a known size, one last raw block.
  static func zstd(_ bytes: [UInt8]) -> [UInt8] {
    let size = UInt8(bytes.count)
    return [0x28, 0xB5, 0x2F, 0xFD, 0x20, size, size << 3 | 1, 0, 0] + bytes
  }

  /// A frame that says how far back it may refer.
  private static func zstd(_ bytes: [UInt8], windowLog: UInt8) -> [UInt8] {
    let size = UInt8(bytes.count)
    return [0x28, 0xB5, 0x2F, 0xFD, 0, (windowLog - 10) << 3, size << 3 | 1, 0, 0] + bytes
  }

  /// A frame of `text` that promises four bytes of its hash.
  private static let zstdHashed: [UInt8] =
    [0x28, 0xB5, 0x2F, 0xFD, 0x04, 0x58, 0x31, 0, 0] + text

  /// Blocks of one byte that stands for 128 KiB, without an end, since nobody should read that far.
  static func zstdBomb(blocks: Int) -> [UInt8] {
    [0x28, 0xB5, 0x2F, 0xFD, 0, 7 << 3]
      + [[UInt8]](repeating: [2, 0, 0x10, 65], count: blocks).joined()
  }
}
