/// Writes whole numbers as variable-length bytes, seven bits each, lowest first.
struct ByteWriter {
  /// What has been written.
  private(set) var bytes: [UInt8] = []

  /// Begins with nothing written, and room for `count` bytes.
  init(room count: Int = 0) { bytes.reserveCapacity(count) }

  /// Appends a number that is not negative.
  mutating func add(_ number: Int64) {
    var rest = UInt64(bitPattern: number)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Appends a number of either sign, small ones in few bytes.
  mutating func add(signed number: Int64) {
    add((number << 1) ^ (number >> 63))
  }

  /// Appends how many there are, then each.
  mutating func add(list: [Int64]) {
    add(Int64(list.count))
    for number in list { add(number) }
  }
}

/// Reads what `ByteWriter` wrote; bytes that are cut short read as zeros.
struct ByteReader {
  private let bytes: [UInt8]
  private var position = 0

  /// Starts at the first of `bytes`.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Whether nothing is left.
  var isAtEnd: Bool { position >= bytes.count }

  /// The next number.
  mutating func number() -> Int64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while position < bytes.count, shift < 64 {
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { break }
      shift += 7
    }
    return Int64(bitPattern: value)
  }

  /// The next number of either sign.
  mutating func signedNumber() -> Int64 {
    let value = UInt64(bitPattern: number())
    return Int64(bitPattern: (value >> 1) ^ (0 &- (value & 1)))
  }

  /// The next list; never longer than what is left can hold.
  mutating func list() -> [Int64] {
    let count = min(number(), Int64(bytes.count - position))
    guard count > 0 else { return [] }
    return (0..<count).map { _ in number() }
  }
}

/// Lists of 8-byte numbers as one blob, little endian.
enum PackedNumbers {
  /// The blob of `numbers`.
  static func bytes(_ numbers: [Int64]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(numbers.count * 8)
    for number in numbers {
      var rest = UInt64(bitPattern: number)
      for _ in 0..<8 {
        bytes.append(UInt8(truncatingIfNeeded: rest))
        rest >>= 8
      }
    }
    return bytes
  }

  /// The numbers in `bytes`; a rest of fewer than 8 bytes is left out.
  static func numbers(_ bytes: [UInt8]) -> [Int64] {
    stride(from: 0, to: bytes.count - bytes.count % 8, by: 8).map { start in
      var value: UInt64 = 0
      for offset in (0..<8).reversed() { value = value << 8 | UInt64(bytes[start + offset]) }
      return Int64(bitPattern: value)
    }
  }
}
