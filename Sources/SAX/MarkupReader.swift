internal import Glibc
internal import Synchronization

/// Reads XML from UTF-8 bytes onto a tape: as it stands when it is well-formed, else repaired.
///
/// The first try stops at the first fault. Then `XMLRepair` writes a well-formed document of what
/// is readable, and that is what libxml2 gets; so it never has to guess.
package struct MarkupReader: Sendable {
  /// Answers the text that an entity of HTML stands for; nil for an unknown one.
  package typealias Entity = @Sendable (ArraySlice<UInt8>) -> String?

  private let roots: Set<String>
  private let entity: Entity
  private let pool: RecorderPool

  /// Creates a reader of documents whose root has one of the local names `roots` (lower case).
  package init(
    vocabulary: SAXVocabulary,
    roots: Set<String>,
    entity: @escaping Entity = Self.html4
  ) {
    (self.roots, self.entity) = (roots, entity)
    pool = RecorderPool(vocabulary: vocabulary)
  }

  /// The events of the document in `bytes`, which must be valid UTF-8.
  package func tape(from bytes: [UInt8]) throws(SAXError) -> MarkupTape {
    guard bytes.count <= 1 << 30 else { throw .tooLarge }
    guard bytes.contains(where: { $0 > 0x20 }) else { throw .empty }
    if !Self.hasOversizedTag(bytes) {
      let (draft, names) = record(bytes, stopsAtFault: true)
      if draft.fault == nil, !draft.events.isEmpty {
        guard isWanted(draft, names) else { throw .noRoot }
        if !Self.hasC1(draft.text), !Self.hasC1(draft.values) {
          return MarkupTape(draft, names: names)
        }
      }
    }
    var repair = XMLRepair(bytes, roots: roots, entity: entity)
    guard let repaired = repair.document() else { throw .noRoot }
    var (draft, names) = record(repaired, stopsAtFault: false)
    guard isWanted(draft, names) else { throw .noRoot }
    if draft.fault == nil { draft.fault = repair.fault }
    return MarkupTape(draft, names: names)
  }

  private func isWanted(_ draft: TapeDraft, _ names: [String]) -> Bool {
    draft.events.first.map { roots.contains(names[Int($0.name)].lowercased()) } ?? false
  }

  private func record(_ bytes: [UInt8], stopsAtFault: Bool) -> (TapeDraft, [String]) {
    let recorder = pool.take()
    recorder.pointee.prepare(for: bytes.count, stopsAtFault: stopsAtFault)
    let parser = SAXParser(recorder: recorder)
    bytes.withUnsafeBufferPointer { whole in
      var start = 0
      while start < whole.count, !(stopsAtFault && recorder.pointee.tape.fault != nil) {
        let end = min(start + Self.chunk, whole.count)
        parser.push(UnsafeBufferPointer(rebasing: whole[start..<end]))
        start = end
      }
    }
    let isWellFormed = parser.finish()
    if !isWellFormed { recorder.pointee.fail(line: 0, reason: "not well-formed") }
    let names = recorder.pointee.names
    let draft = recorder.pointee.takeTape()
    pool.giveBack(recorder)
    return (draft, names)
  }

  /// Large pieces are faster; libxml2 refuses to look further than 10 MB for an end of something.
  private static let chunk = 1 << 18

  /// Whether a tag has more attributes than any honest one: libxml2 compares each with each.
  private static func hasOversizedTag(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { whole in
      guard let base = whole.baseAddress else { return false }
      var place = 0
      while place < whole.count {
        let rest = whole.count - place
        let found = memchr(base + place, Int32(UInt8(ascii: "<")), rest)
        let next = found.map { UnsafeRawPointer(base).distance(to: $0) } ?? whole.count
        // A tag that long ends before the next one starts.
        if next - place > 2048, attributeCount(whole[place..<next]) > 256 { return true }
        place = next + 1
      }
      return false
    }
  }

  /// Whether a character of C1 is in a text: always one of windows-1252 that lost its label.
  private static func hasC1(_ text: [UInt8]) -> Bool {
    text.withUnsafeBufferPointer { whole in
      guard let base = whole.baseAddress else { return false }
      var place = 0
      while place + 1 < whole.count, let found = memchr(base + place, 0xC2, whole.count - place - 1)
      {
        place = UnsafeRawPointer(base).distance(to: found) + 1
        if whole[place] < 0xA0 { return true }
      }
      return false
    }
  }

  /// How many `=` stand behind `<name` outside quotes before the tag ends.
  private static func attributeCount(_ tag: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    guard let first = tag.first, first != UInt8(ascii: "!"), first != UInt8(ascii: "/") else {
      return 0
    }
    var (count, quote) = (0, UInt8(0))
    for byte in tag {
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: ">") {
        return count
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "=") {
        count += 1
      }
    }
    return count
  }
}

/// Recorders that wait for their next document, their dictionaries already filled.
private final class RecorderPool: Sendable {
  private struct Idle: @unchecked Sendable {
    var recorders: [UnsafeMutablePointer<SAXRecorder>] = []
  }

  private let vocabulary: SAXVocabulary
  private let idle = Mutex(Idle())

  init(vocabulary: SAXVocabulary) { self.vocabulary = vocabulary }

  deinit { idle.withLock { $0.recorders.forEach(Self.free) } }

  func take() -> UnsafeMutablePointer<SAXRecorder> {
    if let waiting = idle.withLock({ $0.recorders.popLast() }) { return waiting }
    let fresh = UnsafeMutablePointer<SAXRecorder>.allocate(capacity: 1)
    fresh.initialize(to: SAXRecorder(vocabulary: vocabulary))
    return fresh
  }

  func giveBack(_ recorder: UnsafeMutablePointer<SAXRecorder>) {
    if recorder.pointee.isWorn { return Self.free(recorder) }
    idle.withLock { $0.recorders.append(recorder) }
  }

  private static func free(_ recorder: UnsafeMutablePointer<SAXRecorder>) {
    recorder.deinitialize(count: 1)
    recorder.deallocate()
  }
}
