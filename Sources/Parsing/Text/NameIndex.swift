/// Finds the number of a known short name, in any letter case, without making a string of it.
struct NameIndex: Sendable {
  private var keys = [UInt64](repeating: 0, count: 512)
  private var values = [UInt8](repeating: 0, count: 512)

  /// Adds a name in lower case.
  mutating func insert(_ name: String, _ value: UInt8) {
    let bytes = Array(name.utf8)
    let key = Self.key(bytes.span, from: 0, to: bytes.count)
    var slot = Self.slot(key)
    while keys[slot] != 0 {
      precondition(keys[slot] != key, "two known names must not share a key")
      slot = (slot + 1) & 511
    }
    keys[slot] = key
    values[slot] = value
  }

  /// The number of the name at `start..<end`; nil when it is not known.
  func value(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> UInt8? {
    let key = Self.key(bytes, from: start, to: end)
    guard key != 0 else { return nil }
    var slot = Self.slot(key)
    while keys[slot] != 0 {
      if keys[slot] == key { return values[slot] }
      slot = (slot + 1) & 511
    }
    return nil
  }

  /// Up to eight bytes of a name in lower case, or a fold of a longer one; 0 for no such name.
  ///
  /// An unknown name that happens to fold to the key of a known one is taken for that one, which
  /// the caller must be able to bear: cleaning treats it as the known element through and through.
  private static func key(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> UInt64 {
    guard end > start, end - start <= 16 else { return 0 }
    var key: UInt64 = 0
    for index in start..<end {
      key = (key << 8 | key >> 56) ^ UInt64(bytes[index].asciiLowercased)
    }
    return key
  }

  private static func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 55)
  }
}
