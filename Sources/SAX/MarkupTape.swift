/// A document's elements and text in the order in which they were read, for readers without unsafe
/// code: every element knows where it ends, so a reader walks it like a tree that was never built.
///
/// Places are indices of events. All text of an element, that of its descendants included, is one
/// run of bytes.
///
/// A class only so that handing it on costs nothing: it never changes.
package final class MarkupTape: Sendable {
  /// What an event is.
  package enum Kind: UInt8, Sendable { case start, end, text }

  private let events: [TapeDraft.Event]
  private let attributes: [TapeDraft.Attribute]
  private let values: [UInt8]
  private let names: [String]
  /// All text of the document in order, valid UTF-8.
  package let text: [UInt8]
  /// The first fault that was read over; nil for a document without one.
  package let fault: SAXError?

  /// Takes over what was recorded; `names` are the names behind the numbers.
  init(_ draft: TapeDraft, names: [String]) {
    (events, attributes) = (draft.events, draft.attributes)
    (values, text, fault) = (draft.values, draft.text, draft.fault)
    self.names = names
  }

  /// The root element.
  package var root: Int? { events.isEmpty ? nil : 0 }

  /// What the event at `place` is.
  package func kind(_ place: Int) -> Kind { events[place].kind }

  /// The number of an element's name in the vocabulary; beyond it, a number of this tape only.
  package func name(_ place: Int) -> Int { Int(events[place].name) }

  /// The number of an element's namespace.
  package func namespace(_ place: Int) -> UInt8 { events[place].namespace }

  /// The event that ends the element at `place`.
  package func end(of place: Int) -> Int { Int(events[place].last) }

  /// The local name behind a number, as the vocabulary or else the document spells it.
  package func spelling(ofName number: Int) -> String { names[number] }

  /// Calls `body` with the place of each child element in order.
  package func forEachChild(of place: Int, _ body: (Int) -> Void) {
    let end = Int(events[place].last)
    var next = place + 1
    while next < end {
      if events[next].kind == .start {
        body(next)
        next = Int(events[next].last)
      }
      next += 1
    }
  }

  /// The first child element for which `matches` holds.
  package func firstChild(of place: Int, where matches: (Int) -> Bool) -> Int? {
    let end = Int(events[place].last)
    var next = place + 1
    while next < end {
      if events[next].kind == .start {
        if matches(next) { return next }
        next = Int(events[next].last)
      }
      next += 1
    }
    return nil
  }

  /// Whether the element at `place` has an element inside.
  package func hasChildren(_ place: Int) -> Bool {
    let end = Int(events[place].last)
    return end > place + 2 || (end == place + 2 && events[place + 1].kind == .start)
  }

  /// All text inside the element at `place`, that of its descendants included.
  package func text(of place: Int) -> ArraySlice<UInt8> {
    text[Int(events[place].text)..<Int(events[Int(events[place].last)].text)]
  }

  /// The bytes of the text event at `place`.
  package func run(at place: Int) -> ArraySlice<UInt8> {
    text[Int(events[place].first)..<Int(events[place].last)]
  }

  /// The places of an element's attributes.
  package func attributes(of place: Int) -> Range<Int> {
    let first = Int(events[place].first)
    return first..<first + Int(events[place].attributeCount)
  }

  /// The number of an attribute's name.
  package func attributeName(_ attribute: Int) -> Int { Int(attributes[attribute].name) }

  /// The number of an attribute's namespace.
  package func attributeNamespace(_ attribute: Int) -> UInt8 { attributes[attribute].namespace }

  /// An attribute's value.
  package func attributeValue(_ attribute: Int) -> ArraySlice<UInt8> {
    values[Int(attributes[attribute].start)..<Int(attributes[attribute].end)]
  }

  /// The value of the attribute with that name on the element at `place`.
  package func attribute(_ name: Int, namespace: UInt8 = 0, of place: Int) -> ArraySlice<UInt8>? {
    for attribute in attributes(of: place)
    where attributes[attribute].name == name && attributes[attribute].namespace == namespace {
      return attributeValue(attribute)
    }
    return nil
  }

  /// The element's local name as text; for readers that need no speed.
  package func elementName(_ place: Int) -> String { names[name(place)] }

  /// The value of the attribute of that name as text, without regard to case and namespace.
  package func attribute(named name: String, of place: Int) -> String? {
    for attribute in attributes(of: place)
    where names[attributeName(attribute)].lowercased() == name.lowercased() {
      return String(decoding: attributeValue(attribute), as: UTF8.self)
    }
    return nil
  }
}
