internal import Glibc

/// Values in a row that only ever grow in number, in raw memory: an array's checks at each callback
/// of libxml2 would cost more than what the callback has to do.
struct TapeBuffer<Element: BitwiseCopyable>: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private(set) var capacity: Int

  init(capacity: Int) {
    self.capacity = max(capacity, 16)
    base = .allocate(capacity: self.capacity)
  }

  deinit { base.deallocate() }

  /// What was written, for as long as nothing more is.
  var written: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow(by: 1) }
    base[count] = element
    count &+= 1
  }

  @inline(__always)
  mutating func append(_ elements: UnsafePointer<Element>, count added: Int) {
    if added > capacity &- count { grow(by: added) }
    memcpy(base + count, elements, added &* MemoryLayout<Element>.stride)
    count &+= added
  }

  @inline(__always)
  mutating func popLast() -> Element? {
    guard count > 0 else { return nil }
    count &-= 1
    return base[count]
  }

  @inline(__always)
  subscript(index: Int) -> Element {
    get {
      precondition(index >= 0 && index < count, "An index lies inside its buffer.")
      return base[index]
    }
    set {
      precondition(index >= 0 && index < count, "An index lies inside its buffer.")
      base[index] = newValue
    }
  }

  /// Forgets what was written and sees to it that `capacity` elements fit.
  mutating func restart(capacity wanted: Int) {
    count = 0
    guard wanted > capacity else { return }
    base.deallocate()
    base = .allocate(capacity: wanted)
    capacity = wanted
  }

  @inline(never)
  private mutating func grow(by added: Int) {
    let wider = max(capacity * 2, count + added)
    let moved = UnsafeMutablePointer<Element>.allocate(capacity: wider)
    memcpy(moved, base, count * MemoryLayout<Element>.stride)
    base.deallocate()
    (base, capacity) = (moved, wider)
  }
}
