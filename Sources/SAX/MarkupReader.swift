internal import Glibc

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
      let recorder = record(bytes, stopsAtFault: true)
      if recorder.pointee.tape.fault == nil, recorder.pointee.tape.events.count > 0 {
        guard isWanted(recorder) else {
          pool.giveBack(recorder)
          throw .noRoot
        }
        if let tape = tape(recorder, isStrict: true, fault: nil) { return tape }
      }
      pool.giveBack(recorder)
    }
    var repair = XMLRepair(bytes, roots: roots, entity: entity)
    guard let repaired = repair.document() else { throw .noRoot }
    let recorder = record(repaired, stopsAtFault: false)
    let fault = recorder.pointee.tape.fault ?? repair.fault
    guard isWanted(recorder), let tape = tape(recorder, isStrict: false, fault: fault) else {
      pool.giveBack(recorder)
      throw .noRoot
    }
    return tape
  }

  /// The finished tape; nil when it holds what a strict reader leaves to the repair: a character of
  /// C1, which is always one of windows-1252 that lost its label.
  private func tape(
    _ recorder: UnsafeMutablePointer<SAXRecorder>,
    isStrict: Bool,
    fault: SAXError?
  ) -> MarkupTape? {
    let text = UTF8Text.survey(recorder.pointee.tape.text.written)
    let values = UTF8Text.survey(recorder.pointee.tape.values.written)
    if isStrict, text.hasC1 || values.hasC1 { return nil }
    let isValid = text.isValid && values.isValid
    return MarkupTape(recorder, pool: pool, isValid: isValid, fault: fault)
  }

  private func isWanted(_ recorder: UnsafeMutablePointer<SAXRecorder>) -> Bool {
    guard recorder.pointee.tape.events.count > 0 else { return false }
    let root = Int(recorder.pointee.tape.events[0].name)
    return roots.contains(recorder.pointee.names[root].lowercased())
  }

  private func record(
    _ bytes: [UInt8],
    stopsAtFault: Bool
  ) -> UnsafeMutablePointer<SAXRecorder> {
    let recorder = pool.take()
    recorder.pointee.prepare(for: bytes.count, stopsAtFault: stopsAtFault)
    let parser = SAXParser(recorder: recorder)
    bytes.withUnsafeBufferPointer { whole in
      var start = 0
      while start < whole.count, !(stopsAtFault && recorder.pointee.tape.fault != nil) {
        let end = min(start + Self.chunk, whole.count)
        parser.push(
          UnsafeBufferPointer(rebasing: whole[start..<end]),
          isLast: end == whole.count
        )
        start = end
      }
    }
    if !parser.isWellFormed { recorder.pointee.fail(line: 0, reason: "not well-formed") }
    recorder.pointee.finish()
    return recorder
  }

  /// Large pieces are faster; libxml2 refuses to look further than 10 MB for an end of something.
  private static let chunk = 1 << 18

  /// Whether a tag has more attributes than any honest one: libxml2 compares each with each.
  ///
  /// A tag that long ends before the next one starts, so that only wide gaps between two `<` are
  /// looked at, and of the others most are jumped over.
  private static func hasOversizedTag(_ bytes: [UInt8]) -> Bool {
    let gap = 2048
    return bytes.withUnsafeBufferPointer { whole in
      guard let base = whole.baseAddress else { return false }
      var place = 0
      while whole.count - place > gap {
        var last = place + gap
        while last > place, base[last] != UInt8(ascii: "<") { last -= 1 }
        if last > place {
          place = last
          continue
        }
        let rest = whole.count - place - 1
        let found = memchr(base + place + 1, Int32(UInt8(ascii: "<")), rest)
        let next = found.map { UnsafeRawPointer(base).distance(to: $0) } ?? whole.count
        let isTag = whole[place] == UInt8(ascii: "<")
        if isTag, attributeCount(whole[(place + 1)..<next]) > 256 { return true }
        place = next
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
