internal import Glibc

/// What libxml2's callbacks write into: the tape, and the dictionary by which names get numbers.
///
/// A struct behind a pointer, not a class: retain and release in every callback would cost more
/// than the work itself. It outlives a parse, so that the dictionary is filled only once.
struct SAXRecorder: ~Copyable {
  /// How deep elements may be nested; deeper ones are left out, their text is kept.
  static let depthLimit = 384
  /// How many namespace declarations may be in force at one place.
  static let namespaceLimit = 56
  /// How many names a vocabulary does not list are told apart; libxml2's dictionary is slow with
  /// many, so that a document with more is left to the repair.
  private static let foreignNameLimit = 2000

  let dictionary = SAXDictionary()
  let vocabulary: SAXVocabulary
  private var nameNumbers = SAXNames()
  private var namespaceNumbers = SAXNames()
  private var prefixNumbers = SAXNames()
  private(set) var names: [String]

  /// Ends the parse in hand.
  var stop = SAXParser.Stop.nothing
  var tape = TapeDraft()
  /// Whether the first fault ends the parse, instead of being read over.
  var stopsAtFault = true
  private var open = TapeBuffer<UInt32>(capacity: Self.depthLimit)
  private var skipped = 0
  private var declared = TapeBuffer<Int>(capacity: Self.depthLimit)
  private var inForce = 0

  init(vocabulary: SAXVocabulary) {
    self.vocabulary = vocabulary
    names = vocabulary.names
    for (number, name) in names.enumerated() {
      if let key = dictionary.intern(name) { nameNumbers.insert(key, UInt32(number)) }
    }
  }

  /// Whether so many foreign names have gathered that a fresh recorder is better than this one.
  var isWorn: Bool {
    names.count > vocabulary.names.count + 1000 || namespaceNumbers.count > 500 || tape.isLarge
  }

  mutating func prepare(for size: Int, stopsAtFault: Bool) {
    self.stopsAtFault = stopsAtFault
    tape.restart(size: size)
    open.restart(capacity: 0)
    declared.restart(capacity: 0)
    (skipped, inForce) = (0, 0)
  }

  /// Ends the elements that the document left unfinished.
  mutating func finish() {
    while open.count > 0 { end() }
  }

  mutating func fail(line: Int, reason: String) {
    if tape.fault == nil { tape.fault = .malformed(line: line, reason: reason) }
    if stopsAtFault { stop() }
  }

  mutating func start(
    _ name: UnsafePointer<UInt8>,
    prefix: UnsafePointer<UInt8>?,
    uri: UnsafePointer<UInt8>?,
    declarations: Int,
    attributeCount: Int,
    attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) {
    inForce += declarations
    if inForce > Self.namespaceLimit {
      fail(line: 0, reason: "too many namespaces at one place")
    }
    guard open.count < Self.depthLimit else {
      skipped += 1
      fail(line: 0, reason: "nested too deeply")
      return
    }
    declared.append(declarations)
    open.append(UInt32(truncatingIfNeeded: tape.events.count))
    let first = tape.attributes.count
    if attributeCount > 0, let attributes {
      for index in 0..<min(attributeCount, 4096) { append(attributes + 5 * index) }
    }
    var event = TapeDraft.Event(
      kind: .start,
      first: UInt32(truncatingIfNeeded: first),
      text: UInt32(truncatingIfNeeded: tape.text.count)
    )
    event.namespace = number(ofNamespace: uri, prefix: prefix)
    event.attributeCount = UInt16(tape.attributes.count - first)
    event.name = number(ofName: name)
    tape.events.append(event)
  }

  mutating func end() {
    if skipped > 0 {
      skipped -= 1
      return
    }
    guard let start = open.popLast(), let declarations = declared.popLast() else { return }
    inForce -= declarations
    tape.events[Int(start)].last = UInt32(truncatingIfNeeded: tape.events.count)
    let position = UInt32(truncatingIfNeeded: tape.text.count)
    tape.events.append(TapeDraft.Event(kind: .end, text: position))
  }

  mutating func text(_ bytes: UnsafePointer<UInt8>, count: Int) {
    guard open.count > 0 else { return }
    let start = UInt32(truncatingIfNeeded: tape.text.count)
    tape.text.append(bytes, count: count)
    let end = UInt32(truncatingIfNeeded: tape.text.count)
    let last = tape.events.count - 1
    if tape.events[last].kind == .text {
      tape.events[last].last = end
    } else {
      tape.events.append(TapeDraft.Event(kind: .text, first: start, last: end, text: start))
    }
  }

  /// One of libxml2's attributes: five pointers, to name, prefix, namespace, value and its end.
  private mutating func append(_ attribute: UnsafeMutablePointer<UnsafePointer<UInt8>?>) {
    guard let name = attribute[0], let value = attribute[3], let end = attribute[4] else { return }
    let start = UInt32(truncatingIfNeeded: tape.values.count)
    appendValue(value, count: end - value)
    var namespace = SAXVocabulary.noNamespace
    if attribute[1] != nil {
      namespace = number(ofNamespace: attribute[2], prefix: attribute[1])
    }
    tape.attributes.append(
      TapeDraft.Attribute(
        name: number(ofName: name),
        namespace: namespace,
        start: start,
        end: UInt32(truncatingIfNeeded: tape.values.count)
      )
    )
  }

  /// Without substitution of entities libxml2 hands out every `&` in a value as `&#38;`.
  private mutating func appendValue(_ value: UnsafePointer<UInt8>, count: Int) {
    guard memchr(value, Int32(UInt8(ascii: "&")), count) != nil else {
      return tape.values.append(value, count: count)
    }
    var index = 0
    while index < count {
      tape.values.append(value[index])
      let isReference =
        value[index] == UInt8(ascii: "&") && index + 5 <= count
        && memcmp(value + index + 1, "#38;", 4) == 0
      index += isReference ? 5 : 1
    }
  }

  private mutating func number(ofName name: UnsafePointer<UInt8>) -> UInt32 {
    if let number = nameNumbers.number(of: name) { return number }
    guard names.count < vocabulary.names.count + Self.foreignNameLimit else {
      fail(line: 0, reason: "more names than any document needs")
      return UInt32(names.count - 1)
    }
    let spelling = String(cString: name)
    // A prefix may still stand before the name where it was not declared.
    let local = spelling.split(separator: ":").last.map(String.init) ?? spelling
    let number: UInt32
    if let known = vocabulary.numbersWithoutCase[local.lowercased()] {
      number = known
    } else {
      number = UInt32(names.count)
      names.append(local)
    }
    nameNumbers.insert(name, number)
    return number
  }

  private mutating func number(
    ofNamespace uri: UnsafePointer<UInt8>?,
    prefix: UnsafePointer<UInt8>?
  ) -> UInt8 {
    if let uri {
      if let number = namespaceNumbers.number(of: uri) { return UInt8(truncatingIfNeeded: number) }
      let number = vocabulary.namespace(address: String(cString: uri))
      namespaceNumbers.insert(uri, UInt32(number))
      return number
    }
    guard let prefix else { return SAXVocabulary.noNamespace }
    if let number = prefixNumbers.number(of: prefix) { return UInt8(truncatingIfNeeded: number) }
    let number = vocabulary.namespace(prefix: String(cString: prefix))
    prefixNumbers.insert(prefix, UInt32(number))
    return number
  }
}
