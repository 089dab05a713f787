/// A tape while it is being recorded.
struct TapeDraft {
  struct Event: Sendable {
    var kind: MarkupTape.Kind
    var namespace: UInt8 = 0
    var attributeCount: UInt16 = 0
    var name: UInt32 = 0
    /// Of a start its first attribute, of text its first byte.
    var first: UInt32 = 0
    /// Of a start the event of its end, of text the byte behind it.
    var last: UInt32 = 0
    /// How many bytes of text stand before the event.
    var text: UInt32 = 0
  }

  struct Attribute: Sendable {
    var name: UInt32
    var namespace: UInt8
    var start: UInt32
    var end: UInt32
  }

  var events: [Event] = []
  var attributes: [Attribute] = []
  var values: [UInt8] = []
  var text: [UInt8] = []
  var fault: SAXError?
}
