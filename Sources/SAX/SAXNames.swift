/// The numbers of names and namespaces by the address at which libxml2's dictionary interned them:
/// a look-up in the callbacks costs one load, not a comparison of text.
///
/// A small open-addressing table in raw memory, since an array's checks would cost more than it.
struct SAXNames: ~Copyable {
  private struct Slot {
    var key: UnsafePointer<UInt8>?
    var value: UInt32
  }

  private var slots: UnsafeMutablePointer<Slot>
  private var capacity = 512
  private(set) var count = 0

  init() {
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: Slot(key: nil, value: 0), count: capacity)
  }

  deinit { slots.deallocate() }

  /// The number behind an interned text; nil when it was never put in.
  @inline(__always)
  func number(of key: UnsafePointer<UInt8>) -> UInt32? {
    var index = place(of: key)
    while let found = slots[index].key {
      if found == key { return slots[index].value }
      index = (index &+ 1) & (capacity &- 1)
    }
    return nil
  }

  mutating func insert(_ key: UnsafePointer<UInt8>, _ value: UInt32) {
    if count * 2 >= capacity { grow() }
    var index = place(of: key)
    while slots[index].key != nil { index = (index &+ 1) & (capacity &- 1) }
    slots[index] = Slot(key: key, value: value)
    count += 1
  }

  @inline(__always)
  private func place(of key: UnsafePointer<UInt8>) -> Int {
    let bits = UInt(bitPattern: key)
    return Int(bitPattern: (bits ^ (bits >> 9)) & UInt(bitPattern: capacity &- 1))
  }

  private mutating func grow() {
    let (old, size) = (slots, capacity)
    capacity *= 2
    count = 0
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: Slot(key: nil, value: 0), count: capacity)
    for index in 0..<size {
      if let key = old[index].key { insert(key, old[index].value) }
    }
    old.deallocate()
  }
}
