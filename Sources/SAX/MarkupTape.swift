/// A document's elements and text in the order in which they were read, for readers without unsafe
/// code: every element knows where it ends, so a reader walks it like a tree that was never built.
///
/// Places are indices of events. All text of an element, that of its descendants included, is one
/// run of bytes. The tape borrows the recorder's memory and gives it back when it goes; it never
/// changes, and every index is checked, so that threads may share it.
@usableFromInline
package final class MarkupTape: @unchecked Sendable {
  /// What an event is.
  @usableFromInline
  package enum Kind: UInt8, Sendable, BitwiseCopyable { case start, end, text }

  private let recorder: UnsafeMutablePointer<SAXRecorder>
  private let pool: RecorderPool
  private let names: [String]
  @usableFromInline let events: UnsafeBufferPointer<TapeDraft.Event>
  @usableFromInline let attributes: UnsafeBufferPointer<TapeDraft.Attribute>
  @usableFromInline let values: UnsafeBufferPointer<UInt8>
  @usableFromInline let texts: UnsafeBufferPointer<UInt8>
  /// Whether all bytes were found to be valid UTF-8.
  @usableFromInline let isValid: Bool
  /// The first fault that was read over; nil for a document without one.
  package let fault: SAXError?

  /// Takes over what `recorder` holds and gives it back to `pool` in the end.
  init(
    _ recorder: UnsafeMutablePointer<SAXRecorder>,
    pool: RecorderPool,
    isValid: Bool,
    fault: SAXError?
  ) {
    (self.recorder, self.pool) = (recorder, pool)
    (self.isValid, self.fault) = (isValid, fault)
    names = recorder.pointee.names
    events = recorder.pointee.tape.events.written
    attributes = recorder.pointee.tape.attributes.written
    values = recorder.pointee.tape.values.written
    texts = recorder.pointee.tape.text.written
  }

  deinit { pool.giveBack(recorder) }

  @inlinable
  @inline(__always)
  func event(_ place: Int) -> TapeDraft.Event {
    precondition(place >= 0 && place < events.count, "A place lies on its tape.")
    return events[place]
  }

  /// The root element.
  package var root: Int? { events.isEmpty ? nil : 0 }

  /// What the event at `place` is.
  @inlinable
  package func kind(_ place: Int) -> Kind { event(place).kind }

  /// The number of an element's name in the vocabulary; beyond it, a number of this tape only.
  @inlinable
  package func name(_ place: Int) -> Int { Int(event(place).name) }

  /// The number of an element's namespace.
  @inlinable
  package func namespace(_ place: Int) -> UInt8 { event(place).namespace }

  /// The event that ends the element at `place`.
  @inlinable
  package func end(of place: Int) -> Int { Int(event(place).last) }

  /// The local name behind a number, as the vocabulary or else the document spells it.
  package func spelling(ofName number: Int) -> String { names[number] }

  /// Calls `body` with the place of each child element in order.
  @inlinable
  @inline(__always)
  package func forEachChild(of place: Int, _ body: (Int) -> Void) {
    let end = end(of: place)
    var next = place + 1
    while next < end {
      let event = event(next)
      if event.kind == .start {
        body(next)
        next = Int(event.last)
      }
      next += 1
    }
  }

  /// The first child element for which `matches` holds.
  @inlinable
  package func firstChild(of place: Int, where matches: (Int) -> Bool) -> Int? {
    let end = end(of: place)
    var next = place + 1
    while next < end {
      let event = event(next)
      if event.kind == .start {
        if matches(next) { return next }
        next = Int(event.last)
      }
      next += 1
    }
    return nil
  }

  /// Whether the element at `place` has an element inside.
  @inlinable
  package func hasChildren(_ place: Int) -> Bool {
    let end = end(of: place)
    return end > place + 2 || (end == place + 2 && event(place + 1).kind == .start)
  }

  /// Where all text inside the element at `place` stands, that of its descendants included.
  @inlinable
  package func stretch(of place: Int) -> TapeStretch {
    let start = event(place)
    return TapeStretch(start: start.text, end: event(Int(start.last)).text, isValue: false)
  }

  /// Where the bytes of the text event at `place` stand.
  package func runStretch(at place: Int) -> TapeStretch {
    let event = event(place)
    return TapeStretch(start: event.first, end: event.last, isValue: false)
  }

  /// The places of an element's attributes.
  @inlinable
  package func attributes(of place: Int) -> Range<Int> {
    let start = event(place)
    return Int(start.first)..<Int(start.first) + Int(start.attributeCount)
  }

  /// Whether the element at `place` has an attribute.
  @inlinable
  package func hasAttributes(_ place: Int) -> Bool { event(place).attributeCount > 0 }

  @inlinable
  @inline(__always)
  func attribute(at index: Int) -> TapeDraft.Attribute {
    precondition(index >= 0 && index < attributes.count, "An attribute lies on its tape.")
    return attributes[index]
  }

  /// The number of an attribute's name.
  package func attributeName(_ index: Int) -> Int { Int(attribute(at: index).name) }

  /// The number of an attribute's namespace.
  package func attributeNamespace(_ index: Int) -> UInt8 { attribute(at: index).namespace }

  /// Where an attribute's value stands.
  @inlinable
  package func valueStretch(_ index: Int) -> TapeStretch {
    let attribute = attribute(at: index)
    return TapeStretch(start: attribute.start, end: attribute.end, isValue: true)
  }

  /// Where the value of the attribute with that name on the element at `place` stands.
  @inlinable
  package func attribute(_ name: Int, namespace: UInt8 = 0, of place: Int) -> TapeStretch? {
    for index in attributes(of: place) {
      let attribute = attribute(at: index)
      if attribute.name == name, attribute.namespace == namespace {
        return TapeStretch(start: attribute.start, end: attribute.end, isValue: true)
      }
    }
    return nil
  }

  /// The element's local name as text; for readers that need no speed.
  package func elementName(_ place: Int) -> String { names[name(place)] }
}
