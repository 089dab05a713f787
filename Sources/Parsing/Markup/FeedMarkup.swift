internal import SAX
internal import Syndication

/// A feed's tape with its names told apart, and the texts and addresses that readers take off it.
struct FeedMarkup {
  let tape: MarkupTape
  /// Whether markup is sanitised and turned into text; measuring does without.
  var cleansHTML = true

  /// Reads XML whose root is one of a feed's.
  static let reader = MarkupReader(
    vocabulary: SAXVocabulary(
      names: FeedName.allCases.map(\.spelling),
      namespaces: FeedNamespace.allCases.filter { (1...250).contains($0.rawValue) }.map {
        .init(id: $0.rawValue, addresses: $0.addresses, prefixes: $0.prefixes)
      }
    ),
    roots: ["rss", "rdf", "feed", "channel", "entry"],
    entity: { HTMLEntity.scalars(named: $0) }
  )

  /// The name of an element; nil for one that no reader knows.
  func name(_ place: Int) -> FeedName? {
    UInt8(exactly: tape.name(place)).flatMap(FeedName.init(rawValue:))
  }

  /// The namespace of an element.
  func namespace(_ place: Int) -> FeedNamespace {
    FeedNamespace(rawValue: tape.namespace(place)) ?? .foreign
  }

  /// The value of an attribute, trimmed; nil when it is missing.
  func attribute(
    _ name: FeedName,
    _ namespace: FeedNamespace = .none,
    of place: Int
  ) -> ArraySlice<UInt8>? {
    tape.attribute(Int(name.rawValue), namespace: namespace.rawValue, of: place)?.trimmed
  }

  /// The value of an attribute as text; nil when it is missing or empty.
  func attributeText(
    _ name: FeedName,
    _ namespace: FeedNamespace = .none,
    of place: Int
  ) -> String? {
    guard let value = attribute(name, namespace, of: place), !value.isEmpty else { return nil }
    return String(decoding: value, as: UTF8.self)
  }

  /// The text of an element, white space around it removed.
  func bytes(_ place: Int) -> ArraySlice<UInt8> { tape.text(of: place).trimmed }

  /// The text of an element as it stands; nil when it is empty.
  func verbatim(_ place: Int) -> String? {
    let bytes = bytes(place)
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  /// The moment that an element tells; nil when it tells none.
  func date(_ place: Int) -> Timestamp? { FeedDate.timestamp(from: bytes(place)) }

  /// What holds inside the element at `place`: `xml:base` and `xml:lang`, each on top of `outer`.
  func scope(_ place: Int, in outer: FeedScope) -> FeedScope {
    guard !tape.attributes(of: place).isEmpty else { return outer }
    var scope = outer
    if let base = attribute(.base, .xml, of: place), !base.isEmpty {
      scope.base =
        WebAddress.resolve(base, against: outer.base).flatMap { BaseAddress($0) }
        ?? outer.base
    }
    if let language = attribute(.lang, .xml, of: place) {
      scope.language = language.isEmpty ? nil : LanguageTag.text(language)
    }
    return scope
  }

  /// The absolute address that an element's text or attribute gives; nil when there is none.
  func address(_ reference: ArraySlice<UInt8>?, in scope: FeedScope) -> String? {
    guard let reference, !reference.isEmpty else { return nil }
    return WebAddress.resolve(reference, against: scope.base)
  }
}

/// What an element inherits from those around it.
struct FeedScope {
  /// The address against which relative ones are resolved.
  var base: BaseAddress?
  /// The language in force.
  var language: String?
}

/// Language tags as feeds write them.
enum LanguageTag {
  /// The tag with `-` between its parts; nil when it cannot be one.
  static func text(_ bytes: ArraySlice<UInt8>) -> String? {
    let trimmed = bytes.trimmed
    guard !trimmed.isEmpty, trimmed.count <= 35 else { return nil }
    var tag: [UInt8] = []
    for byte in trimmed {
      let isLetter = (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
      guard isLetter || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") else { return nil }
      tag.append(byte == UInt8(ascii: "_") ? UInt8(ascii: "-") : byte)
    }
    return String(decoding: tag, as: UTF8.self)
  }
}

extension ArraySlice<UInt8> {
  /// Without the white space and control characters of ASCII at both ends.
  var trimmed: ArraySlice<UInt8> {
    var (start, end) = (startIndex, endIndex)
    while start < end, self[start] <= 0x20 { start += 1 }
    while end > start, self[end - 1] <= 0x20 { end -= 1 }
    return self[start..<end]
  }

  /// Whether these are the letters of `word`, which is in lower case, in any case.
  func equals(_ word: String) -> Bool {
    guard count == word.utf8.count else { return false }
    return word.utf8.elementsEqual(self) { $0 == $1 || $0 == $1 | 0x20 }
  }
}
