extension CleaningPass {
  typealias Traits = HTMLElement.Traits

  /// Takes a start tag.
  mutating func begin(_ tag: HTMLElement, _ bytes: Span<UInt8>) {
    let element = Self.modern(tag)
    let traits = elements.traits[Int(element.rawValue)]
    if traits.contains(.block) { text.breakLine() }
    if traits.contains(.cell) { text.space() }
    if traits.contains(.rawDropped) { return skipRaw(element, bytes) }
    if traits.contains(.rawShown) { return showRaw(element, bytes) }
    if traits.contains(.treeDropped) { return skipTree(element, bytes) }
    if element == .embed { return writeVideoLink(bytes) }
    if traits.contains(.endsParagraph) { closeParagraph() }
    guard traits.contains(.kept), open.count < Self.deepest, makeRoom(for: element) else { return }
    if element == .img { return writeImage(bytes) }
    let mark = html.count
    if writesHTML {
      html.append(contentsOf: elements.rows[Int(element.rawValue)].opening)
      let isUseful = writeAttributes(of: element, bytes)
      guard isUseful else {
        html.removeSubrange(mark...)
        return
      }
      html.append(UInt8(ascii: ">"))
    }
    guard !traits.contains(.void) else { return }
    push(element, traits)
    // `<a name="x"/>`: nobody who writes that means the rest of the page.
    if reader.isSelfClosing { close(downTo: open.count - 1) }
  }

  /// Takes an end tag.
  mutating func end(_ tag: HTMLElement) {
    let element = Self.modern(tag)
    let traits = elements.traits[Int(element.rawValue)]
    if traits.contains(.block) { text.breakLine() }
    if traits.contains(.cell) { text.space() }
    guard traits.contains(.kept) else { return }
    if element == .br {
      // Browsers read a stray `</br>` as a line break.
      if writesHTML { html.append(contentsOf: "<br>".utf8) }
      return
    }
    guard let index = indexOfOpen(element, traits) else { return }
    close(downTo: index)
  }

  /// Closes open elements until `count` are left.
  mutating func close(downTo count: Int) {
    while open.count > count, let element = open.popLast() {
      let traits = elements.traits[Int(element.rawValue)]
      if writesHTML { html.append(contentsOf: elements.rows[Int(element.rawValue)].closing) }
      if traits.contains(.block) { text.breakLine() }
      if traits.contains(.cell) { text.space() }
      if traits.contains(.silent) { silent -= 1 }
      if element == .pre {
        preformatted -= 1
        text.keepsLines = preformatted > 0
      }
    }
  }

  private mutating func push(_ element: HTMLElement, _ traits: Traits) {
    open.append(element)
    if traits.contains(.silent) { silent += 1 }
    if element == .pre {
      preformatted += 1
      text.keepsLines = true
    }
  }

  /// Writes and pushes an element that its author left out.
  private mutating func imply(_ element: HTMLElement) {
    let row = Int(element.rawValue)
    if writesHTML {
      html.append(contentsOf: elements.rows[row].opening)
      html.append(UInt8(ascii: ">"))
    }
    push(element, elements.traits[row])
  }

  /// Old names of elements, as what they are today.
  private static func modern(_ element: HTMLElement) -> HTMLElement {
    switch element {
    case .image: .img
    case .listing: .pre
    case .dir, .menu: .ul
    default: element
    }
  }

  // MARK: Nesting

  /// Closes what `element` cannot stand in; false when it cannot stand here at all.
  private mutating func makeRoom(for element: HTMLElement) -> Bool {
    switch element {
    case .h1, .h2, .h3, .h4, .h5, .h6:
      if let last = open.last, Self.isHeading(last) { close(downTo: open.count - 1) }
    case .li:
      closeSibling(of: [.li], within: [.ul, .ol])
    case .dd, .dt:
      closeSibling(of: [.dd, .dt], within: [.dl])
    case .rt, .rp:
      if let last = open.last, last == .rt || last == .rp { close(downTo: open.count - 1) }
    case .a:
      if let index = indexOfOpen(.a, []) { close(downTo: index) }
    case .source:
      return open.last == .picture || open.last == .video || open.last == .audio
    case .table:
      if let last = open.last, Self.isTableFrame(last), let table = open.lastIndex(of: .table) {
        close(downTo: table)
      }
    case .tr: return closeInTable(upTo: [.table, .tbody, .thead, .tfoot])
    case .tbody, .thead, .tfoot, .caption, .colgroup: return closeInTable(upTo: [.table])
    case .col: return closeInTable(upTo: [.table, .colgroup])
    case .td, .th:
      guard closeInTable(upTo: [.tr, .table, .tbody, .thead, .tfoot]) else { return false }
      if open.last != .tr { imply(.tr) }
    default: break
    }
    return true
  }

  /// Closes an open `p`, which no block element can stand in.
  mutating func closeParagraph() {
    var index = open.count
    while index > 0 {
      index -= 1
      if open[index] == .p { return close(downTo: index) }
      if elements.traits[Int(open[index].rawValue)].contains(.holdsAll) { return }
    }
  }

  /// Closes the list item (or term) that the next one follows.
  private mutating func closeSibling(of siblings: [HTMLElement], within lists: [HTMLElement]) {
    var index = open.count
    while index > 0 {
      index -= 1
      if siblings.contains(open[index]) { return close(downTo: index) }
      if lists.contains(open[index]) { return }
      if elements.traits[Int(open[index].rawValue)].contains(.holdsInline) { return }
    }
  }

  /// Closes down to the innermost of `frames` in the innermost table; false outside any table.
  private mutating func closeInTable(upTo frames: [HTMLElement]) -> Bool {
    guard let table = open.lastIndex(of: .table) else { return false }
    var index = open.count - 1
    while index > table, !frames.contains(open[index]) { index -= 1 }
    close(downTo: index + 1)
    return true
  }

  /// Where the element stands that an end tag closes; nil when the tag is to be ignored.
  private func indexOfOpen(_ element: HTMLElement, _ traits: Traits) -> Int? {
    let isHeading = Self.isHeading(element)
    var index = open.count
    while index > 0 {
      index -= 1
      let candidate = open[index]
      if candidate == element || (isHeading && Self.isHeading(candidate)) { return index }
      let barrier = elements.traits[Int(candidate.rawValue)]
      if Self.isTablePart(element) {
        if candidate == .table { return nil }
      } else if element == .table {
        continue
      } else if element == .li {
        if candidate == .ul || candidate == .ol || barrier.contains(.holdsAll) { return nil }
      } else if traits.contains(.block) {
        if barrier.contains(.holdsAll) { return nil }
      } else if barrier.contains(.holdsInline) {
        return nil
      }
    }
    return nil
  }

  private static func isHeading(_ element: HTMLElement) -> Bool {
    element.rawValue >= HTMLElement.h1.rawValue && element.rawValue <= HTMLElement.h6.rawValue
  }

  private static func isTableFrame(_ element: HTMLElement) -> Bool {
    switch element {
    case .table, .tbody, .thead, .tfoot, .tr, .colgroup: true
    default: false
    }
  }

  private static func isTablePart(_ element: HTMLElement) -> Bool {
    switch element {
    case .tbody, .thead, .tfoot, .tr, .td, .th, .caption, .colgroup: true
    default: false
    }
  }
}
