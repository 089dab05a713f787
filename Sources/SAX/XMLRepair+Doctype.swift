extension XMLRepair {
  private static let entityLimit = 64
  private static let entityLength = 4096

  /// Takes over the simple entities that a document declares for itself, then forgets the
  /// declaration: nothing outside the document is ever asked for.
  mutating func readDoctype() {
    guard let start = doctype() else { return }
    position = start
    guard let bracket = next(UInt8(ascii: "["), from: start),
      let angle = next(UInt8(ascii: ">"), from: start), bracket < angle
    else { return }
    var place = bracket
    while entities.count < Self.entityLimit, let found = entityDeclaration(from: place) {
      place = declare(at: found)
    }
  }

  /// Where `<!DOCTYPE` stands in front of the document.
  private func doctype() -> Int? {
    var place = 0
    while place + 9 < min(bytes.count, 4096) {
      if bytes[place] == UInt8(ascii: "<"), bytes[place + 1] == UInt8(ascii: "!"),
        bytes[place + 2] | 0x20 == UInt8(ascii: "d")
      {
        return place
      }
      place += 1
    }
    return nil
  }

  private func entityDeclaration(from place: Int) -> Int? {
    let mark = Array("<!ENTITY".utf8)
    var index = place
    let end = min(bytes.count, place + 65_536)
    while index + mark.count < end {
      if bytes[index] == UInt8(ascii: "]"),
        ByteClass.isSpace(bytes[index + 1])
          || bytes[index + 1] == UInt8(ascii: ">")
      {
        return nil
      }
      if bytes[index] == mark[0], bytes[index...].starts(with: mark) { return index + mark.count }
      index += 1
    }
    return nil
  }

  /// Reads `name "value"` and answers the place behind it; external and parameter entities are
  /// passed over.
  private mutating func declare(at place: Int) -> Int {
    var index = place
    while index < bytes.count, ByteClass.isSpace(bytes[index]) { index += 1 }
    let name = nameRange(from: index)
    guard !name.isEmpty, name.count <= 64 else { return index + 1 }
    index = name.upperBound
    while index < bytes.count, ByteClass.isSpace(bytes[index]) { index += 1 }
    guard index < bytes.count, bytes[index] == 0x22 || bytes[index] == 0x27 else { return index }
    let start = index + 1
    var end = start
    while end < bytes.count, bytes[end] != bytes[index] { end += 1 }
    guard end < bytes.count, end - start <= Self.entityLength else { return end }
    let key = Array(bytes[name])
    if entities[key] == nil { entities[key] = resolved(Array(bytes[start..<end])) }
    return end
  }

  /// The text of an entity's value, the references in it resolved by the rules of text.
  private mutating func resolved(_ value: [UInt8]) -> [UInt8] {
    var inner = XMLRepair(value, roots: [], entity: entity)
    inner.entities = entities
    while inner.position < value.count, inner.output.count < Self.entityLength {
      if value[inner.position] == UInt8(ascii: "&") {
        inner.reference(inAttribute: true)
      } else {
        inner.appendText(value[inner.position...inner.position])
        inner.position += 1
      }
    }
    return inner.output
  }
}
