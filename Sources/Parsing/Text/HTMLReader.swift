/// Reads the markup of HTML, tag by tag, the way that browsers do; text is its caller's.
///
/// It never looks back, and looks ahead for an end that is not there only once, so that the time
/// is linear in the input whatever the input is.
struct HTMLReader {
  /// What was found at a `<`.
  enum Markup {
    /// Nothing: the `<` is text.
    case literal
    /// A start tag; see `element`, `attributes`, `isSelfClosing`.
    case startTag
    /// An end tag; see `element`.
    case endTag
    /// A comment, a declaration, a processing instruction or a broken tag: nothing to show.
    case nothing
    /// The opening of a CDATA section, whose content is read as if it stood outside.
    case openCDATA
  }

  /// Where reading goes on.
  var position = 0
  /// The element of the tag that was read last.
  private(set) var element = HTMLElement.unknown
  /// The known attributes of the start tag that was read last; of two equal ones the first.
  private(set) var attributes: [HTMLAttribute] = []
  /// Whether the start tag that was read last ended in `/>`.
  private(set) var isSelfClosing = false

  private let elements = HTMLElement.registry
  private let attributeNames = HTMLAttribute.Name.index
  private var lacksCommentEnd = false
  private var elementsWithoutEnd: [HTMLElement] = []
  private var brokenTags = 0

  /// Reads the markup at `position`, where a `<` stands, and moves behind it.
  mutating func readMarkup(_ html: Span<UInt8>) -> Markup {
    let next = position + 1
    guard next < html.count else { return .literal }
    switch html[next] {
    case UInt8(ascii: "/"):
      guard next + 1 < html.count else { return .literal }
      if html[next + 1].isASCIILetter { return readTag(html, from: next + 1, isEnd: true) }
      skipBogusComment(html, from: next + 1)
      return .nothing
    case UInt8(ascii: "!"):
      return readDeclaration(html, from: next + 1)
    case UInt8(ascii: "?"):
      skipBogusComment(html, from: next)
      return .nothing
    case let byte where byte.isASCIILetter:
      return readTag(html, from: next, isEnd: false)
    default:
      return .literal
    }
  }

  /// Moves behind the end tag that closes the raw text of `element` and returns where that text
  /// ends; nil, and `position` as it was, when no such tag is left.
  mutating func skipRawText(_ html: Span<UInt8>, of element: HTMLElement) -> Int? {
    guard !elementsWithoutEnd.contains(element) else { return nil }
    var index = position
    while index + 2 < html.count {
      if html[index] == UInt8(ascii: "<"), html[index + 1] == UInt8(ascii: "/") {
        let end = nameEnd(html, from: index + 2)
        if known(html, from: index + 2, to: end) == element {
          _ = readTag(html, from: index + 2, isEnd: true)
          return index
        }
      }
      index += 1
    }
    elementsWithoutEnd.append(element)
    return nil
  }

  private func nameEnd(_ html: Span<UInt8>, from start: Int) -> Int {
    var end = start
    while end < html.count, !html[end].isHTMLSpace, html[end] != UInt8(ascii: "/"),
      html[end] != UInt8(ascii: ">")
    {
      end += 1
    }
    return end
  }

  private mutating func readTag(_ html: Span<UInt8>, from start: Int, isEnd: Bool) -> Markup {
    let end = nameEnd(html, from: start)
    element = known(html, from: start, to: end)
    attributes.removeAll(keepingCapacity: true)
    isSelfClosing = false
    var index = end
    while index < html.count, brokenTags < 8 {
      let byte = html[index]
      if byte == UInt8(ascii: ">") {
        position = index + 1
        return isEnd ? .endTag : .startTag
      }
      index += 1
      if byte == UInt8(ascii: "/") {
        isSelfClosing = index < html.count && html[index] == UInt8(ascii: ">")
      } else if !byte.isHTMLSpace {
        index = readAttribute(html, from: index - 1, keeps: !isEnd)
      }
    }
    // A quote that nobody closes would swallow the rest: end the tag at the first `>` instead. A
    // tag that was cut off altogether leaves nothing.
    brokenTags += 1
    skipBogusComment(html, from: end)
    attributes.removeAll(keepingCapacity: true)
    guard position < html.count || html[position - 1] == UInt8(ascii: ">") else { return .nothing }
    return isEnd ? .endTag : .startTag
  }

