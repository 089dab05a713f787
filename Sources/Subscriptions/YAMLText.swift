/// The text of a YAML file, found fit for composing: UTF-8, no control characters, no bombs.
struct YAMLText {
  /// The largest feeds.yml that is read; some 200,000 feeds.
  static let maxBytes = 16 * 1024 * 1024

  /// The text, without a byte-order mark.
  let text: String

  /// Checks `bytes`; `file` is for the message.
  init(bytes: [UInt8], file: String) throws(SubscriptionError) {
    guard bytes.count <= Self.maxBytes else {
      throw .mistake(.init(file: file, what: "larger than 16 MiB", expected: "a list of feeds"))
    }
    var body = bytes[...]
    if body.starts(with: [0xEF, 0xBB, 0xBF]) { body = body.dropFirst(3) }
    guard let text = String(validating: body, as: UTF8.self) else {
      throw Self.notUTF8(body, file: file)
    }
    self.text = text
    if !body.allSatisfy(Self.isPlain),
      let mistake = Self.controlCharacter(in: text, file: file)
    {
      throw .mistake(mistake)
    }
    if let mistake = Self.aliasBomb(in: text, file: file) { throw .mistake(mistake) }
  }

  private static func notUTF8(_ body: ArraySlice<UInt8>, file: String) -> SubscriptionError {
    let lines = body.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let bad = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
    // The longest valid start of the line tells the column.
    var column = 1
    var decoder = UTF8()
    var bytes = lines[bad].makeIterator()
    while case .scalarValue = decoder.decode(&bytes) { column += 1 }
    return .mistake(
      .init(
        file: file,
        line: bad + 1,
        column: column,
        what: "bytes that are not UTF-8",
        expected: "the file saved as UTF-8"
      )
    )
  }

  /// Whether the byte is printable ASCII, a tab or a line end, as nearly all of nearly every file.
  private static func isPlain(_ byte: UInt8) -> Bool {
    0x20..<0x7F ~= byte || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  private static func controlCharacter(in text: String, file: String) -> SubscriptionError.Mistake?
  {
    var (line, column) = (1, 1)
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A: (line, column) = (line + 1, 0)
      case 0x09, 0x0D, 0x85: break
      case ..<0x20, 0x7F..<0xA0, 0xFEFF, 0xFFFE, 0xFFFF:
        let name = String(scalar.value, radix: 16, uppercase: true)
        let code = String(repeating: "0", count: max(0, 4 - name.count)) + name
        return .init(
          file: file,
          line: line,
          column: column,
          what: "control character U+\(code)",
          expected: "plain text"
        )
      default: break
      }
      column += 1
    }
    return nil
  }

  /// Refuses a text with so many aliases that expanding them could take for ever.
  ///
  /// Few aliases are harmless to compose, and are refused afterwards at their very place; many
  /// could blow up while composing (a key is hashed whole), so they are counted beforehand.
  private static func aliasBomb(in text: String, file: String) -> SubscriptionError.Mistake? {
    guard text.utf8.contains(UInt8(ascii: "*")) else { return nil }
    var (anchors, aliases) = (0, 0)
    for (index, line) in text.utf8.split(
      separator: UInt8(ascii: "\n"),
      omittingEmptySubsequences: false
    ).enumerated() {
      var before = UInt8(ascii: ":")
      var isComment = false
      for (place, byte) in zip(line.indices, line) where !isComment {
        let next = line.index(after: place)
        let startsName = next < line.endIndex && line[next] > 0x20
        switch byte {
        case UInt8(ascii: "#") where before == UInt8(ascii: ":"): isComment = true
        case UInt8(ascii: "&") where startsName && isTokenStart(before): anchors += 1
        case UInt8(ascii: "*") where startsName && isTokenStart(before): aliases += 1
        default: break
        }
        if anchors > 0, aliases > 16 {
          return .init(
            file: file,
            line: index + 1,
            what: "aliases (*name) are not taken",
            expected: "each value written out"
          )
        }
        if byte > 0x20 { before = byte }
      }
    }
    return nil
  }

  private static func isTokenStart(_ before: UInt8) -> Bool {
    switch before {
    case UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ","),
      UInt8(ascii: "["), UInt8(ascii: "{"):
      true
    default: false
    }
  }
}
