/// Writes a well-formed document of what is readable in one that is not.
///
/// Tags are balanced, attributes quoted, stray `&` and `<` escaped, entities of HTML and of the
/// document's own declarations replaced, characters that XML forbids dropped, and all before the
/// root is skipped. One pass; time and output stay in proportion to the input.
struct XMLRepair {
  let bytes: [UInt8]
  let roots: Set<String>
  let entity: MarkupReader.Entity
  var output: [UInt8] = []
  var position = 0
  var entities: [[UInt8]: [UInt8]] = [:]
  var expanded = 0
  var open: [OpenElement] = []
  var isClosed = false
  /// What stands for a root that is missing, around the articles that should be in it.
  private var missingRoot: String?
  var names: Set<NameKey> = []
  private(set) var fault: SAXError?
  /// The next place of a byte or mark that was looked for, so that no stretch is searched twice.
  private var found: [UInt8: Int] = [:]
  private var foundMarks: [UInt8: Int] = [:]
  private var missing: Set<UInt8> = []

  struct OpenElement {
    /// The name as written, prefix included.
    var name: Range<Int>
    /// The local name without regard to case, quick to compare.
    var key: NameKey
    var declarations: Int
  }

  init(_ bytes: [UInt8], roots: Set<String>, entity: @escaping MarkupReader.Entity) {
    (self.bytes, self.roots, self.entity) = (bytes, roots, entity)
  }

  /// The well-formed document; nil when no root of those looked for is in it.
  mutating func document() -> [UInt8]? {
    readDoctype()
    guard let root = rootPosition() else { return nil }
    position = root
    output.reserveCapacity(bytes.count - root + 256)
    missingRoot = Self.holder(of: NameKey(bytes[nameRange(from: root + 1)]))
    if let missingRoot { output.append(contentsOf: "<\(missingRoot)>".utf8) }
    while position < bytes.count, !isClosed {
      switch bytes[position] {
      case UInt8(ascii: "<"): markup()
      case UInt8(ascii: "&"): reference(inAttribute: false)
      default: characters()
      }
    }
    if !open.isEmpty { note("the document ends inside an element") }
    while let element = open.popLast() { close(element) }
    if let missingRoot { output.append(contentsOf: "</\(missingRoot)>".utf8) }
    return output
  }

  /// Says that an element has ended: the last one, and with it the document, unless others follow
  /// it that should have a root around them.
  mutating func elementEnded() { if open.isEmpty, missingRoot == nil { isClosed = true } }

  mutating func note(_ reason: String) {
    guard fault == nil else { return }
    var line = 1
    for byte in bytes[..<min(position, bytes.count)] where byte == 0x0A { line += 1 }
    fault = .malformed(line: line, reason: reason)
  }

  /// Copies text up to the next `<` or `&`.
  private mutating func characters() {
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&") { break }
      position += 1
    }
    appendText(bytes[start..<position])
  }

  /// Where the root starts: what stands before it (a warning of a server, white space, a second
  /// declaration) is no part of the feed.
  private func rootPosition() -> Int? {
    var place = 0
    while place < bytes.count {
      guard bytes[place] == UInt8(ascii: "<") else {
        place += 1
        continue
      }
      let name = nameRange(from: place + 1)
      if !name.isEmpty, name.count <= 64 {
        let spelling = String(decoding: bytes[name], as: UTF8.self).lowercased()
        let local = spelling.split(separator: ":").last.map(String.init) ?? spelling
        if roots.contains(local), isTagBoundary(name.upperBound) { return place }
        // A page that shows a feed's source is a page.
        if local == "html" { return nil }
      }
      place += 1
    }
    return nil
  }

  private func isTagBoundary(_ place: Int) -> Bool {
    guard place < bytes.count else { return false }
    let byte = bytes[place]
    return byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
  }

  /// The name that starts at `place`; empty when none does.
  func nameRange(from place: Int) -> Range<Int> {
    guard place < bytes.count, ByteClass.isNameStart(bytes[place]) else { return place..<place }
    var end = place + 1
    while end < bytes.count, ByteClass.isName(bytes[end]) { end += 1 }
    return place..<end
  }

  /// The next place of `byte` at or behind `place`; nil when there is none.
  mutating func next(_ byte: UInt8, from place: Int) -> Int? {
    if let known = found[byte], known >= place { return known < bytes.count ? known : nil }
    var index = place
    while index < bytes.count, bytes[index] != byte { index += 1 }
    found[byte] = index
    return index < bytes.count ? index : nil
  }

  /// The place of the first of three bytes in a row, at or behind `place`.
  mutating func find(_ mark: (UInt8, UInt8, UInt8), from place: Int) -> Int? {
    // Once one is known to be missing, it is missing from every later place too.
    if missing.contains(mark.0) { return nil }
    if let known = foundMarks[mark.0], known >= place { return known }
    var index = place
    while index + 2 < bytes.count {
      if bytes[index] == mark.0, bytes[index + 1] == mark.1, bytes[index + 2] == mark.2 {
        foundMarks[mark.0] = index
        return index
      }
      index += 1
    }
    missing.insert(mark.0)
    return nil
  }
}

/// What a byte may be in a name of XML; every byte of a multi-byte character counts as a letter.
enum ByteClass {
  static func isNameStart(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_")
  }

  static func isName(_ byte: UInt8) -> Bool {
    isNameStart(byte) || byte &- 0x30 < 10 || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }
}

/// A local name in lower case as a number, quick to compare: a hash (FNV-1a) and its length.
struct NameKey: Hashable {
  let letters: UInt64
  let length: Int

  init(_ name: some Sequence<UInt8>) {
    var (letters, length): (UInt64, Int) = (Self.seed, 0)
    for byte in name {
      if byte == UInt8(ascii: ":") {
        (letters, length) = (Self.seed, 0)
        continue
      }
      letters = (letters ^ UInt64(byte &- 0x41 < 26 ? byte | 0x20 : byte)) &* 0x100_0000_01B3
      length += 1
    }
    (self.letters, self.length) = (letters, length)
  }

  init(_ name: String) { self.init(name.utf8) }

  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
}
