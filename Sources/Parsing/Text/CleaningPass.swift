internal import Syndication

/// One pass over a piece of foreign HTML, writing safe markup and plain text as it goes.
///
/// Nothing is copied from the input but text and the values of known attributes, each escaped
/// anew: the markup that comes out is this pass's own, so that no trick of quoting survives it.
struct CleaningPass {
  let source: ArraySlice<UInt8>
  let base: BaseAddress?
  /// Whether markup is wanted, not only its text.
  let writesHTML: Bool

  var reader = HTMLReader()
  var html: [UInt8] = []
  var text: TextWriter
  /// The elements that are open in `html`, outermost first.
  var open: [HTMLElement] = []
  /// Room for the value of an attribute, references decoded.
  var value: [UInt8] = []
  /// How many CDATA sections are open.
  var openCDATA = 0
  /// How many open elements keep their content out of the text.
  var silent = 0
  /// How many `pre` are open.
  var preformatted = 0
  /// Room for an address.
  var address: [UInt8] = []

  /// Elements that are deeper than this lose their tags.
  static let deepest = 96

  let elements = HTMLElement.registry
  private let steps = ByteClass.steps

  /// Makes markup and text; without `writesHTML`, the text alone.
  init(_ source: ArraySlice<UInt8>, base: BaseAddress?, writesHTML: Bool, isOneLine: Bool) {
    self.source = source
    self.base = base
    self.writesHTML = writesHTML
    text = TextWriter(capacity: source.count, isOneLine: isOneLine)
    if writesHTML { html.reserveCapacity(source.count + source.count / 8 + 64) }
  }

  /// Reads the whole source.
  mutating func run() {
    let input = source
    let bytes = input.span
    while reader.position < bytes.count {
      takeText(bytes, until: bytes.count, isMarkup: true)
      guard reader.position < bytes.count else { break }
      switch reader.readMarkup(bytes) {
      case .literal:
        writeLiteral(UInt8(ascii: "<"))
        reader.position += 1
      case .startTag: begin(reader.element, bytes)
      case .endTag: end(reader.element)
      case .nothing: break
      case .openCDATA: openCDATA += 1
      }
    }
    close(downTo: 0)
  }

  /// The markup, without white space around it.
  func finishedHTML() -> String {
    var range = html[...]
    while let first = range.first, first.isHTMLSpace { range.removeFirst() }
    while let last = range.last, last.isHTMLSpace { range.removeLast() }
    return String(decoding: range, as: UTF8.self)
  }

  /// The text.
  func finishedText() -> String { text.finished() }

  // MARK: Text

