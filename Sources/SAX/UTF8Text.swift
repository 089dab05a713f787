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
    do {
      _ = try UTF8Span(validating: bytes.span)
      return true
    } catch { return false }
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
      let length = sequenceLength(at: index, in: bytes)
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

  /// The length of the character that starts at `index`; 0 when none does (the Unicode Standard,
  /// table 3-7).
  private static func sequenceLength(at index: Int, in bytes: [UInt8]) -> Int {
    let lead = bytes[index]
    var range: ClosedRange<UInt8> = 0x80...0xBF
    let length: Int
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, range) = (3, 0xA0...0xBF)
    case 0xED: (length, range) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, range) = (4, 0x90...0xBF)
    case 0xF4: (length, range) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default: return 0
    }
    guard index + length <= bytes.count, range.contains(bytes[index + 1]) else { return 0 }
    for next in bytes[(index + 2)..<index + length] where next & 0xC0 != 0x80 { return 0 }
    return length
  }
}
