extension XMLRepair {
  private static let depthLimit = 256
  private static let nameLimit = 512
  private static let attributeLimit = 128
  private static let distinctNameLimit = 1000
  private static let declarationLimit = 44

  /// At a `<`: a tag, a comment, a CDATA section, an instruction, or just the sign.
  mutating func markup() {
    guard position + 1 < bytes.count else { return position = bytes.count }
    switch bytes[position + 1] {
    case UInt8(ascii: "/"): endTag()
    case UInt8(ascii: "!"): declaration()
    case UInt8(ascii: "?"):
      let end = next(UInt8(ascii: ">"), from: position)
      position = end.map { $0 + 1 } ?? bytes.count
    case let byte where ByteClass.isNameStart(byte): startTag()
    default: literal()
    }
  }

  /// Writes the `<` at hand as text.
  private mutating func literal() {
    note("a '<' that starts no tag")
    output.append(contentsOf: "&lt;".utf8)
    position += 1
  }

  private mutating func declaration() {
    let rest = bytes[position...]
    if rest.starts(with: "<!--".utf8) {
      let end = find((0x2D, 0x2D, 0x3E), from: position + 4)
      position = end.map { $0 + 3 } ?? bytes.count
    } else if rest.starts(with: "<![CDATA[".utf8) {
      characterData()
    } else {
      let end = next(UInt8(ascii: ">"), from: position)
      position = end.map { $0 + 1 } ?? bytes.count
    }
  }

  private mutating func characterData() {
    let start = position + 9
    if let end = find((0x5D, 0x5D, 0x3E), from: start), !swallowsNext(start..<end) {
      appendText(bytes[start..<end])
      position = end + 3
      return
    }
    note("a CDATA section without an end")
    // It ends where the element around it does.
    let end = endOfElement(in: start..<bytes.count) ?? bytes.count
    appendText(bytes[start..<end])
    position = end
  }

  /// Whether a section goes on over the end of its element and into the next section: then its own
  /// end is missing.
  private func swallowsNext(_ section: Range<Int>) -> Bool {
    guard let end = endOfElement(in: section) else { return false }
    let mark = Array("<![CDATA[".utf8)
    return section.contains { place in
      place > end && bytes[place] == mark[0] && bytes[place...].starts(with: mark)
    }
  }

  /// Where the innermost open element ends within `range`; nil when it does not.
  private func endOfElement(in range: Range<Int>) -> Int? {
    guard let element = open.last else { return nil }
    return range.first { place in
      bytes[place] == UInt8(ascii: "<") && place + 1 < bytes.count
        && bytes[place + 1] == UInt8(ascii: "/")
        && bytes[(place + 2)...].starts(with: bytes[element.name])
    }
  }

  private mutating func endTag() {
    let name = nameRange(from: position + 2)
    guard !name.isEmpty else {
      note("an end tag without a name")
      let end = next(UInt8(ascii: ">"), from: position)
      position = end.map { $0 + 1 } ?? bytes.count
      return
    }
    var place = name.upperBound
    while place < bytes.count, bytes[place] != UInt8(ascii: ">"), bytes[place] != UInt8(ascii: "<")
    {
      place += 1
    }
    if place < bytes.count, bytes[place] == UInt8(ascii: ">") { place += 1 }
    position = place
    let key = NameKey(bytes[name])
    guard let index = open.lastIndex(where: { $0.key == key }) else {
      return note("an end tag that ends nothing")
    }
    if index < open.count - 1 { note("an element without an end tag") }
    while open.count > index + 1 { abandon() }
    if let element = open.popLast() { close(element) }
    elementEnded()
  }

  mutating func close(_ element: OpenElement) {
    output.append(contentsOf: "</".utf8)
    output.append(contentsOf: bytes[element.name])
    output.append(UInt8(ascii: ">"))
  }

  private mutating func startTag() {
    let start = position
    let mark = output.count
    let name = nameRange(from: position + 1)
    guard name.count <= Self.nameLimit else {
      position = name.upperBound
      return note("a name without an end")
    }
    let key = NameKey(bytes[name])
    closeBefore(key)
    let tag = OpenTag(name: name, key: key, start: output.count, isKnown: knows(key))
    output.append(UInt8(ascii: "<"))
    output.append(contentsOf: bytes[name])
    position = name.upperBound
    var written: [Range<Int>] = []
    var (declarations, hasValue) = (0, false)
    while true {
      while position < bytes.count, ByteClass.isSpace(bytes[position]) { position += 1 }
      guard position < bytes.count else {
        note("the document ends inside a tag")
        output.removeLast(output.count - mark)
        return
      }
      let byte = bytes[position]
      if byte == UInt8(ascii: ">") {
        position += 1
        return finish(tag, isEmpty: false, declarations: declarations)
      }
      if byte == UInt8(ascii: "/") {
        position += 1
        if position < bytes.count, bytes[position] == UInt8(ascii: ">") {
          position += 1
          return finish(tag, isEmpty: true, declarations: declarations)
        }
        continue
      }
      if byte == UInt8(ascii: "<") {
        // A tag that another one interrupts: `a <b and c</title>` is text, `<item <title>` a tag.
        if !hasValue, open.last.map({ !Self.structure.contains($0.key) }) ?? false {
          output.removeLast(output.count - tag.start)
          position = start
          return literal()
        }
        note("a tag without its '>'")
        return finish(tag, isEmpty: false, declarations: declarations)
      }
      let attribute = nameRange(from: position)
      if attribute.isEmpty {
        position += 1
        continue
      }
      position = attribute.upperBound
      let isDeclaration = bytes[attribute].starts(with: "xmlns".utf8)
      let isRepeated =
        attribute.count > Self.nameLimit || written.count >= Self.attributeLimit
        || written.contains { bytes[$0] == bytes[attribute] }
        || !knows(NameKey(bytes[attribute]))
        || isDeclaration && inForce + declarations >= Self.declarationLimit
      let before = output.count
      output.append(UInt8(ascii: " "))
      output.append(contentsOf: bytes[attribute])
      output.append(contentsOf: "=\"".utf8)
      if attributeValue(mayEndTag: !Self.structure.contains(key)) { hasValue = true }
      output.append(UInt8(ascii: "\""))
      if isRepeated {
        output.removeLast(output.count - before)
      } else {
        written.append(attribute)
        if isDeclaration { declarations += 1 }
      }
    }
  }