  /// The element of a name, also behind the prefix that some XML tools leave in front of it.
  private func known(_ html: Span<UInt8>, from start: Int, to end: Int) -> HTMLElement {
    let element = elements.element(html, from: start, to: end)
    guard element == .unknown, end > start + 2 else { return element }
    var local = end
    while local > start, html[local - 1] != UInt8(ascii: ":") { local -= 1 }
    guard local > start else { return element }
    let inner = elements.element(html, from: local, to: end)
    let isXHTML = local == start + 6 || local == start + 5 || local == start + 2
    if inner == .script || inner == .style { return inner }
    let first = html[start].asciiLowercased
    return isXHTML && (first == UInt8(ascii: "x") || first == UInt8(ascii: "h")) ? inner : element
  }

  private mutating func readAttribute(_ html: Span<UInt8>, from start: Int, keeps: Bool) -> Int {
    var index = start
    // A `=` in front belongs to the name.
    if html[index] == UInt8(ascii: "=") { index += 1 }
    while index < html.count, !html[index].isHTMLSpace, html[index] != UInt8(ascii: "/"),
      html[index] != UInt8(ascii: ">"), html[index] != UInt8(ascii: "=")
    {
      index += 1
    }
    let nameEnd = index
    while index < html.count, html[index].isHTMLSpace { index += 1 }
    var valueStart = nameEnd
    var valueEnd = nameEnd
    if index < html.count, html[index] == UInt8(ascii: "=") {
      index += 1
      while index < html.count, html[index].isHTMLSpace { index += 1 }
      guard index < html.count else { return index }
      let quote = html[index]
      if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        index += 1
        valueStart = index
        while index < html.count, html[index] != quote { index += 1 }
        valueEnd = index
        index += 1
      } else {
        valueStart = index
        while index < html.count, !html[index].isHTMLSpace, html[index] != UInt8(ascii: ">") {
          index += 1
        }
        valueEnd = index
      }
    } else {
      index = nameEnd
    }
    if keeps { keep(html, name: start..<nameEnd, value: valueStart..<valueEnd) }
    return index
  }

  private mutating func keep(_ html: Span<UInt8>, name: Range<Int>, value: Range<Int>) {
    guard
      let number = attributeNames.value(html, from: name.lowerBound, to: name.upperBound),
      let known = HTMLAttribute.Name(rawValue: number)
    else { return }
    for attribute in attributes where attribute.name == known { return }
    attributes.append(
      HTMLAttribute(name: known, start: value.lowerBound, end: value.upperBound)
    )
  }

  private mutating func readDeclaration(_ html: Span<UInt8>, from start: Int) -> Markup {
    if start + 1 < html.count, html[start] == UInt8(ascii: "-"),
      html[start + 1] == UInt8(ascii: "-")
    {
      skipComment(html, from: start + 2)
      return .nothing
    }
    if Self.startsCDATA(html, at: start) {
      position = start + 7
      return .openCDATA
    }
    skipBogusComment(html, from: start)
    return .nothing
  }

  /// Skips to the `-->` of a comment; where there is none, to the next `>`, so that one slip of an
  /// author does not cost the rest of the article.
  private mutating func skipComment(_ html: Span<UInt8>, from start: Int) {
    if start < html.count, html[start] == UInt8(ascii: ">") {
      position = start + 1
      return
    }
    if start + 1 < html.count, html[start] == UInt8(ascii: "-"),
      html[start + 1] == UInt8(ascii: ">")
    {
      position = start + 2
      return
    }
    guard !lacksCommentEnd else { return skipBogusComment(html, from: start) }
    var index = start
    while index + 2 < html.count {
      if html[index] == UInt8(ascii: "-"), html[index + 1] == UInt8(ascii: "-") {
        if html[index + 2] == UInt8(ascii: ">") {
          position = index + 3
          return
        }
        if html[index + 2] == UInt8(ascii: "!"), index + 3 < html.count,
          html[index + 3] == UInt8(ascii: ">")
        {
          position = index + 4
          return
        }
      }
      index += 1
    }
    lacksCommentEnd = true
    skipBogusComment(html, from: start)
  }

  private mutating func skipBogusComment(_ html: Span<UInt8>, from start: Int) {
    var index = start
    while index < html.count, html[index] != UInt8(ascii: ">") { index += 1 }
    position = min(index + 1, html.count)
  }

  private static func startsCDATA(_ html: Span<UInt8>, at start: Int) -> Bool {
    guard start + 7 <= html.count else { return false }
    var index = start
    for byte in "[CDATA[".utf8 {
      guard html[index] == byte else { return false }
      index += 1
    }
    return true
  }
}