  /// Copies text up to the next `<`, or, where nothing `isMarkup`, all of it up to `end`.
  ///
  /// Runs of ordinary characters with single spaces between them go to markup and text as they
  /// are; this loop looks at every byte once.
  mutating func takeText(_ bytes: Span<UInt8>, until end: Int, isMarkup: Bool) {
    var position = reader.position
    var run = position
    while position < end {
      position = ByteClass.plainEnd(
        of: bytes,
        from: position,
        to: end,
        isBehindPlain: position > run,
        steps: steps.span
      )
      guard position < end else { break }
      let byte = bytes[position]
      if byte == UInt8(ascii: "<"), isMarkup { break }
      let kind = ByteClass.of(byte)
      if kind == .lead, Invisible.at(position, in: bytes, kind: kind).length == 0 {
        position += 1
        continue
      }
      copy(run..<position)
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0C, 0x0D:
        position = takeSpace(bytes, from: position, until: end)
      case UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: ">"):
        if isMarkup {
          position = takeSpecial(byte, at: position, bytes)
        } else {
          writeLiteral(byte)
          position += 1
        }
      default:
        let found = Invisible.at(position, in: bytes, kind: kind)
        switch found.meaning {
        case .dropped: break
        case .controlSpace: writeLiteral(0x20)
        default: copyInvisible(position..<(position + found.length))
        }
        position += max(1, found.length)
      }
      run = position
    }
    copy(run..<position)
    reader.position = position
  }

  /// Copies white space: to the markup as it is, but for carriage returns, to the text as a gap.
  private mutating func takeSpace(_ bytes: Span<UInt8>, from start: Int, until end: Int) -> Int {
    var position = start
    var breaksLine = false
    while position < end, bytes[position].isHTMLSpace {
      let byte = bytes[position]
      position += 1
      breaksLine = breaksLine || byte == 0x0A || byte == 0x0D
      guard writesHTML else { continue }
      if byte != 0x0D {
        html.append(byte == 0x0C ? 0x20 : byte)
      } else if position >= end || bytes[position] != 0x0A {
        html.append(0x0A)
      }
    }
    if silent == 0 {
      if breaksLine, text.keepsLines { text.breakLine() } else { text.space() }
    }
    return position
  }

  /// Copies a space beyond ASCII, or an invisible character that matters to layout.
  private mutating func copyInvisible(_ range: Range<Int>) {
    let slice = source[offset(range)]
    if writesHTML { html.append(contentsOf: slice) }
    if silent == 0 { text.append(slice) }
  }

  /// Writes what an `&` or a `>` in text stands for, and returns where reading goes on.
  private mutating func takeSpecial(
    _ byte: UInt8,
    at position: Int,
    _ bytes: Span<UInt8>
  ) -> Int {
    if byte == UInt8(ascii: ">") {
      if openCDATA > 0, position >= 2, bytes[position - 1] == 0x5D,
        bytes[position - 2] == 0x5D
      {
        openCDATA -= 1
        removeSectionEnd()
        return position + 1
      }
      writeLiteral(byte)
      return position + 1
    }
    guard let found = HTMLEntity.reference(in: bytes, at: position, inAttribute: false) else {
      writeLiteral(byte)
      return position + 1
    }
    write(scalar: found.first)
    if found.second != 0 { write(scalar: found.second) }
    return position + found.length
  }

  /// Takes the `]]` back that was copied before it turned out to end a CDATA section.
  private mutating func removeSectionEnd() {
    if html.count >= 2, html[html.count - 1] == 0x5D, html[html.count - 2] == 0x5D {
      html.removeLast(2)
    }
    text.removeSectionEnd()
  }

  /// Copies a run of ordinary characters.
  private mutating func copy(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    let slice = source[offset(range)]
    if writesHTML {
      html.append(contentsOf: slice)
      html.sealBrokenSequence()
    }
    if silent == 0 { text.append(run: slice) }
  }

  private func offset(_ range: Range<Int>) -> Range<Int> {
    (source.startIndex + range.lowerBound)..<(source.startIndex + range.upperBound)
  }

  /// Writes one ASCII character that stands for itself.
  mutating func writeLiteral(_ byte: UInt8) {
    if writesHTML { Self.appendEscaped(byte, inAttribute: false, to: &html) }
    if silent == 0 { text.append(scalar: UInt32(byte)) }
  }

  private mutating func write(scalar: UInt32) {
    if scalar < 0x80 {
      let byte = UInt8(truncatingIfNeeded: scalar)
      guard byte >= 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D, byte != 0x7F else {
        return
      }
      return writeLiteral(byte == 0x0D ? 0x0A : byte)
    }
    var encoded: [UInt8] = []
    encoded.append(scalar: scalar)
    let found = Invisible.at(0, in: encoded.span, kind: ByteClass.of(encoded[0]))
    guard found.length == 0 || found.meaning != .dropped else { return }
    if writesHTML { html.append(contentsOf: encoded) }
    if silent == 0 { text.append(encoded[...]) }
  }

  /// Appends a byte, escaped where text or a quoted value would be misread.
  static func appendEscaped(_ byte: UInt8, inAttribute: Bool, to out: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "<"): out.append(contentsOf: "&lt;".utf8)
    case UInt8(ascii: ">"): out.append(contentsOf: "&gt;".utf8)
    case UInt8(ascii: "&"): out.append(contentsOf: "&amp;".utf8)
    case UInt8(ascii: "\"") where inAttribute: out.append(contentsOf: "&quot;".utf8)
    default: out.append(byte)
    }
  }
}
