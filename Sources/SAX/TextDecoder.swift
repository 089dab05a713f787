/// Turns the bytes of a document into UTF-8, whatever they were written in and labelled as.
///
/// A byte order mark is believed first; then, whatever a label says, bytes that are valid UTF-8;
/// then the labels (HTTP's, the document's own), then the document's language. What is left is
/// read as UTF-8 with single bytes of windows-1252 in it, which is how mixed pages come about.
package struct TextDecoder {
  private let bytes: [UInt8]
  private let contentType: String?

  /// Creates a decoder; `contentType` is the HTTP header's value with its `charset`.
  package init(_ bytes: [UInt8], contentType: String? = nil) {
    (self.bytes, self.contentType) = (bytes, contentType)
  }

  /// The document in UTF-8, without byte order mark and without NUL.
  package func utf8() -> [UInt8] {
    let decoded = transcoded()
    return UTF8Text.hasByte(0, in: decoded) ? decoded.filter { $0 != 0 } : decoded
  }

  private func transcoded() -> [UInt8] {
    if let marked = WideText.utf8(from: bytes) { return marked }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      let rest = Array(bytes.dropFirst(3))
      return UTF8Text.isValid(rest) ? rest : UTF8Text.repaired(rest)
    }
    if UTF8Text.isValid(bytes) { return escapedText() ?? bytes }
    for label in labels() {
      switch Charset(label: label) {
      case .utf8: return UTF8Text.repaired(bytes)
      case .windows1252: return UTF8Text.fromWindows1252(bytes)
      case .named(let name):
        if let text = CharsetConverter.utf8(from: bytes, charset: name) { return text }
      case nil: continue
      }
    }
    for charset in Charset.guesses(language: language()) {
      if let text = CharsetConverter.utf8(from: bytes, charset: charset, strictly: true) {
        return text
      }
    }
    return UTF8Text.repaired(bytes)
  }

  /// Seven-bit text that a label says to be ISO 2022, and that has its escapes.
  private func escapedText() -> [UInt8]? {
    guard UTF8Text.hasByte(0x1B, in: bytes) else { return nil }
    for label in labels() where label.lowercased().hasPrefix("iso-2022") {
      return CharsetConverter.utf8(from: bytes, charset: label.uppercased())
    }
    return nil
  }

  /// What the document is said to be written in, the surest label first.
  private func labels() -> [String] {
    let http = contentType.flatMap { Self.parameter("charset", in: Array($0.utf8)[...]) }
    let own = prologLabel()
    // Servers say ISO-8859-1 of everything; a document that says otherwise knows better.
    if let http, let own, Charset(label: http) == .windows1252 { return [own, http] }
    return [http, own].compactMap(\.self)
  }

  private func prologLabel() -> String? {
    let head = bytes.prefix(1024)
    guard let end = head.firstIndex(of: UInt8(ascii: ">")) else { return nil }
    return Self.parameter("encoding", in: head[..<end])
  }

  /// The value of `name=value`, quoted or not, the first time that it stands there.
  private static func parameter(_ name: String, in text: ArraySlice<UInt8>) -> String? {
    let wanted = Array(name.utf8)
    var place = text.startIndex
    while place + wanted.count < text.endIndex {
      let candidate = text[place..<place + wanted.count]
      guard candidate.elementsEqual(wanted, by: { $0 | 0x20 == $1 }) else {
        place += 1
        continue
      }
      let isFiller: (UInt8) -> Bool = { $0 <= 0x20 || $0 == 0x22 || $0 == 0x27 }
      var rest = text[(place + wanted.count)...].drop(while: isFiller)
      guard rest.popFirst() == UInt8(ascii: "=") else {
        place += 1
        continue
      }
      rest = rest.drop(while: isFiller)
      let value = rest.prefix { !isFiller($0) && $0 != UInt8(ascii: ";") && $0 != 0x3F }
      return value.isEmpty ? nil : String(decoding: value, as: UTF8.self)
    }
    return nil
  }

  /// The document's language in its first letters, as `<language>` or `xml:lang` says.
  private func language() -> String {
    let head = bytes.prefix(8192)
    if let lang = Self.parameter("xml:lang", in: head) {
      return String(lang.prefix(2)).lowercased()
    }
    let tag = Array("<language>".utf8)
    var place = head.startIndex
    while place + tag.count + 2 < head.endIndex {
      if head[place] == tag[0], head[place..<place + tag.count].elementsEqual(tag) {
        let letters = head[(place + tag.count)...].drop { $0 <= 0x20 }.prefix(2)
        return String(decoding: letters, as: UTF8.self).lowercased()
      }
      place += 1
    }
    return ""
  }
}
