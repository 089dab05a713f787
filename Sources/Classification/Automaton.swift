/// A trie of patterns in one flat hash table, walked from each place where a word can begin.
///
/// Walks rarely go deeper than a few characters, so it needs no failure links; and it is made in
/// one pass over the patterns, which keeps the start of every command short.
struct Automaton: Sendable {
  /// Node and character in the upper 40 bits, the next node in the lower 24; 0 is a free place.
  private var edges: [UInt64]
  private let mask: Int
  /// The nodes behind the root, by character.
  private var first = [Int32](repeating: 0, count: 0x10000)
  /// For each node the pattern that ends there, or -1; patterns with equal text are chained.
  private var ends: [Int32] = [-1]
  private var chain: [Int32] = []

  /// Makes room for patterns with this many characters in all.
  init(characters: Int) {
    var size = 1024
    while size < characters * 2 { size *= 2 }
    edges = [UInt64](repeating: 0, count: size)
    mask = size - 1
    ends.reserveCapacity(characters + 1)
  }

  /// Adds a pattern unless `isSame` says that one with the same text is enough.
  ///
  /// Patterns are numbered from 0 in the order of adding. Gives back whether it was added.
  mutating func add(_ codes: [UInt16], unless isSame: (Int) -> Bool) -> Bool {
    var node = 0
    for code in codes { node = step(from: node, over: code) }
    guard node != 0 else { return false }
    var other = pattern(at: node)
    while let known = other {
      if isSame(known) { return false }
      other = pattern(before: known)
    }
    chain.append(ends[node])
    ends[node] = Int32(chain.count - 1)
    return true
  }

  /// The node behind `node` over `code`, or 0.
  func next(_ node: Int, _ code: UInt16) -> Int {
    if node == 0 { return Int(first[Int(code)]) }
    let key = UInt64(node) << 16 | UInt64(code)
    var place = Self.place(key) & mask
    while edges[place] != 0 {
      if edges[place] >> 24 == key { return Int(edges[place] & 0xFF_FFFF) }
      place = (place + 1) & mask
    }
    return 0
  }

  /// The pattern that ends at a node, or nil.
  func pattern(at node: Int) -> Int? { ends[node] < 0 ? nil : Int(ends[node]) }

  /// The pattern with the same text that was added before, or nil.
  func pattern(before pattern: Int) -> Int? { chain[pattern] < 0 ? nil : Int(chain[pattern]) }

  private mutating func step(from node: Int, over code: UInt16) -> Int {
    let found = next(node, code)
    if found != 0 { return found }
    let new = ends.count
    ends.append(-1)
    if node == 0 {
      first[Int(code)] = Int32(new)
      return new
    }
    let key = UInt64(node) << 16 | UInt64(code)
    var place = Self.place(key) & mask
    while edges[place] != 0 { place = (place + 1) & mask }
    edges[place] = key << 24 | UInt64(new)
    return new
  }

  private static func place(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32)
  }
}
