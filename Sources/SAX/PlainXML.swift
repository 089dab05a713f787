internal import Glibc

/// Reads the XML that nearly every feed is written in, and nothing else: a first look that leaves
/// whatever is out of the ordinary to libxml2.
///
/// Elements, attributes, text, CDATA sections, comments and the references that XML itself knows,
/// names in ASCII, prefixes declared: such a document is read in one pass onto the tape, exactly as
/// libxml2 would have. At the first byte of anything else the answer is no, and what was recorded is
/// thrown away. So this never decides what becomes of a fault, and needs no rule for one.
///
/// Every load is held against `count`; the bytes are valid UTF-8 without NUL.
struct PlainXML: ~Copyable {
  /// Beyond these, libxml2's own limits would have to be known; its text may have 10 MB.
  private static let sizeLimit = 9_000_000
  private static let depthLimit = 128
  private static let attributeLimit = 32
  private static let nameLimit = 256

  let recorder: UnsafeMutablePointer<SAXRecorder>
  let base: UnsafePointer<UInt8>
  let count: Int
  var position = 0
  private var open = TapeBuffer<OpenTag>(capacity: 32)
  var scope = NamespaceScope()
  private var attributes = TapeBuffer<RawAttribute>(capacity: Self.attributeLimit)

  /// A prefix, possibly empty, and a local name, as ranges of the document.
  struct QualifiedName: BitwiseCopyable {
    var prefix = ByteRange()
    var local = ByteRange()
  }

  struct OpenTag: BitwiseCopyable {
    /// The name as written, prefix included.
    var name: ByteRange
    var declarations: Int
  }

  struct RawAttribute: BitwiseCopyable {
    var name: QualifiedName
    var value: ByteRange
    var isSimple: Bool
  }

