/// A 64-bit hash of a body, to tell whether the same bytes came again.
///
/// It is stored with the feed and compared with hashes that later versions of the program make, so
/// it must never change: another hash would have every feed parsed once more. It is no defence
/// against somebody who makes bodies collide; who could, can as well send the old body.
package enum BodyHash {
  /// The hash of `bytes`: eight at a time, each word mixed by multiplication and a turn, and at
  /// the end the avalanche of SplitMix64.
  package static func of(_ bytes: [UInt8]) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
    var word: UInt64 = 0
    var filled: UInt64 = 0
    for byte in bytes {
      word |= UInt64(byte) << filled
      filled += 8
      if filled == 64 {
        hash = mixed(hash, word)
        (word, filled) = (0, 0)
      }
    }
    if filled > 0 { hash = mixed(hash, word) }
    return avalanche(hash)
  }

  /// The hash of a text's UTF-8.
  static func of(_ text: String) -> UInt64 { of(Array(text.utf8)) }

  private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word).multipliedFullWidth(by: 0xFF51_AFD7_ED55_8CCD)
    return (product.low ^ product.high) &+ (hash << 23 | hash >> 41)
  }

  private static func avalanche(_ hash: UInt64) -> UInt64 {
    var hash = hash
    hash = (hash ^ hash >> 30) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
    return hash ^ hash >> 31
  }
}
