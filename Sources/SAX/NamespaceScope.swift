internal import Glibc

/// The namespaces in force at one place of a document, the nearest declaration last.
struct NamespaceScope: ~Copyable {
  struct Binding: BitwiseCopyable {
    var prefix: ByteRange
    var number: UInt8
  }

  private var bindings = TapeBuffer<Binding>(capacity: 32)

  var count: Int { bindings.count }

  /// Puts a declaration in force; an empty prefix is that of names without one.
  mutating func declare(_ prefix: ByteRange, _ number: UInt8) {
    bindings.append(Binding(prefix: prefix, number: number))
  }

  /// Ends the last `count` declarations.
  mutating func drop(_ count: Int) {
    for _ in 0..<count { _ = bindings.popLast() }
  }

  /// The number of the namespace that a prefix of the document stands for; nil where none declares
  /// it, and none for names without a prefix and without a declaration.
  func namespace(ofPrefix prefix: ByteRange, in base: UnsafePointer<UInt8>) -> UInt8? {
    var index = bindings.count - 1
    while index >= 0 {
      let binding = bindings[index]
      if isSame(binding.prefix, prefix, in: base) { return binding.number }
      index -= 1
    }
    return prefix.isEmpty ? SAXVocabulary.noNamespace : nil
  }

  /// Whether one of the last `count` declarations is of that prefix.
  func hasPrefix(_ prefix: ByteRange, among count: Int, in base: UnsafePointer<UInt8>) -> Bool {
    for index in (bindings.count - count)..<bindings.count
    where isSame(bindings[index].prefix, prefix, in: base) {
      return true
    }
    return false
  }

  @inline(__always)
  private func isSame(
    _ one: ByteRange,
    _ other: ByteRange,
    in base: UnsafePointer<UInt8>
  ) -> Bool {
    one.count == other.count && base[one.lowerBound] == base[other.lowerBound]
      && memcmp(base + one.lowerBound, base + other.lowerBound, one.count) == 0
  }
}

/// A range of a document's bytes.
struct ByteRange: BitwiseCopyable {
  var lowerBound = 0
  var upperBound = 0

  init() {}

  init(_ lowerBound: Int, _ upperBound: Int) {
    (self.lowerBound, self.upperBound) = (lowerBound, upperBound)
  }

  var count: Int { upperBound - lowerBound }
  var isEmpty: Bool { upperBound <= lowerBound }
}
