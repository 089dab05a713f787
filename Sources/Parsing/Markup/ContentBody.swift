internal import SAX

/// How a text of a feed is written.
enum TextForm {
  /// Characters that mean themselves.
  case plain
  /// Characters that are HTML.
  case html
  /// Elements of the document itself.
  case elements
}

/// What is made of a text that is HTML.
enum HTMLUse: Sendable {
  /// Sanitised markup and its plain text.
  case cleaned
  /// Plain text; sanitised markup only where there is nothing to read in it, to see.
  case read
  /// Markup as it is: for measuring.
  case untouched
}

/// A text of an item or feed in the two ways in which it is kept.
struct ContentBody {
  /// Sanitised markup; nil where the feed gave none.
  var html: String?
  /// Plain text, paragraphs as lines; nil only when there is nothing at all.
  var text: String?

  /// Whether there is anything to read or see.
  var isEmpty: Bool { html == nil && text == nil }

  /// Nothing.
  init() {}

  /// Makes both from the bytes of one text, relative addresses resolved against `base`.
  init(_ bytes: ArraySlice<UInt8>, form: TextForm, scope: FeedScope, use: HTMLUse) {
    let bytes = bytes.trimmed
    guard !bytes.isEmpty else { return }
    switch form {
    case .html, .elements:
      guard use != .untouched else {
        html = String(decoding: bytes, as: UTF8.self)
        return
      }
      // Without a tag or a reference the characters mean themselves.
      guard bytes.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else {
        text = Self.lines(bytes)
        return
      }
      take(html: bytes, scope: scope, use: use)
    case .plain:
      text = Self.lines(bytes)
    }
  }

  /// Makes both from a trimmed stretch of a tape.
  init(
    _ tape: MarkupTape,
    _ stretch: TapeStretch,
    form: TextForm,
    scope: FeedScope,
    use: HTMLUse
  ) {
    if use == .untouched, form != .plain {
      self.init()
      if !stretch.isEmpty { html = tape.string(stretch) }
      return
    }
    self.init(tape.array(stretch)[...], form: form, scope: scope, use: use)
  }

  /// Makes both from markup, or its text alone.
  init(html bytes: ArraySlice<UInt8>, scope: FeedScope, use: HTMLUse) {
    take(html: bytes, scope: scope, use: use)
  }

  private mutating func take(html bytes: ArraySlice<UInt8>, scope: FeedScope, use: HTMLUse) {
    if use == .read {
      let read = HTMLCleaner.text(of: bytes, base: scope.base)
      if !read.isEmpty {
        text = read
        return
      }
    }
    let clean = HTMLCleaner.clean(bytes, base: scope.base)
    if !clean.html.isEmpty { html = clean.html }
    if !clean.text.isEmpty { text = clean.text }
  }

  /// Plain text with its line breaks, without control characters and those that turn writing round.
  private static func lines(_ bytes: ArraySlice<UInt8>) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    let needsWork = bytes.contains {
      $0 < 0x20 && $0 != 0x0A || $0 == 0x7F || $0 == 0xC2 || $0 == 0xE2 || $0 == 0xEF
    }
    guard needsWork else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0D, 0x00..<0x09, 0x0B, 0x0E..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x202A...0x202E,
        0x2066...0x2069, 0xFEFF:
        continue
      case 0x0C, 0x2028, 0x2029: result.append("\n")
      case 0x09, 0xA0: result.append(" ")
      default: result.append(scalar)
      }
    }
    return result.isEmpty ? nil : String(result)
  }
}
