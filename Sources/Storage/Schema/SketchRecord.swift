internal import Syndication

/// How a fingerprint is kept: the lowest byte of each minimum, enough to compare with.
///
/// Two unrelated minima agree by chance in one of 256 cases; `likeness` takes that out again.
struct SketchRecord: Hashable {
  /// The way of sketching, the number of shingles (at most 65535) and a byte a minimum.
  let bytes: [UInt8]

  /// The record of a sketch; nil when the text was too short for one.
  init?(_ fingerprint: Fingerprint) {
    guard !fingerprint.minima.isEmpty else { return nil }
    let shingles = UInt16(clamping: fingerprint.shingles)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(3 + fingerprint.minima.count)
    bytes.append(fingerprint.scheme)
    bytes.append(UInt8(shingles & 0xFF))
    bytes.append(UInt8(shingles >> 8))
    for minimum in fingerprint.minima { bytes.append(UInt8(truncatingIfNeeded: minimum)) }
    self.bytes = bytes
  }

  /// Takes a stored record; nil when it is none.
  init?(stored: [UInt8]?) {
    guard let stored, stored.count > 3 else { return nil }
    bytes = stored
  }

  /// How many shingles the text had.
  var shingles: Int { Int(bytes[1]) | Int(bytes[2]) << 8 }

  /// The estimated share of shingles in common, 0 to 1; 0 for sketches of different kinds.
  func likeness(to other: SketchRecord) -> Double {
    guard bytes.count == other.bytes.count, bytes[0] == other.bytes[0] else { return 0 }
    var equal = 0
    for index in 3..<bytes.count where bytes[index] == other.bytes[index] { equal += 1 }
    let share = Double(equal) / Double(bytes.count - 3)
    return max(0, (share - 1.0 / 256) / (1 - 1.0 / 256))
  }

  /// Keys under which near-duplicates of `fingerprint` are found: a hash of each run of minima.
  static func bands(_ fingerprint: Fingerprint) -> [Int64] {
    let rows = 5
    var bands: [Int64] = []
    bands.reserveCapacity(fingerprint.minima.count / rows + 1)
    var start = 0
    while start + rows <= fingerprint.minima.count {
      var hash = StableHash(UInt8(truncatingIfNeeded: 0x80 + start))
      hash.add(Int64(fingerprint.scheme))
      for index in start..<start + rows { hash.add(Int64(fingerprint.minima[index])) }
      bands.append(hash.value)
      start += rows
    }
    return bands
  }
}
