/// The table of names as an open hash, made once per process in a fraction of a millisecond.
struct HTMLEntityIndex: Sendable {
  /// What a name stands for.
  struct Entry: Sendable {
    /// Where the name lies in `names`.
    var start: Int32
    var length: Int32
    var first: UInt32
    var second: UInt32
    /// Whether the name may be written without a semicolon.
    var isBare: Bool
  }

  /// The longest name (`CounterClockwiseContourIntegral`), and the longest that needs no semicolon.
  static let longestName = 31
  static let longestBareName = 6

  private var names: [UInt8] = []
  private var entries: [Entry] = []
  /// Index into `entries` plus one; 0 where the slot is free.
  private var slots = [UInt16](repeating: 0, count: 8192)

  /// Reads the lines of `HTMLEntityTable`.
  init(_ lines: String) {
    names.reserveCapacity(lines.utf8.count)
    entries.reserveCapacity(2200)
    var entry = Entry(start: 0, length: 0, first: 0, second: 0, isBare: false)
    var inName = true
    for byte in lines.utf8 {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\n"):
        insert(entry)
        entry = Entry(start: Int32(names.count), length: 0, first: 0, second: 0, isBare: false)
        inName = true
      case UInt8(ascii: "!"), UInt8(ascii: "="):
        entry.isBare = byte == UInt8(ascii: "!")
        inName = false
      case UInt8(ascii: "+"):
        (entry.second, entry.first) = (entry.first, 0)
      default:
        if inName {
          names.append(byte)
          entry.length += 1
        } else {
          entry.first = entry.first << 4 | UInt32(byte.isASCIIDigit ? byte &- 0x30 : byte &- 0x37)
        }
      }
    }
    insert(entry)
  }

  /// The entry of the name at `start..<end`; nil when it is none.
  func entry(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Entry? {
    var hash: UInt32 = 0x811C_9DC5
    for index in start..<end { hash = (hash ^ UInt32(bytes[index])) &* 0x0100_0193 }
    var slot = Self.slot(hash)
    while slots[slot] != 0 {
      let entry = entries[Int(slots[slot]) - 1]
      if matches(entry, bytes, from: start, to: end) { return entry }
      slot = (slot + 1) & 8191
    }
    return nil
  }

  private func matches(_ entry: Entry, _ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
    guard Int(entry.length) == end - start else { return false }
    let offset = Int(entry.start) - start
    for index in start..<end where names[index + offset] != bytes[index] { return false }
    return true
  }

  private mutating func insert(_ entry: Entry) {
    guard entry.length > 0 else { return }
    var entry = entry
    // A pair is read as "first, then shifted to second" from left to right: put it in order.
    if entry.second != 0 { (entry.first, entry.second) = (entry.second, entry.first) }
    entries.append(entry)
    var hash: UInt32 = 0x811C_9DC5
    for index in Int(entry.start)..<Int(entry.start + entry.length) {
      hash = (hash ^ UInt32(names[index])) &* 0x0100_0193
    }
    var slot = Self.slot(hash)
    while slots[slot] != 0 { slot = (slot + 1) & 8191 }
    slots[slot] = UInt16(entries.count)
  }

  private static func slot(_ hash: UInt32) -> Int { Int((hash ^ hash >> 15) & 8191) }
}
