/// Gathers readable text: white space collapsed, what cannot be seen left out.
///
/// White space is written late, when a visible character follows it, so that nothing is ever
/// trimmed or taken back.
struct TextWriter {
  /// What stands between the last visible character and the next one.
  enum Gap: UInt8 {
    case none
    case space
    case line
  }

  /// What was written so far, never ending in white space.
  private(set) var bytes: [UInt8] = []
  /// What will be written before the next visible character.
  private(set) var gap = Gap.none
  /// Whether line breaks become spaces.
  let isOneLine: Bool
  /// Whether line breaks in the text itself are kept, as inside `pre`.
  var keepsLines = false

  /// Creates a writer with room for `capacity` bytes.
  init(capacity: Int, isOneLine: Bool) {
    bytes.reserveCapacity(capacity)
    self.isOneLine = isOneLine
  }

  /// Sees to it that the next character stands on a new line.
  mutating func breakLine() { widen(isOneLine ? .space : .line) }

  /// Sees to it that white space stands before the next character.
  mutating func space() { widen(.space) }

  /// Appends UTF-8 text in which nothing is markup.
  mutating func append(_ text: ArraySlice<UInt8>) {
    let source = text.span
    let offset = text.startIndex
    var position = 0
    var run = 0
    while position < source.count {
      let byte = source[position]
      if !ByteClass.isSpecial(byte) {
        position += 1
        continue
      }
      // One space between two visible characters is part of the run.
      if byte == 0x20, position > run, position + 1 < source.count,
        !ByteClass.isSpecial(source[position + 1])
      {
        position += 2
        continue
      }
      let kind = ByteClass.of(byte)
      let found = Invisible.at(position, in: source, kind: kind)
      guard found.length > 0 else {
        position += 1
        continue
      }
      append(run: text[(offset + run)..<(offset + position)])
      switch found.meaning {
      case .space: keepsLines && byte == 0x0A ? breakLine() : space()
      case .controlSpace: space()
      case .line: breakLine()
      case .dropped, .joiner: break
      }
      position += found.length
      run = position
    }
    append(run: text[(offset + run)..<(offset + position)])
  }

  /// Appends one code point, such as a character reference stood for.
  mutating func append(scalar value: UInt32) {
    if value == 0x20 { return space() }
    if value > 0x20, value < 0x7F {
      fillGap()
      bytes.append(UInt8(truncatingIfNeeded: value))
      return
    }
    var encoded: [UInt8] = []
    encoded.append(scalar: value)
    append(encoded[...])
  }

  /// Takes back a `]]` that was written before its `>` told that it ends a CDATA section.
  mutating func removeSectionEnd() {
    if bytes.count >= 2, bytes[bytes.count - 1] == 0x5D, bytes[bytes.count - 2] == 0x5D {
      bytes.removeLast(2)
    }
    while let last = bytes.last, last.isHTMLSpace { bytes.removeLast() }
  }

  /// The text, as a string.
  func finished() -> String { String(decoding: bytes, as: UTF8.self) }

  private mutating func widen(_ wanted: Gap) {
    if wanted.rawValue > gap.rawValue { gap = wanted }
  }

  private mutating func fillGap() {
    if gap != .none {
      if !bytes.isEmpty { bytes.append(gap == .line ? 0x0A : 0x20) }
      gap = .none
    }
  }

  /// Appends ordinary characters with at most single spaces between them.
  mutating func append(run: ArraySlice<UInt8>) {
    guard !run.isEmpty else { return }
    fillGap()
    bytes.append(contentsOf: run)
    bytes.sealBrokenSequence()
  }
}