  /// Reads `bytes` onto the tape of `recorder`; false when libxml2 has to.
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>,
    onto recorder: UnsafeMutablePointer<SAXRecorder>
  ) -> Bool {
    guard let base = bytes.baseAddress, bytes.count <= sizeLimit else { return false }
    var reader = PlainXML(recorder: recorder, base: base, count: bytes.count)
    return reader.document()
  }

  private init(
    recorder: UnsafeMutablePointer<SAXRecorder>,
    base: UnsafePointer<UInt8>,
    count: Int
  ) {
    (self.recorder, self.base, self.count) = (recorder, base, count)
  }

  /// The byte at a place; NUL, which is part of no document, behind the last one.
  @inline(__always)
  func byte(_ place: Int) -> UInt8 { place < count ? base[place] : 0 }

  private mutating func document() -> Bool {
    if starts(with: "<?xml "), !declaration() { return false }
    guard misc(), byte(position) == UInt8(ascii: "<"), startTag() else { return false }
    while open.count > 0 {
      // More names than any document needs end the look here, as they end libxml2's.
      guard recorder.pointee.tape.fault == nil, text(), byte(position) == UInt8(ascii: "<") else {
        return false
      }
      let isRead =
        switch byte(position + 1) {
        case UInt8(ascii: "/"): endTag()
        case UInt8(ascii: "!"), UInt8(ascii: "?"): special()
        default: startTag()
        }
      guard isRead else { return false }
    }
    return misc() && position == count && recorder.pointee.tape.fault == nil
  }

  // MARK: Tags

  private mutating func startTag() -> Bool {
    position += 1
    let start = position
    guard open.count < Self.depthLimit, let name = qualifiedName() else { return false }
    var tag = OpenTag(name: ByteRange(start, position), declarations: 0)
    attributes.restart(capacity: 0)
    while true {
      let hadSpace = skipSpace()
      let next = byte(position)
      if next == UInt8(ascii: ">") || next == UInt8(ascii: "/") { break }
      guard hadSpace, attribute(declarations: &tag.declarations) else { return false }
    }
    let first = recorder.pointee.tape.attributes.count
    for index in 0..<attributes.count {
      guard record(attributes[index], before: index) else { return false }
    }
    guard let namespace = scope.namespace(ofPrefix: name.prefix, in: base),
      let spelling = recorder.pointee.dictionary.intern(
        base + name.local.lowerBound,
        name.local.count
      )
    else { return false }
    recorder.pointee.start(spelling, namespace: namespace, firstAttribute: first)
    if byte(position) == UInt8(ascii: "/") {
      guard byte(position + 1) == UInt8(ascii: ">") else { return false }
      position += 2
      recorder.pointee.end()
      scope.drop(tag.declarations)
    } else {
      position += 1
      open.append(tag)
    }
    return true
  }

  private mutating func endTag() -> Bool {
    position += 2
    guard let tag = open.popLast(), tag.name.count < count - position,
      memcmp(base + position, base + tag.name.lowerBound, tag.name.count) == 0
    else { return false }
    position += tag.name.count
    _ = skipSpace()
    guard byte(position) == UInt8(ascii: ">") else { return false }
    position += 1
    recorder.pointee.end()
    scope.drop(tag.declarations)
    return true
  }

  /// A name in ASCII with at most one prefix.
  private mutating func qualifiedName() -> QualifiedName? {
    var name = QualifiedName()
    guard let first = plainName() else { return nil }
    name.local = first
    if byte(position) == UInt8(ascii: ":") {
      position += 1
      guard let second = plainName(), byte(position) != UInt8(ascii: ":") else { return nil }
      (name.prefix, name.local) = (first, second)
    }
    return byte(position) < 0x80 ? name : nil
  }

  private mutating func plainName() -> ByteRange? {
    let start = position
    let first = byte(start)
    guard (first | 0x20) &- 0x61 < 26 || first == UInt8(ascii: "_") else { return nil }
    position += 1
    while Self.isName(byte(position)) { position += 1 }
    return position - start <= Self.nameLimit ? ByteRange(start, position) : nil
  }

  /// Letters, digits, `-`, `.` and `_`, as a look into a set of 128 bits.
  @inline(__always)
  private static func isName(_ byte: UInt8) -> Bool {
    let bits: UInt64 = byte < 0x40 ? 0x03FF_6000_0000_0000 : 0x07FF_FFFE_87FF_FFFE
    return byte < 0x80 && bits >> UInt64(byte & 63) & 1 == 1
  }

  // MARK: Attributes

  /// Reads one attribute, or the declaration of a namespace, which comes into force at once.
  private mutating func attribute(declarations: inout Int) -> Bool {
    guard attributes.count < Self.attributeLimit, let name = qualifiedName() else { return false }
    _ = skipSpace()
    guard byte(position) == UInt8(ascii: "=") else { return false }
    position += 1
    _ = skipSpace()
    let quote = byte(position)
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return false }
    position += 1
    let start = position
    var isSimple = true
    while byte(position) != quote {
      let byte = byte(position)
      if byte > UInt8(ascii: "<"), byte != 0xEF {
        position += 1
        continue
      }
      guard byte != UInt8(ascii: "<"), byte >= 0x20 || byte == 0x0A || byte == 0x09,
        byte != 0xEF || isCharacter(position)
      else { return false }
      if byte < 0x20 || byte == UInt8(ascii: "&") { isSimple = false }
      position += 1
    }
    let value = ByteRange(start, position)
    position += 1
    let prefix = name.prefix.isEmpty ? name.local : name.prefix
    guard prefix.count == 5, memcmp(base + prefix.lowerBound, "xmlns", 5) == 0 else {
      attributes.append(RawAttribute(name: name, value: value, isSimple: isSimple))
      return true
    }
    let declared = name.prefix.isEmpty ? ByteRange() : name.local
    guard isSimple, declareNamespace(declared, value, isRepeated: declarations) else {
      return false
    }
    declarations += 1
    return true
  }

  private mutating func declareNamespace(
    _ prefix: ByteRange,
    _ value: ByteRange,
    isRepeated siblings: Int
  ) -> Bool {
    guard scope.count < SAXRecorder.namespaceLimit,
      !scope.hasPrefix(prefix, among: siblings, in: base)
    else { return false }
    var number = SAXVocabulary.noNamespace
    if value.isEmpty {
      guard prefix.isEmpty else { return false }
    } else {
      guard let address = recorder.pointee.dictionary.intern(base + value.lowerBound, value.count)
      else { return false }
      number = recorder.pointee.number(ofNamespace: address, prefix: nil)
      // XML's own namespaces are under rules of their own.
      let isXMLNS = value.count == 29 && memcmp(address, "http://www.w3.org/2000/xmlns/", 29) == 0
      guard number != SAXVocabulary.xmlNamespace, !isXMLNS else { return false }
    }
    let isXML = prefix.count == 3 && memcmp(base + prefix.lowerBound, "xml", 3) == 0
    let isXMLNS = prefix.count == 5 && memcmp(base + prefix.lowerBound, "xmlns", 5) == 0
    guard !isXML, !isXMLNS else { return false }
    scope.declare(prefix, number)
    return true
  }

  /// Puts an attribute onto the tape unless one of that local name stands before it.
  private mutating func record(_ attribute: RawAttribute, before index: Int) -> Bool {
    let local = attribute.name.local
    for other in 0..<index {
      let known = attributes[other].name.local
      let isSame =
        known.count == local.count
        && memcmp(base + known.lowerBound, base + local.lowerBound, local.count) == 0
      if isSame { return false }
    }
    var namespace = SAXVocabulary.noNamespace
    let prefix = attribute.name.prefix
    if prefix.count == 3, memcmp(base + prefix.lowerBound, "xml", 3) == 0 {
      namespace = SAXVocabulary.xmlNamespace
    } else if !prefix.isEmpty {
      guard let known = scope.namespace(ofPrefix: prefix, in: base) else { return false }
      namespace = known
    }
    guard let name = recorder.pointee.dictionary.intern(base + local.lowerBound, local.count) else {
      return false
    }
    let start = recorder.pointee.tape.values.count
    if attribute.isSimple {
      recorder.pointee.tape.values.append(
        base + attribute.value.lowerBound,
        count: attribute.value.count
      )
    } else {
      guard appendValue(attribute.value) else { return false }
    }
    recorder.pointee.appendAttribute(name, namespace: namespace, valueStart: start)
    return true
  }

  /// Writes a value with white space made spaces and references replaced.
  private mutating func appendValue(_ value: ByteRange) -> Bool {
    let after = position
    position = value.lowerBound
    while position < value.upperBound {
      let byte = base[position]
      if byte == UInt8(ascii: "&") {
        guard let scalar = reference() else { return false }
        append(scalar, to: &recorder.pointee.tape.values)
      } else {
        recorder.pointee.tape.values.append(byte < 0x20 ? 0x20 : byte)
        position += 1
      }
    }
    guard position == value.upperBound else { return false }
    position = after
    return true
  }

  @inline(__always)
  mutating func skipSpace() -> Bool {
    let start = position
    while byte(position) == 0x20 || byte(position) == 0x0A || byte(position) == 0x09
      || byte(position) == 0x0D
    {
      position += 1
    }
    return position > start
  }
}
