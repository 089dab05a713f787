/// Turns text into what the word index is fed, so that scripts without spaces can be searched.
///
/// A run of ideographs, kana, Hangul or Thai becomes its overlapping pairs and its last sign alone;
/// everything else stays. The index holds what this made, so the way of cutting must never change.
enum SearchText {
  /// `text` as it goes into the index.
  static func indexed(_ text: String?) -> String {
    guard let text else { return "" }
    guard mayNeedCutting(text) else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count * 3)
    var previous: Unicode.Scalar?
    for given in text.unicodeScalars {
      let scalar = narrow(given)
      if isUnspaced(scalar) {
        if let before = previous {
          append(before, to: &result)
          append(scalar, to: &result)
        }
        result.append(0x20)
        previous = scalar
      } else {
        if let last = previous { end(run: last, in: &result) }
        previous = nil
        append(scalar, to: &result)
      }
    }
    if let last = previous { end(run: last, in: &result) }
    return String(decoding: result, as: UTF8.self)
  }

  /// Whether a sign that `indexed` treats by itself could be in `text`, told by lead bytes alone:
  /// the usual dashes and quotation marks must not cost a text its short way.
  static func mayNeedCutting(_ text: String?) -> Bool {
    guard let text else { return false }
    let bytes = text.utf8.span
    for index in bytes.indices where bytes[index] >= 0xE0 {
      // Text that is whole has a byte behind each lead.
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      switch bytes[index] {
      case 0xE0: if next == 0xB8 || next == 0xB9 { return true }
      case 0xE1: if (0x84...0x87).contains(next) { return true }
      case 0xE3...0xED: return true
      case 0xEF: if (0xA4...0xAB).contains(next) || (0xBC...0xBD).contains(next) { return true }
      case 0xF0: if next >= 0xA0 { return true }
      default: break
      }
    }
    return false
  }

  private static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    if scalar.isASCII {
      bytes.append(UInt8(truncatingIfNeeded: scalar.value))
    } else {
      bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }

  /// The query of the word index that finds everything which has all of `words`.
  ///
  /// Words in quotation marks stay together; a word that ends in `*` finds its continuations; a
  /// word after `-` must not occur. Nil when there is nothing to look for.
  static func query(_ words: String) -> String? {
    var wanted: [String] = []
    var unwanted: [String] = []
    for part in parts(words) {
      guard let phrase = phrase(part.text, isPrefix: part.isPrefix) else { continue }
      if part.isExcluded { unwanted.append(phrase) } else { wanted.append(phrase) }
    }
    guard !wanted.isEmpty else { return nil }
    let all = wanted.joined(separator: " AND ")
    return unwanted.isEmpty ? all : "(\(all)) NOT (\(unwanted.joined(separator: " OR ")))"
  }

  /// The words to mark in what was found, without the signs around them.
  static func terms(_ words: String) -> [String] {
    parts(words).filter { !$0.isExcluded }.compactMap { bare($0.text) }
  }

  /// Whether `scalar` belongs to a script that is written without spaces, or to Hangul, whose
  /// words carry their particles.
  static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x0E01 else { return false }
    return switch scalar.value {
    case 0x0E01...0x0E5B, 0x1100...0x11FF, 0x3005...0x3007, 0x3041...0x30FF, 0x3130...0x318F,
      0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0x20000...0x3134F:
      scalar.value != 0x30FB
    default: false
    }
  }

  /// A full-width letter or digit as the plain one that it stands for.
  static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
    return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
  }

  private static func end(run last: Unicode.Scalar, in result: inout [UInt8]) {
    append(last, to: &result)
    result.append(0x20)
  }

  private struct Part {
    var text = "", isExcluded = false, isPrefix = false
  }

  private static func parts(_ words: String) -> [Part] {
    var parts: [Part] = []
    var current = Part()
    var isQuoted = false
    func finish() {
      if current.text.last == "*" {
        current.text.removeLast()
        current.isPrefix = true
      }
      if !current.text.isEmpty { parts.append(current) }
      current = Part()
    }
    for character in words {
      switch character {
      case "\"", "“", "”", "„":
        finish()
        isQuoted.toggle()
      case " ", "\t", "\n", "\u{3000}", "\u{A0}":
        if isQuoted { current.text.append(" ") } else { finish() }
      case "-" where current.text.isEmpty && !current.isExcluded && !isQuoted:
        current.isExcluded = true
      default:
        current.text.append(character)
      }
    }
    finish()
    return parts
  }

  /// A word without the signs around it, `「`, `(` and the like; nil when nothing else is in it.
  private static func bare(_ text: String) -> String? {
    let isSign = { (scalar: Unicode.Scalar) in
      !scalar.properties.isAlphanumeric && !isUnspaced(scalar)
    }
    let word = text.unicodeScalars.drop(while: isSign)
    guard let last = word.lastIndex(where: { !isSign($0) }) else { return nil }
    return String(word[...last])
  }

  /// One phrase of the index's own language; nil when no letter or digit is in it.
  private static func phrase(_ given: String, isPrefix: Bool) -> String? {
    guard let text = bare(given) else { return nil }
    let scalars = Array(text.unicodeScalars)
    let isOpen = scalars.last.map(isUnspaced) ?? false
    var cut = indexed(text).split(separator: " ").map(String.init)
    // The last sign of a run is indexed as the start of a pair, too: look for it as a beginning.
    let isSingle = isOpen && scalars.suffix(2).filter(isUnspaced).count == 1
    if isOpen, !isSingle { cut.removeLast() }
    let quoted = cut.joined(separator: " ").replacing("\"", with: " ")
    return "\"\(quoted)\"" + (isPrefix || isSingle ? "*" : "")
  }
}

extension Unicode.Scalar.Properties {
  fileprivate var isAlphanumeric: Bool {
    isAlphabetic || numericType != nil || generalCategory == .otherLetter
      || generalCategory == .nonspacingMark || generalCategory == .spacingMark
  }
}
