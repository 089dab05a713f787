/// Writes gzip bodies, whole and hostile, without a library.
package enum Gzip {
  /// `bytes` as one gzip member of uncompressed blocks.
  package static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var out = header
    var rest = bytes[...]
    repeat {
      let block = rest.prefix(0xFFFF)
      rest = rest.dropFirst(block.count)
      let length = UInt16(block.count)
      out.append(rest.isEmpty ? 1 : 0)
      out += littleEndian(UInt64(length), 2) + littleEndian(UInt64(~length), 2) + block
    } while !rest.isEmpty
    return out + littleEndian(UInt64(crc32(bytes)), 4) + littleEndian(UInt64(bytes.count), 4)
  }

  /// A member that inflates to 158 times its size.
  ///
  /// It says one zero byte and then, 258 bytes at a time, "the same again"; it has no end, since
  /// nobody should read that far.
  package static func bomb(compressedBytes: Int) -> [UInt8] {
    var out = header
    var (bits, filled): (UInt64, UInt64) = (0, 0)
    func put(_ code: UInt64, _ count: UInt64) {
      // Huffman codes go in from their most significant bit.
      for shift in (0..<count).reversed() {
        bits |= (code >> shift & 1) << filled
        filled += 1
        if filled == 8 {
          out.append(UInt8(bits))
          (bits, filled) = (0, 0)
        }
      }
    }
    // A last block with fixed codes (1, then 01 with the low bit first), and a literal zero.
    put(0b1, 1)
    put(0b10, 2)
    put(0b0011_0000, 8)
    while out.count < compressedBytes {
      put(0b1100_0101, 8)
      put(0, 5)
    }
    return out
  }

  private static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]

  private static func littleEndian(_ value: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt64($0 * 8)) }
  }

  private static func crc32(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = ~0
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }
}
