/// The elements of HTML that cleaning knows by name; all others are `unknown`.
enum HTMLElement: UInt8, CaseIterable, Sendable {
  case unknown, a, abbr, acronym, address, annotation, annotationXML, applet, area, article, aside
  case audio, b, base, basefont, bdi, bdo, big, blink, blockquote, body, br, button, caption
  case center, cite, code, col, colgroup, data, datalist, dd, del, details, dfn, dialog, dir, div
  case dl, dt, em, embed, fieldset, figcaption, figure, font, footer, form, frame, frameset, h1
  case h2, h3, h4, h5, h6, head, header, hgroup, hr, html, i, iframe, image, img, input, ins
  case kbd, keygen, label, legend, li, link, listing, main, map, mark, marquee, math, menu, meta
  case nav, nobr, noembed, noframes, noscript, object, ol, optgroup, option, p, param, picture
  case plaintext, pre, q, rp, rt, ruby, s, samp, script, search, section, select, small, source
  case span, strike, strong, style, sub, summary, sup, svg, table, tbody, td, template, textarea
  case tfoot, th, thead, time, title, tr, track, tt, u, ul, video, `var`, wbr, xmp

  /// What cleaning does with an element.
  struct Traits: OptionSet, Sendable {
    let rawValue: UInt16
    /// Written to the markup; the tags of all others vanish, their content stays.
    static let kept = Traits(rawValue: 1)
    /// Has neither content nor an end tag.
    static let void = Traits(rawValue: 2)
    /// Begins and ends on a line of its own.
    static let block = Traits(rawValue: 4)
    /// A cell: set off from its neighbours by white space.
    static let cell = Traits(rawValue: 8)
    /// Its content is not markup, and vanishes with it.
    static let rawDropped = Traits(rawValue: 16)
    /// Its content is not markup, and is shown as preformatted text.
    static let rawShown = Traits(rawValue: 32)
    /// Its content is markup, and vanishes with it.
    static let treeDropped = Traits(rawValue: 64)
    /// Ends an open paragraph when it begins.
    static let endsParagraph = Traits(rawValue: 128)
    /// An end tag of an inline element does not reach beyond it.
    static let holdsInline = Traits(rawValue: 256)
    /// No end tag reaches beyond it but those of its own table.
    static let holdsAll = Traits(rawValue: 512)
    /// Its content is in the markup but not in the text.
    static let silent = Traits(rawValue: 1024)
  }

  /// The element's name in lower case.
  var name: String { Self.registry.rows[Int(rawValue)].name }

  /// What cleaning does with it.
  var traits: Traits { Self.registry.traits[Int(rawValue)] }

  static let registry = HTMLElementTable()
}

/// Names and traits of the elements.
struct HTMLElementTable: Sendable {
  typealias Traits = HTMLElement.Traits

  /// One element: its name, and what to write for it.
  struct Row: Sendable {
    var name: String
    /// The start tag without its `>`.
    var opening: [UInt8]
    /// The end tag.
    var closing: [UInt8]
  }

  private(set) var rows: [Row] = []
  private(set) var traits: [Traits] = []
  private(set) var names = NameIndex()

  init() {
    let traitsByElement = Self.traitsByElement()
    for element in HTMLElement.allCases {
      let name = element == .annotationXML ? "annotation-xml" : "\(element)"
      rows.append(
        Row(name: name, opening: Array("<\(name)".utf8), closing: Array("</\(name)>".utf8))
      )
      traits.append(traitsByElement[element] ?? [])
      if element != .unknown { names.insert(name, element.rawValue) }
    }
  }

  /// The element with the name at `start..<end`, in any letter case.
  func element(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> HTMLElement {
    names.value(bytes, from: start, to: end).flatMap { HTMLElement(rawValue: $0) } ?? .unknown
  }
}
