/// Spells out JSON values: in one line, or indented by two spaces a level for a person.
///
/// Members keep their order, slashes and letters of any script stand as they are, and no control
/// character is ever written raw (C0, DEL, C1, and the two line separators of JavaScript).
package struct JSONWriter: Sendable {
  /// Whether every member and element gets a line of its own.
  package var isIndented: Bool

  /// Creates a writer; without more it writes one line.
  package init(indented: Bool = false) { isIndented = indented }

  /// The spelling of `value`, without a line break at its end.
  package func string(_ value: JSONValue) -> String {
    String(decoding: bytes(value), as: UTF8.self)
  }

  /// The spelling of `value` in UTF-8, without a line break at its end.
  package func bytes(_ value: JSONValue) -> [UInt8] {
    var output: [UInt8] = []
    write(value, to: &output)
    return output
  }

  /// Puts the spelling of `value` behind `output`, so that many values can share one buffer.
  package func write(_ value: JSONValue, to output: inout [UInt8]) {
    write(value, level: 0, to: &output)
  }

  private func write(_ value: JSONValue, level: Int, to output: inout [UInt8]) {
    switch value {
    case .null: output.append(contentsOf: "null".utf8)
    case .bool(let truth): output.append(contentsOf: (truth ? "true" : "false").utf8)
    case .number(let number): output.append(contentsOf: number.text.utf8)
    case .string(let text): write(text, to: &output)
    case .array(let elements):
      output.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        breakLine(level + 1, in: &output)
        write(element, level: level + 1, to: &output)
      }
      if !elements.isEmpty { breakLine(level, in: &output) }
      output.append(UInt8(ascii: "]"))
    case .object(let object):
      output.append(UInt8(ascii: "{"))
      for (index, member) in object.members.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        breakLine(level + 1, in: &output)
        write(member.name, to: &output)
        output.append(UInt8(ascii: ":"))
        if isIndented { output.append(UInt8(ascii: " ")) }
        write(member.value, level: level + 1, to: &output)
      }
      if !object.members.isEmpty { breakLine(level, in: &output) }
      output.append(UInt8(ascii: "}"))
    }
  }

  private func breakLine(_ level: Int, in output: inout [UInt8]) {
    guard isIndented else { return }
    output.append(0x0A)
    output.append(contentsOf: repeatElement(0x20, count: 2 * level))
  }

  private func write(_ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    // The lead bytes whose successor tells whether an escape is due: C2 80–9F, E2 80 A8–A9.
    var lead: (UInt8, UInt8) = (0, 0)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): output.append(contentsOf: #"\""#.utf8)
      case UInt8(ascii: "\\"): output.append(contentsOf: #"\\"#.utf8)
      case 0x0A: output.append(contentsOf: #"\n"#.utf8)
      case 0x0D: output.append(contentsOf: #"\r"#.utf8)
      case 0x09: output.append(contentsOf: #"\t"#.utf8)
      case 0..<0x20, 0x7F: escape(UInt16(byte), to: &output)
      case 0x80...0x9F where lead.1 == 0xC2:
        output.removeLast()
        escape(UInt16(byte), to: &output)
      case 0xA8...0xA9 where lead == (0xE2, 0x80):
        output.removeLast(2)
        escape(0x2000 + UInt16(byte) - 0x80, to: &output)
      default: output.append(byte)
      }
      lead = (lead.1, byte)
    }
    output.append(UInt8(ascii: "\""))
  }

  private func escape(_ unit: UInt16, to output: inout [UInt8]) {
    output.append(contentsOf: #"\u"#.utf8)
    for shift in [12, 8, 4, 0] as [UInt16] {
      let digit = UInt8(truncatingIfNeeded: unit >> shift & 0xF)
      output.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
    }
  }
}
