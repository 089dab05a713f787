internal import Syndication

extension CleaningPass {
  /// Writes the attributes of the tag that was read last, as far as `element` may have them; false
  /// when the element is of no use with what is left.
  mutating func writeAttributes(of element: HTMLElement, _ bytes: Span<UInt8>) -> Bool {
    var hasID = false
    var hasSource = false
    for attribute in reader.attributes {
      switch AttributePolicy.of(attribute.name, on: element) {
      case .dropped: continue
      case .text: writeText(attribute, bytes)
      case .number: writeNumber(attribute, bytes)
      case .word:
        let isAnchor = attribute.name == .name || attribute.name == .id
        guard !(isAnchor && hasID) else { continue }
        hasID = writeWord(attribute, bytes) && isAnchor || hasID
      case .link: writeLink(attribute, bytes)
      case .media: hasSource = writeMedia(attribute, bytes) || hasSource
      case .mediaSet: hasSource = writeMediaSet(attribute, bytes) || hasSource
      case .flag:
        html.append(contentsOf: attribute.name.opening)
        html.append(UInt8(ascii: "\""))
      }
    }
    // Without controls nobody could start or stop it, since no script will.
    if element == .video || element == .audio { html.append(contentsOf: " controls=\"\"".utf8) }
    return element != .source || hasSource
  }

  /// Writes an image, unless it shows nothing or only reports that it was loaded.
  mutating func writeImage(_ bytes: Span<UInt8>) {
    guard writesHTML, !isInvisibleImage(bytes) else { return }
    let mark = html.count
    html.append(contentsOf: "<img".utf8)
    let hasSource = writeImageSource(bytes)
    let sets: [HTMLAttribute.Name] = [.dataSourceSet, .dataLazySourceSet, .srcset]
    let hasSet = sets.contains { name in
      attribute(name).map { writeMediaSet($0, as: .srcset, bytes) } ?? false
    }
    guard hasSource || hasSet || isOnlyDescribed(bytes), writeAttributes(of: .img, bytes) else {
      html.removeSubrange(mark...)
      return
    }
    html.append(UInt8(ascii: ">"))
  }

  /// Writes `src`, taken from where scripts would take it on a page that loads pictures late.
  private mutating func writeImageSource(_ bytes: Span<UInt8>) -> Bool {
    let names: [HTMLAttribute.Name] = [.dataSource, .dataLazySource, .dataOriginal, .src]
    for name in names {
      guard let attribute = attribute(name), resolve(attribute, bytes) == .web,
        !TrackingImage.isBeacon(address)
      else { continue }
      writeAddress(named: .src)
      return true
    }
    return false
  }

  /// Whether an image names no file at all but says in words what it would show.
  private func isOnlyDescribed(_ bytes: Span<UInt8>) -> Bool {
    guard let alternative = attribute(.alt), alternative.start < alternative.end else {
      return false
    }
    let sources: [HTMLAttribute.Name] = [
      .src, .srcset, .dataSource, .dataLazySource, .dataOriginal, .dataSourceSet,
      .dataLazySourceSet,
    ]
    return sources.allSatisfy { attribute($0) == nil }
  }

  /// Whether the image's size or style says that nobody is meant to see it.
  private mutating func isInvisibleImage(_ bytes: Span<UInt8>) -> Bool {
    var size: (width: Int?, height: Int?)
    for attribute in reader.attributes {
      switch attribute.name {
      case .width: size.width = pixels(attribute, bytes)
      case .height: size.height = pixels(attribute, bytes)
      case .style:
        decode(attribute, bytes)
        if TrackingImage.isHidden(by: value) { return true }
      default: continue
      }
    }
    return TrackingImage.isInvisible(width: size.width, height: size.height)
  }

  private mutating func pixels(_ attribute: HTMLAttribute, _ bytes: Span<UInt8>) -> Int? {
    decode(attribute, bytes)
    return number().flatMap { Int(String(decoding: $0, as: UTF8.self)) }
  }

  private func attribute(_ name: HTMLAttribute.Name) -> HTMLAttribute? {
    reader.attributes.first { $0.name == name }
  }

  // MARK: Values

  /// The value as it is written.
  private func raw(_ attribute: HTMLAttribute) -> ArraySlice<UInt8> {
    source[(source.startIndex + attribute.start)..<(source.startIndex + attribute.end)]
  }

  /// Whether the value is written the way that it is read.
  private static func isPlain(_ attribute: HTMLAttribute, _ bytes: Span<UInt8>) -> Bool {
    for index in attribute.start..<attribute.end {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") || (ByteClass.isSpecial(byte) && byte != 0x20) { return false }
    }
    return true
  }

  /// Decodes the attribute's value into `value`: references resolved, invisible characters and
  /// controls left out, line breaks and tabs as spaces.
  mutating func decode(_ attribute: HTMLAttribute, _ bytes: Span<UInt8>) {
    decodeReferences(attribute, bytes)
    removeInvisible()
  }

  /// Decodes the references of the attribute's value into `value`, and nothing more.
  private mutating func decodeReferences(_ attribute: HTMLAttribute, _ bytes: Span<UInt8>) {
    value.removeAll(keepingCapacity: true)
    var position = attribute.start
    while position < attribute.end {
      let byte = bytes[position]
      if byte == UInt8(ascii: "&"),
        let found = HTMLEntity.reference(in: bytes, at: position, inAttribute: true),
        position + found.length <= attribute.end
      {
        value.append(scalar: found.first)
        if found.second != 0 { value.append(scalar: found.second) }
        position += found.length
      } else {
        value.append(byte)
        position += 1
      }
    }
  }

