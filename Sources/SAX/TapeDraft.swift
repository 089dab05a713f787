/// A tape while it is being recorded.
@usableFromInline
struct TapeDraft: ~Copyable {
  @usableFromInline
  struct Event: Sendable, BitwiseCopyable {
    @usableFromInline var kind: MarkupTape.Kind
    @usableFromInline var namespace: UInt8 = 0
    @usableFromInline var attributeCount: UInt16 = 0
    @usableFromInline var name: UInt32 = 0
    /// Of a start its first attribute, of text its first byte.
    @usableFromInline var first: UInt32 = 0
    /// Of a start the event of its end, of text the byte behind it.
    @usableFromInline var last: UInt32 = 0
    /// How many bytes of text stand before the event.
    @usableFromInline var text: UInt32 = 0

    init(kind: MarkupTape.Kind, first: UInt32 = 0, last: UInt32 = 0, text: UInt32) {
      self.kind = kind
      (self.first, self.last, self.text) = (first, last, text)
    }
  }

  @usableFromInline
  struct Attribute: Sendable, BitwiseCopyable {
    @usableFromInline var name: UInt32
    @usableFromInline var namespace: UInt8
    @usableFromInline var start: UInt32
    @usableFromInline var end: UInt32
  }

  var events = TapeBuffer<Event>(capacity: 512)
  var attributes = TapeBuffer<Attribute>(capacity: 64)
  var values = TapeBuffer<UInt8>(capacity: 1024)
  var text = TapeBuffer<UInt8>(capacity: 1 << 14)
  var fault: SAXError?

  /// Whether so much memory has gathered that it is better given back than kept.
  var isLarge: Bool { text.capacity + values.capacity + events.capacity * 20 > 2 << 20 }

  /// Forgets what was recorded, ready for a document of `size` bytes.
  mutating func restart(size: Int) {
    text.restart(capacity: size)
    values.restart(capacity: 0)
    events.restart(capacity: size / 64)
    attributes.restart(capacity: size / 256)
    fault = nil
  }
}
