internal import SAX
internal import Syndication

extension FeedMarkup {
  /// The text of an element as one plain line; nil when nothing is left of it.
  func line(_ place: Int, form: TextForm = .html) -> String? {
    let line: String
    switch form {
    case .plain where !tape.hasChildren(place): line = self.line(text: text(place))
    case .html where !tape.hasChildren(place): line = self.line(html: text(place))
    case .plain, .html: line = PlainText.line(fromHTML: markup(inside: place, escaping: false)[...])
    case .elements: line = PlainText.line(fromHTML: markup(inside: place, escaping: true)[...])
    }
    guard line.isEmpty else { return line }
    // `</throttle>` is no markup but what the headline is about.
    guard form == .html, isForeignTag(bytes(place)) else { return nil }
    return PlainText.line(fromText: bytes(place))
  }

  /// A stretch in which nothing is markup as one plain line.
  func line(text: TapeStretch) -> String {
    isLine(text, asHTML: false)
      ? tape.string(text) : PlainText.line(fromText: tape.array(text)[...])
  }

  /// Whether a stretch is a plain line as it stands; most of it is told a block at a time.
  private func isLine(_ stretch: TapeStretch, asHTML: Bool) -> Bool {
    var index = 0
    while index < stretch.count {
      index += tape.plainCount(stretch, from: index)
      let end = min(index + 16, stretch.count)
      let isLine = tape.withBytes(stretch) {
        PlainText.isLine($0, from: index, to: end, asHTML: asHTML)
      }
      guard isLine else { return false }
      index = end
    }
    return true
  }

  /// A stretch of HTML as one plain line.
  private func line(html: TapeStretch) -> String {
    isLine(html, asHTML: true) ? tape.string(html) : PlainText.line(fromHTML: tape.array(html)[...])
  }

  /// Whether a text is nothing but one tag that HTML does not have.
  private func isForeignTag(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.first == UInt8(ascii: "<"), text.last == UInt8(ascii: ">") else { return false }
    var name = text.dropFirst().dropLast()
    if name.first == UInt8(ascii: "/") { name = name.dropFirst() }
    guard name.count > 1, name.allSatisfy({ $0 | 0x20 > 0x60 && $0 | 0x20 < 0x7B }) else {
      return false
    }
    return HTMLElement.registry.element(name.span, from: 0, to: name.count) == .unknown
  }

  /// The text of an element as content.
  func body(_ place: Int, form: TextForm = .html, in outer: FeedScope) -> ContentBody {
    let scope = scope(place, in: outer)
    switch form {
    case .html where tape.hasChildren(place), .plain where tape.hasChildren(place):
      // Tags that somebody forgot to escape.
      let bytes = markup(inside: place, escaping: false, scope: scope)
      return ContentBody(bytes[...], form: .html, scope: scope, use: use)
    case .elements:
      let bytes = markup(inside: place, escaping: true, scope: scope)
      return ContentBody(bytes[...], form: .html, scope: scope, use: use)
    case .html, .plain:
      return ContentBody(tape, text(place), form: form, scope: scope, use: use)
    }
  }

  /// The elements and text inside an element, spelt as HTML.
  ///
  /// Text is escaped, unless it may hold escaped tags of its own. Addresses under a nearer
  /// `xml:base` than that of `scope` are made absolute here.
  private func markup(
    inside place: Int,
    escaping: Bool,
    scope: FeedScope = FeedScope()
  ) -> [UInt8] {
    var output: [UInt8] = []
    var scopes = [scope]
    var ends: [Int] = []
    var next = place + 1
    let end = tape.end(of: place)
    while next < end {
      switch tape.kind(next) {
      case .text:
        tape.append(tape.runStretch(at: next), escaped: escaping, to: &output)
      case .start:
        let inner = self.scope(next, in: scopes.last ?? scope)
        open(next, in: inner, isRebased: !inner.hasBase(of: scope), to: &output)
        scopes.append(inner)
        ends.append(next)
      case .end:
        if let start = ends.popLast() { close(start, to: &output) }
        scopes.removeLast()
      }
      next += 1
    }
    return output
  }

  private func open(_ place: Int, in scope: FeedScope, isRebased: Bool, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "<"))
    output.append(contentsOf: tape.elementName(place).utf8)
    for attribute in tape.attributes(of: place)
    where tape.attributeNamespace(attribute) == SAXVocabulary.noNamespace {
      let name = tape.spelling(ofName: tape.attributeName(attribute))
      output.append(UInt8(ascii: " "))
      output.append(contentsOf: name.utf8)
      output.append(contentsOf: "=\"".utf8)
      let value = tape.valueStretch(attribute)
      if isRebased, name == "href" || name == "src" || name == "cite" || name == "poster",
        tape.attributeValue(attribute).first != UInt8(ascii: "#"),
        let absolute = address(tape.trimmed(value), in: scope)
      {
        append(escaped: absolute, to: &output)
      } else {
        tape.append(value, escaped: true, to: &output)
      }
      output.append(UInt8(ascii: "\""))
    }
    output.append(UInt8(ascii: ">"))
  }

  private func close(_ place: Int, to output: inout [UInt8]) {
    let name = tape.elementName(place)
    guard !Self.emptyElements.contains(name) else { return }
    output.append(contentsOf: "</\(name)>".utf8)
  }

  private static let emptyElements: Set<String> = [
    "area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "BR", "HR", "IMG",
  ]

  private func append(escaped text: String, to output: inout [UInt8]) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): output.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): output.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): output.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\""): output.append(contentsOf: "&quot;".utf8)
      default: output.append(byte)
      }
    }
  }
}
