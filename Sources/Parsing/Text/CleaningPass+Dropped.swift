internal import Syndication

extension CleaningPass {
  /// Passes over an element whose content is not markup; a known video player leaves a link.
  mutating func skipRaw(_ element: HTMLElement, _ bytes: Span<UInt8>) {
    if element == .iframe { writeVideoLink(bytes) }
    let isEmpty = reader.isSelfClosing
    guard reader.skipRawText(bytes, of: element) == nil, !isEmpty else { return }
    // Without an end tag a script is all the rest, as in browsers; anything else is nothing.
    if element == .script || element == .style { reader.position = bytes.count }
  }

  /// Shows the text of an `xmp` or `plaintext` as a `pre`.
  mutating func showRaw(_ element: HTMLElement, _ bytes: Span<UInt8>) {
    let start = reader.position
    let end: Int
    if element != .plaintext, let found = reader.skipRawText(bytes, of: element) {
      end = found
    } else {
      end = bytes.count
      reader.position = end
    }
    let behind = reader.position
    closeParagraph()
    if writesHTML { html.append(contentsOf: "<pre>".utf8) }
    let kept = text.keepsLines
    text.keepsLines = true
    reader.position = start
    takeText(bytes, until: end, isMarkup: false)
    reader.position = behind
    text.keepsLines = kept
    text.breakLine()
    if writesHTML { html.append(contentsOf: "</pre>".utf8) }
  }

  /// Passes over an element with everything in it.
  ///
  /// A picture or a list of choices that nobody closed ends at the next block of the article.
  mutating func skipTree(_ element: HTMLElement, _ bytes: Span<UInt8>) {
    guard !reader.isSelfClosing else { return }
    var depth = 1
    while reader.position < bytes.count {
      while reader.position < bytes.count, bytes[reader.position] != UInt8(ascii: "<") {
        reader.position += 1
      }
      guard reader.position < bytes.count else { return }
      let tag = reader.position
      switch reader.readMarkup(bytes) {
      case .literal: reader.position += 1
      case .nothing, .openCDATA: break
      case .endTag:
        if reader.element == element { depth -= 1 }
        if depth == 0 { return }
      case .startTag:
        if reader.element == element, !reader.isSelfClosing {
          depth += 1
        } else if reader.element == .script || reader.element == .style {
          _ = reader.skipRawText(bytes, of: reader.element)
        } else if element != .template,
          elements.traits[Int(reader.element.rawValue)].contains(.endsParagraph)
        {
          reader.position = tag
          return
        }
      }
    }
  }

  /// Writes a link to the page of a known video where its player was framed.
  mutating func writeVideoLink(_ bytes: Span<UInt8>) {
    guard
      let source = reader.attributes.first(where: { $0.name == .src || $0.name == .dataSource }),
      resolve(source, bytes) == .web,
      let page = VideoEmbed.page(ofPlayer: String(decoding: address, as: UTF8.self))
    else { return }
    if let link = open.lastIndex(of: .a) { close(downTo: link) }
    if writesHTML {
      html.append(contentsOf: "<a href=\"".utf8)
      for byte in page.utf8 { Self.appendEscaped(byte, inAttribute: true, to: &html) }
      html.append(contentsOf: "\">".utf8)
    }
    text.space()
    for byte in page.utf8.drop(while: { $0 != UInt8(ascii: "/") }).dropFirst(2) {
      writeLiteral(byte)
    }
    text.space()
    if writesHTML { html.append(contentsOf: "</a>".utf8) }
  }
}