  private mutating func removeInvisible() {
    guard value.contains(where: { ByteClass.of($0) == .control || ByteClass.of($0) == .lead })
    else { return }
    var kept: [UInt8] = []
    kept.reserveCapacity(value.count)
    var position = 0
    while position < value.count {
      let found = Invisible.at(position, in: value.span, kind: ByteClass.of(value[position]))
      let isKept = found.meaning != .dropped && found.meaning != .controlSpace
      if found.length == 0 || (found.length > 1 && isKept) {
        kept.append(contentsOf: value[position..<(position + max(1, found.length))])
        position += max(1, found.length)
      } else {
        kept.sealBrokenSequence()
        if found.meaning != .dropped { kept.append(0x20) }
        position += found.length
      }
    }
    value = kept
  }

  private mutating func writeText(_ attribute: HTMLAttribute, _ bytes: Span<UInt8>) {
    if Self.isPlain(attribute, bytes) {
      html.append(contentsOf: attribute.name.opening)
      html.append(contentsOf: raw(attribute))
      html.sealBrokenSequence()
      html.append(UInt8(ascii: "\""))
      return
    }
    decode(attribute, bytes)
    writeValue(named: attribute.name)
  }

  private mutating func writeNumber(_ attribute: HTMLAttribute, _ bytes: Span<UInt8>) {
    decode(attribute, bytes)
    guard let digits = number() else { return }
    value = Array(digits)
    writeValue(named: attribute.name)
  }

  /// The number that `value` begins with, with its sign and a percent sign; nil when there is none.
  private func number() -> ArraySlice<UInt8>? {
    let digits = value.drop { $0 == 0x20 }
    var end = digits.startIndex
    if end < digits.endIndex, digits[end] == UInt8(ascii: "-") { end += 1 }
    let first = end
    while end < digits.endIndex, digits[end].isASCIIDigit { end += 1 }
    guard end > first, end - first <= 6 else { return nil }
    if end < digits.endIndex, digits[end] == UInt8(ascii: "%") { end += 1 }
    return digits[..<end]
  }

  private mutating func writeWord(_ attribute: HTMLAttribute, _ bytes: Span<UInt8>) -> Bool {
    decode(attribute, bytes)
    let isPlain = !value.isEmpty && value.count <= 200 && value.allSatisfy { $0 > 0x20 }
    // Broken text grows when it is mended, and a word may not outgrow its limit on the way.
    guard isPlain, String(validating: value, as: UTF8.self) != nil else { return false }
    switch attribute.name {
    case .name: writeValue(named: .id)
    case .xmlLang: writeValue(named: .lang)
    default: writeValue(named: attribute.name)
    }
    return true
  }

  private mutating func writeValue(named name: HTMLAttribute.Name) {
    html.append(contentsOf: name.opening)
    for byte in value { Self.appendEscaped(byte, inAttribute: true, to: &html) }
    html.sealBrokenSequence()
    html.append(UInt8(ascii: "\""))
  }

  // MARK: Addresses

  /// Leaves the absolute form of the attribute's value in `address`; nil when it is no link.
  mutating func resolve(_ attribute: HTMLAttribute, _ bytes: Span<UInt8>) -> WebAddress.Kind? {
    address.removeAll(keepingCapacity: true)
    let raw = raw(attribute)
    if !raw.contains(UInt8(ascii: "&")) {
      return WebAddress.append(raw, against: base, to: &address)
    }
    decodeReferences(attribute, bytes)
    return WebAddress.append(value[...], against: base, to: &address)
  }

  private mutating func writeAddress(named name: HTMLAttribute.Name) {
    html.append(contentsOf: name.opening)
    if !address.contains(UInt8(ascii: "&")) {
      // Nothing else of what must be escaped survives in an address.
      html.append(contentsOf: address)
      html.append(UInt8(ascii: "\""))
      return
    }
    for byte in address { Self.appendEscaped(byte, inAttribute: true, to: &html) }
    html.append(UInt8(ascii: "\""))
  }

  private mutating func writeLink(_ attribute: HTMLAttribute, _ bytes: Span<UInt8>) {
    if resolve(attribute, bytes) != nil, !isLocal(attribute, bytes) {
      return writeAddress(named: attribute.name)
    }
    decode(attribute, bytes)
    guard isLocal(attribute, bytes) || (base == nil && LocalReference.isSafe(value)) else { return }
    writeValue(named: attribute.name)
  }

  /// Whether the value points into the same text, which moves with it.
  private func isLocal(_ attribute: HTMLAttribute, _ bytes: Span<UInt8>) -> Bool {
    attribute.start < attribute.end && bytes[attribute.start] == UInt8(ascii: "#")
  }

  private mutating func writeMedia(_ attribute: HTMLAttribute, _ bytes: Span<UInt8>) -> Bool {
    guard resolve(attribute, bytes) == .web, !TrackingImage.isBeacon(address) else { return false }
    writeAddress(named: attribute.name)
    return true
  }

  private mutating func writeMediaSet(
    _ attribute: HTMLAttribute,
    as name: HTMLAttribute.Name = .srcset,
    _ bytes: Span<UInt8>
  ) -> Bool {
    decode(attribute, bytes)
    let candidates = SourceSet.candidates(of: value, base: base)
    guard !candidates.isEmpty else { return false }
    value = candidates
    writeValue(named: name)
    return true
  }
}