  private var inForce: Int { open.reduce(0) { $0 + $1.declarations } }

  private mutating func finish(_ tag: OpenTag, isEmpty: Bool, declarations: Int) {
    if !tag.isKnown {
      output.removeLast(output.count - tag.start)
    } else if isEmpty {
      output.append(contentsOf: "/>".utf8)
      elementEnded()
    } else if open.count >= Self.depthLimit {
      note("nested too deeply")
      output.removeLast(output.count - tag.start)
    } else {
      output.append(UInt8(ascii: ">"))
      open.append(OpenElement(name: tag.name, key: tag.key, declarations: declarations))
    }
  }

  /// Whether a name is among those told apart; beyond a number that no document needs, none is.
  private mutating func knows(_ key: NameKey) -> Bool {
    if names.count < Self.distinctNameLimit {
      names.insert(key)
      return true
    }
    return names.contains(key)
  }

  /// Writes the value behind `=`; false when there is none.
  ///
  /// `mayEndTag` says whether a slash at the end of one without quotes ends the tag, too, rather
  /// than an address.
  private mutating func attributeValue(mayEndTag: Bool) -> Bool {
    while position < bytes.count, ByteClass.isSpace(bytes[position]) { position += 1 }
    guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else { return false }
    position += 1
    while position < bytes.count, ByteClass.isSpace(bytes[position]) { position += 1 }
    guard position < bytes.count else { return true }
    let quote = bytes[position]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      if let end = next(quote, from: position + 1), endsValue(end),
        !holdsMarkup(position + 1..<end)
      {
        position += 1
        value(until: end, skipping: 1)
        return true
      }
      note("an attribute without its closing quote")
      position += 1
    } else {
      note("an attribute without quotes")
    }
    var end = position
    while end < bytes.count, !ByteClass.isSpace(bytes[end]), bytes[end] != UInt8(ascii: ">"),
      bytes[end] != UInt8(ascii: "<")
    {
      end += 1
    }
    if mayEndTag, end < bytes.count, end > position, bytes[end] == UInt8(ascii: ">"),
      bytes[end - 1] == UInt8(ascii: "/")
    {
      end -= 1
    }
    value(until: end, skipping: 0)
    return true
  }

  /// Whether a quote at `place` can end a value: what follows must be able to follow one.
  private func endsValue(_ place: Int) -> Bool {
    guard place + 1 < bytes.count else { return true }
    switch bytes[place + 1] {
    case UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "?"): return true
    case let byte: return ByteClass.isSpace(byte) || ByteClass.isNameStart(byte)
    }
  }

  /// Whether a value would take the end of its own tag and the start of another one into itself:
  /// then its closing quote is missing, and the quote at its end opens another value.
  private func holdsMarkup(_ value: Range<Int>) -> Bool {
    var place = value.lowerBound
    while place < value.upperBound, bytes[place] != UInt8(ascii: ">") {
      // Markup that begins in the value was meant to stand there.
      if bytes[place] == UInt8(ascii: "<") { return false }
      place += 1
    }
    while place < value.upperBound, bytes[place] != UInt8(ascii: "<") { place += 1 }
    return place < value.upperBound
  }

  private mutating func value(until end: Int, skipping quote: Int) {
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: "&"): reference(inAttribute: true)
      case UInt8(ascii: "<"), UInt8(ascii: "\""):
        appendEscaped(bytes[position])
        position += 1
      default:
        let start = position
        while position < end, bytes[position] != UInt8(ascii: "&"),
          bytes[position] != UInt8(ascii: "<"), bytes[position] != UInt8(ascii: "\"")
        {
          position += 1
        }
        appendText(bytes[start..<position])
      }
    }
    position = end + quote
  }
}

/// A start tag while it is being read.
private struct OpenTag {
  var name: Range<Int>
  var key: NameKey
  /// Where its output starts.
  var start: Int
  var isKnown: Bool
}
