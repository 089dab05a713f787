internal import SAX
internal import Syndication

/// A feed's tape with its names told apart, and the texts and addresses that readers take off it.
struct FeedMarkup {
  let tape: MarkupTape
  /// What is made of texts that are HTML.
  var use = HTMLUse.cleaned

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

  /// Where the value of an attribute stands, trimmed; nil when it is missing.
  func value(
    _ name: FeedName,
    _ namespace: FeedNamespace = .none,
    of place: Int
  ) -> TapeStretch? {
    let value = tape.attribute(Int(name.rawValue), namespace: namespace.rawValue, of: place)
    return value.map { tape.trimmed($0) }
  }

  /// The value of an attribute, trimmed; nil when it is missing.
  func attribute(
    _ name: FeedName,
    _ namespace: FeedNamespace = .none,
    of place: Int
  ) -> ArraySlice<UInt8>? {
    value(name, namespace, of: place).map { tape.array($0)[...] }
  }

  /// The value of an attribute as text; nil when it is missing or empty.
  func attributeText(
    _ name: FeedName,
    _ namespace: FeedNamespace = .none,
    of place: Int
  ) -> String? {
    guard let value = value(name, namespace, of: place), !value.isEmpty else { return nil }
    return tape.string(value)
  }

  /// Where the text of an element stands, white space around it left out.
  func text(_ place: Int) -> TapeStretch { tape.trimmed(tape.stretch(of: place)) }

  /// The text of an element, white space around it removed.
  func bytes(_ place: Int) -> ArraySlice<UInt8> { tape.array(text(place))[...] }

  /// The text of an element as it stands; nil when it is empty.
  func verbatim(_ place: Int) -> String? {
    let text = text(place)
    return text.isEmpty ? nil : tape.string(text)
  }

  /// The moment that an element tells; nil when it tells none.
  func date(_ place: Int) -> Timestamp? {
    tape.withBytes(text(place)) { FeedDate.timestamp(in: $0) }
  }

  /// What holds inside the element at `place`: `xml:base` and `xml:lang`, each on top of `outer`.
  func scope(_ place: Int, in outer: FeedScope) -> FeedScope {
    guard tape.hasAttributes(place) else { return outer }
    var scope = outer
    if let base = attribute(.base, .xml, of: place), !base.isEmpty {
      scope.rebase(base)
    }
    if let language = attribute(.lang, .xml, of: place) {
      scope.language = language.isEmpty ? nil : LanguageTag.text(language)
    }
    return scope
  }

  /// The first description among the parts of a media group.
  func mediaDescription(in group: Int) -> Int? {
    tape.firstChild(of: group) { namespace($0) == .media && name($0) == .description }
  }

  /// Whether a link of the podcast modules is the picture, as their first version had it.
  func isImageLink(_ place: Int) -> Bool { attribute(.rel, of: place)?.equals("image") ?? false }

  /// The absolute address that an element's text or attribute gives; nil when there is none.
  func address(_ reference: ArraySlice<UInt8>?, in scope: FeedScope) -> String? {
    guard let reference, !reference.isEmpty else { return nil }
    return WebAddress.resolve(reference, against: scope.base)
  }

  /// The absolute address that an element's text or attribute gives; nil when there is none.
  func address(_ reference: TapeStretch?, in scope: FeedScope) -> String? {
    guard let reference, !reference.isEmpty else { return nil }
    if isPlainAddress(reference) { return tape.string(reference) }
    return WebAddress.resolve(tape.array(reference)[...], against: scope.base)
  }

  /// Whether a stretch is an absolute address that resolving would leave as it is.
  func isPlainAddress(_ reference: TapeStretch) -> Bool {
    tape.withBytes(reference) { WebAddress.isPlain($0) }
  }
}

/// What an element inherits from those around it.
///
/// One reference inside, since every element hands it on.
struct FeedScope {
  private final class Inherited {
    let language: String?
    private var known: BaseAddress?
    private var pending: (reference: ArraySlice<UInt8>, outer: Inherited)?

    init(_ base: BaseAddress?, _ language: String?) { (known, self.language) = (base, language) }

    init(_ reference: ArraySlice<UInt8>, in outer: Inherited) {
      language = outer.language
      pending = (reference, outer)
    }

    /// Resolved when it is asked for: few elements with an `xml:base` hold a relative address.
    var base: BaseAddress? {
      if let (reference, outer) = pending {
        let resolved = WebAddress.resolve(reference, against: outer.base)
        known = resolved.flatMap { BaseAddress($0) } ?? outer.base
        pending = nil
      }
      return known
    }
  }

  private var inherited: Inherited

  init(base: BaseAddress? = nil, language: String? = nil) {
    inherited = Inherited(base, language)
  }

  /// The address against which relative ones are resolved.
  var base: BaseAddress? {
    get { inherited.base }
    set { inherited = Inherited(newValue, inherited.language) }
  }

  /// Puts an `xml:base` in force.
  mutating func rebase(_ reference: ArraySlice<UInt8>) {
    inherited = Inherited(reference, in: inherited)
  }

  /// The language in force.
  var language: String? {
    get { inherited.language }
    set { inherited = Inherited(inherited.base, newValue) }
  }

  /// Whether relative addresses hang on the same one here and there.
  func hasBase(of other: FeedScope) -> Bool {
    inherited === other.inherited || base == other.base
  }
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
