/// A text as YAML counts it, in lines and columns of Unicode scalars, that can be changed in place.
struct EditableText {
  /// The text without a byte-order mark.
  private(set) var scalars: [Unicode.Scalar]
  /// Where each line starts; there is always one line more than there are line ends.
  private(set) var lineStarts: [Int] = []
  /// Whether a byte-order mark stood before it.
  let hasMark: Bool
  /// The line end that the file uses.
  let lineEnd: String

  /// Takes a text apart.
  init(_ text: String, hasMark: Bool) {
    let scalars = Array(text.unicodeScalars)
    let ends = scalars.drop { $0 != "\n" && $0 != "\r" }.prefix(2)
    lineEnd = ends.elementsEqual(["\r", "\n"]) ? "\r\n" : ends.first == "\r" ? "\r" : "\n"
    (self.scalars, self.hasMark) = (scalars, hasMark)
    findLines()
  }

  /// The text with its mark, as it goes to the disk.
  var bytes: [UInt8] {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return (hasMark ? [0xEF, 0xBB, 0xBF] : []) + Array(String(view).utf8)
  }

  /// How many lines there are, the empty one behind the last line end not counted.
  var lineCount: Int { lineStarts.last == scalars.count ? lineStarts.count - 1 : lineStarts.count }

  /// Where line `line` (from 1) starts; the end of the text for a line behind the last.
  func start(ofLine line: Int) -> Int {
    line - 1 < lineStarts.count ? lineStarts[line - 1] : scalars.count
  }

  /// The place of `line` and `column`, both from 1.
  func offset(line: Int, column: Int) -> Int {
    min(start(ofLine: line) + column - 1, scalars.count)
  }

  /// The scalars of a line without its line end.
  func body(ofLine line: Int) -> ArraySlice<Unicode.Scalar> {
    var slice = scalars[start(ofLine: line)..<start(ofLine: line + 1)]
    while let last = slice.last, Self.isLineEnd(last) { slice.removeLast() }
    return slice
  }

  /// How many spaces a line starts with.
  func indentation(ofLine line: Int) -> Int { body(ofLine: line).prefix { $0 == " " }.count }

  /// Whether a line holds nothing but white space.
  func isBlank(line: Int) -> Bool { body(ofLine: line).allSatisfy { $0 == " " || $0 == "\t" } }

  /// Whether a line holds nothing but a comment.
  func isComment(line: Int) -> Bool {
    body(ofLine: line).first { $0 != " " && $0 != "\t" } == "#"
  }

  /// Whether a line ends a document (`...`) or starts another (`---`).
  func isDocumentMark(line: Int) -> Bool {
    let body = body(ofLine: line)
    return body.starts(with: "...".unicodeScalars) || body.starts(with: "---".unicodeScalars)
  }

  /// Puts `text` in the place of `range`.
  mutating func replace(_ range: Range<Int>, with text: String) {
    scalars.replaceSubrange(range, with: text.unicodeScalars)
    findLines()
  }

  /// Takes whole lines out.
  mutating func removeLines(_ lines: ClosedRange<Int>) {
    let range = start(ofLine: lines.lowerBound)..<start(ofLine: lines.upperBound + 1)
    let endedWithout =
      range.upperBound == scalars.count && scalars.last.map(Self.isLineEnd) == false
    replace(range, with: "")
    // A file whose last line had no end keeps that habit.
    if endedWithout { trimLastLineEnd() }
  }

  /// Puts whole lines in before line `line`, each without its line end.
  mutating func insert(_ lines: [String], beforeLine line: Int) {
    let place = start(ofLine: line)
    let joined = lines.joined(separator: lineEnd)
    let openEnd = place == scalars.count && scalars.last.map(Self.isLineEnd) == false
    replace(place..<place, with: openEnd ? lineEnd + joined : joined + lineEnd)
  }

  private mutating func trimLastLineEnd() {
    guard scalars.last.map(Self.isLineEnd) == true else { return }
    let width = scalars.suffix(2).elementsEqual(["\r", "\n"]) ? 2 : 1
    replace(scalars.count - width..<scalars.count, with: "")
  }

  private mutating func findLines() {
    lineStarts = [0]
    for index in scalars.indices where Self.isLineEnd(scalars[index]) {
      let isFirstOfTwo =
        scalars[index] == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\n"
      if !isFirstOfTwo { lineStarts.append(index + 1) }
    }
  }

  /// YAML 1.1's line ends, which are also the ones that its marks count.
  private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }
}
