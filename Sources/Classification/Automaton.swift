/// A trie of patterns in one flat hash table, walked from each place where a word can begin.
///
/// Walks rarely go deeper than a few characters, so it needs no failure links; and it is made in
/// one pass over the patterns, which keeps the start of every command short. Where only one text
/// goes on from a node there are no nodes for the rest of it: the node leads to the pattern, whose
/// remaining characters are compared.
struct Automaton: Sendable {
  /// Node and character in the upper 40 bits, in the lower 24 the next node and whether it leads to
  /// a pattern; 0 is a free place.
  private var edges: [UInt64]
  private var mask: Int
  private var used = 0
  /// The nodes behind two ASCII characters.
  private var pairs: [Int32] = []
  /// Whether patterns that begin with an ASCII character have at least two.
  private var isLong: [Bool] = []
  /// For each node the pattern that ends there or, longer than the way to it, further on; or -1.
  private var ends: [Int32] = [-1]
  /// For each pattern the one with equal text that was added before, or -1.
  private var chain: [Int32] = []

  /// Makes room for this many patterns.
  init(patterns: Int) {
    var size = 1024
    while size < patterns * 3 { size *= 2 }
    edges = [UInt64](repeating: 0, count: size)
    mask = size - 1
    ends.reserveCapacity(patterns * 2)
    chain.reserveCapacity(patterns)
  }

  /// Adds the last pattern of the table unless it is empty or there is one that says the same.
  ///
  /// Gives back whether it was added.
  mutating func addLast(of table: PatternTable) -> Bool {
    let number = table.count - 1
    let pattern = table[number]
    let length = Int(pattern.length)
    guard length > 0 else { return false }
    func code(_ pattern: Pattern, _ depth: Int) -> UInt16 {
      table.codes[Int(pattern.start) + depth]
    }
    var node = 0
    var depth = 0
    while true {
      if let known = self.pattern(at: node), Int(table[known].length) > depth {
        if table.haveSameCodes(table[known], pattern) { return link(number, to: node, table) }
        // Two go on from here: the one that was alone moves down by a character.
        ends[node] = -1
        connect(node, code(table[known], depth))
        hang(known, isNew: false)
      }
      if depth == length { return link(number, to: node, table) }
      let next = next(node, code(pattern, depth))
      if next == 0 {
        connect(node, code(pattern, depth))
        hang(number)
        return true
      }
      node = next
      depth += 1
    }
  }

  /// Writes down with the edges which nodes lead to patterns, and where two characters lead, which
  /// spares walks most of their looks elsewhere; for when all are added.
  mutating func seal() {
    for place in edges.indices where edges[place] != 0 {
      if ends[Int(edges[place] & Self.nodes)] >= 0 { edges[place] |= Self.leads }
    }
    pairs = [Int32](repeating: 0, count: 0x4000)
    for head in 0..<0x80 {
      let node = next(0, UInt16(head))
      isLong.append(node >= 0)
      if node <= 0 { continue }
      for code in 0..<0x80 { pairs[head << 7 | code] = Int32(next(node, UInt16(code))) }
    }
  }

  /// The node behind the root over two characters, or 0; negative if it leads to a pattern.
  ///
  /// Nil if they must be gone over one by one.
  @inline(__always)
  func first(_ code: UInt16, _ second: UInt16) -> Int? {
    code | second < 0x80 && isLong[Int(code)] ? Int(pairs[Int(code << 7 | second)]) : nil
  }

  /// The node behind `node`, 0 being the root, over `code`, or 0; negative if it leads to a pattern.
  @inline(__always)
  func next(_ node: Int, _ code: UInt16) -> Int {
    let key = UInt64(node) << 16 | UInt64(code)
    var place = Self.place(key) & mask
    while edges[place] != 0 {
      if edges[place] >> 24 == key {
        let next = Int(edges[place] & Self.nodes)
        return edges[place] & Self.leads == 0 ? next : -next
      }
      place = (place + 1) & mask
    }
    return 0
  }

  private static let nodes: UInt64 = 0x7F_FFFF
  private static let leads: UInt64 = 0x80_0000

  /// The pattern that a node leads to, or nil; where it is longer than the way to the node, no
  /// other way leads on.
  func pattern(at node: Int) -> Int? { ends[node] < 0 ? nil : Int(ends[node]) }

  /// The pattern that was added last of those with exactly these characters, or nil.
  func pattern(exactly codes: [UInt16], in table: PatternTable) -> Int? {
    var node = 0
    for depth in codes.indices {
      node = abs(next(node, codes[depth]))
      if node == 0 { return nil }
      if let known = pattern(at: node), Int(table[known].length) >= codes.count {
        return table.codes(of: table[known]).elementsEqual(codes) ? known : nil
      }
    }
    return nil
  }

  /// The pattern with the same text that was added before, or nil.
  func pattern(before pattern: Int) -> Int? { chain[pattern] < 0 ? nil : Int(chain[pattern]) }

  /// Lets a new node lead to a pattern.
  private mutating func hang(_ pattern: Int, isNew: Bool = true) {
    ends.append(Int32(pattern))
    if isNew { chain.append(-1) }
  }

  /// Lets a node lead to a further pattern of the same text, unless it says the same as another.
  private mutating func link(_ pattern: Int, to node: Int, _ table: PatternTable) -> Bool {
    var other = self.pattern(at: node)
    while let known = other {
      if table.areSame(table[known], table[pattern]) { return false }
      other = self.pattern(before: known)
    }
    chain.append(ends[node])
    ends[node] = Int32(pattern)
    return true
  }

  /// Leads from a node over `code` to the node that is made next.
  private mutating func connect(_ node: Int, _ code: UInt16) {
    if used * 2 > mask { grow() }
    insert(UInt64(node) << 40 | UInt64(code) << 24 | UInt64(ends.count))
  }

  private mutating func insert(_ edge: UInt64) {
    var place = Self.place(edge >> 24) & mask
    while edges[place] != 0 { place = (place + 1) & mask }
    edges[place] = edge
    used += 1
  }

  private mutating func grow() {
    let old = edges
    edges = [UInt64](repeating: 0, count: old.count * 2)
    mask = edges.count - 1
    used = 0
    for edge in old where edge != 0 { insert(edge) }
  }

  /// Where the search for an edge begins: those of one node stand close together, so that the
  /// nodes that every text comes by stay in the cache.
  private static func place(_ key: UInt64) -> Int {
    let scattered = (key >> 16 &* 0x9E37_79B9_7F4A_7C15) >> 32
    return Int(truncatingIfNeeded: scattered &+ (key & 0xFFFF))
  }
}
