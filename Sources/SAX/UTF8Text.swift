internal import Glibc

/// Checking and mending UTF-8.
enum UTF8Text {
  /// Whether a byte occurs, found as fast as memory can be read.
  static func hasByte(_ byte: UInt8, in bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { raw in
      raw.baseAddress.flatMap { memchr($0, Int32(byte), raw.count) } != nil
    }
  }

  /// Whether all of `bytes` is valid UTF-8.
  static func isValid(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { survey($0).isValid }
  }

  /// Whether all of `bytes` is valid UTF-8, and whether a control character of C1 is in it.
  ///
  /// Valid is what table 3-7 of the Unicode Standard lists. What stands behind the first invalid
  /// byte is not looked at.
  static func survey(_ bytes: UnsafeBufferPointer<UInt8>) -> (isValid: Bool, hasC1: Bool) {
    guard let base = bytes.baseAddress else { return (true, false) }
    let raw = UnsafeRawPointer(base)
    let count = bytes.count
    let high: UInt64 = 0x8080_8080_8080_8080
    var hasC1 = false
    var index = 0
    while index < count {
      // Words of ASCII, four at a time and then one by one.
      while index &+ 32 <= count {
        let first = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let second = raw.loadUnaligned(fromByteOffset: index &+ 8, as: UInt64.self)
        let third = raw.loadUnaligned(fromByteOffset: index &+ 16, as: UInt64.self)
        let fourth = raw.loadUnaligned(fromByteOffset: index &+ 24, as: UInt64.self)
        if (first | second | third | fourth) & high != 0 { break }
        index &+= 32
      }
      while index &+ 8 <= count {
        let marks = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian & high
        index &+= marks.trailingZeroBitCount / 8
        if marks != 0 { break }
      }
      while index < count, base[index] < 0x80, count &- index < 8 { index &+= 1 }
      while index < count, base[index] >= 0x80 {
        let length = sequenceLength(base + index, count: count &- index)
        if length == 0 { return (false, hasC1) }
        if base[index] == 0xC2, base[index &+ 1] < 0xA0 { hasC1 = true }
        index &+= length
      }
    }
    return (true, hasC1)
  }

  /// Valid UTF-8: bytes that are part of no character are read as windows-1252, since text glued
  /// together from two sources is how they usually come about; a cut character at the very end and
  /// what windows-1252 does not define either become U+FFFD.
  static func repaired(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + bytes.count / 8)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        output.append(byte)
        index += 1
        continue
      }
      let length = bytes[index...].withUnsafeBufferPointer { rest in
        rest.baseAddress.map { sequenceLength($0, count: rest.count) } ?? 0
      }
      if length > 0 {
        output.append(contentsOf: bytes[index..<index + length])
        index += length
      } else {
        let isUndefined = [0x81, 0x8D, 0x8F, 0x90, 0x9D].contains(byte)
        if isUndefined || isCut(at: index, in: bytes) {
          output.append(contentsOf: UTF8.encodedReplacementCharacter)
        } else {
          Windows1252.append(byte, to: &output)
        }
        index += 1
      }
    }
    return output
  }

  /// All of `bytes` read as windows-1252.
  static func fromWindows1252(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + bytes.count / 4)
    for byte in bytes { Windows1252.append(byte, to: &output) }
    return output
  }

  /// Whether the text ends in the middle of the character that starts at `index`.
  private static func isCut(at index: Int, in bytes: [UInt8]) -> Bool {
    let byte = bytes[index]
    let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 1
    guard index + length > bytes.count else { return false }
    return bytes[(index + 1)...].allSatisfy { $0 & 0xC0 == 0x80 }
  }

  /// The length of the character that starts at `start`, of which there are `count` bytes; 0 when
  /// none does.
  @inline(__always)
  private static func sequenceLength(_ start: UnsafePointer<UInt8>, count: Int) -> Int {
    let lead = start[0]
    guard count >= 2 else { return 0 }
    let second = start[1]
    if lead < 0xE0 { return lead >= 0xC2 && second & 0xC0 == 0x80 ? 2 : 0 }
    guard count >= 3, start[2] & 0xC0 == 0x80 else { return 0 }
    if lead < 0xF0 {
      let (least, most): (UInt8, UInt8) =
        (lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF)
      return second >= least && second <= most ? 3 : 0
    }
    guard lead <= 0xF4, count >= 4, start[3] & 0xC0 == 0x80 else { return 0 }
    let (least, most): (UInt8, UInt8) = (lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF)
    return second >= least && second <= most ? 4 : 0
  }
}
