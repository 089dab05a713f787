/// A 64-bit hash that is stored: FNV-1a over the parts' UTF-8 with a separator byte, then mixed.
///
/// Identity in the store hangs on it, so how it is made must never change; where a stranger could
/// choose the input to hit somebody else's item, the caller compares the texts as well.
struct StableHash {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Starts a hash of the kind `kind`, so that equal texts of different kinds differ.
  init(_ kind: UInt8) { add(byte: kind) }

  /// Adds a text and its end; nil is not the empty text.
  mutating func add(_ text: String?) {
    guard let text else { return add(byte: 0xFE) }
    add(text.utf8.span)
    add(byte: 0xFF)
  }

  /// Adds a part of a text and its end.
  mutating func add(_ text: Substring) {
    add(text.utf8.span)
    add(byte: 0xFF)
  }

  /// Adds a whole number.
  mutating func add(_ number: Int64) {
    var rest = UInt64(bitPattern: number)
    for _ in 0..<8 {
      add(byte: UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  /// The hash as SQLite keeps it; never 0, which stands for nothing.
  var value: Int64 {
    var mixed = state
    mixed ^= mixed >> 33
    mixed &*= 0xFF51_AFD7_ED55_8CCD
    mixed ^= mixed >> 33
    mixed &*= 0xC4CE_B9FE_1A85_EC53
    mixed ^= mixed >> 33
    return mixed == 0 ? 1 : Int64(bitPattern: mixed)
  }

  private mutating func add(_ bytes: Span<UInt8>) {
    var state = state
    for index in bytes.indices { state = (state ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3 }
    self.state = state
  }

  /// Adds one byte, and no end.
  mutating func add(byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }
}
