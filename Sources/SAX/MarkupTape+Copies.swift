extension MarkupTape {
  /// A copy of all text inside the element at `place`, that of its descendants included.
  package func text(of place: Int) -> ArraySlice<UInt8> { array(stretch(of: place))[...] }

  /// A copy of the bytes of the text event at `place`.
  package func run(at place: Int) -> ArraySlice<UInt8> { array(runStretch(at: place))[...] }

  /// A copy of an attribute's value.
  package func attributeValue(_ index: Int) -> ArraySlice<UInt8> { array(valueStretch(index))[...] }

  /// The value of the attribute of that name as text, without regard to case and namespace.
  package func attribute(named name: String, of place: Int) -> String? {
    for index in attributes(of: place)
    where spelling(ofName: attributeName(index)).lowercased() == name.lowercased() {
      return string(valueStretch(index))
    }
    return nil
  }

  /// A copy of the bytes of a stretch.
  package func array(_ stretch: TapeStretch) -> [UInt8] { Array(bytes(stretch)) }

  /// Appends the bytes of a stretch, escaped for HTML if they are `escaped`.
  package func append(_ stretch: TapeStretch, escaped: Bool, to output: inout [UInt8]) {
    let bytes = bytes(stretch)
    guard escaped else { return output.append(contentsOf: bytes) }
    var start = 0
    for index in 0..<bytes.count {
      let replacement: StaticString
      switch bytes[index] {
      case UInt8(ascii: "&"): replacement = "&amp;"
      case UInt8(ascii: "<"): replacement = "&lt;"
      case UInt8(ascii: ">"): replacement = "&gt;"
      case UInt8(ascii: "\""): replacement = "&quot;"
      default: continue
      }
      output.append(contentsOf: bytes[start..<index])
      output.append(
        contentsOf: UnsafeBufferPointer(
          start: replacement.utf8Start,
          count: replacement.utf8CodeUnitCount
        )
      )
      start = index + 1
    }
    output.append(contentsOf: bytes[start...])
  }
}
