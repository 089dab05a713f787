/// The names and namespaces that a reader wants to tell apart by number instead of by text.
///
/// Names are matched exactly first, then without regard to case, since old feeds shout their tags.
package struct SAXVocabulary: Sendable {
  /// A namespace that a reader knows.
  package struct Namespace: Sendable {
    /// Its number, 1 to 250.
    package var id: UInt8
    /// The addresses under which it is declared, in all their misspellings.
    package var addresses: [String]
    /// The prefixes that stand for it where a document forgets to declare them.
    package var prefixes: [String]

    /// Creates a namespace.
    package init(id: UInt8, addresses: [String], prefixes: [String]) {
      precondition((1...250).contains(id), "A namespace's number lies between 1 and 250.")
      (self.id, self.addresses, self.prefixes) = (id, addresses, prefixes)
    }
  }

  /// The number of elements and attributes in no namespace.
  package static let noNamespace: UInt8 = 0
  /// The number of the namespace of `xml:base` and `xml:lang`.
  package static let xmlNamespace: UInt8 = 254
  /// The number of every namespace that the vocabulary does not list.
  package static let foreignNamespace: UInt8 = 255

  /// The names; a name's number is its place here.
  let names: [String]
  let namespaces: [Namespace]
  let numbersWithoutCase: [String: UInt32]
  private let namespacesByAddress: [String: UInt8]

  /// Creates a vocabulary; a name's number is its place in `names`.
  package init(names: [String], namespaces: [Namespace] = []) {
    (self.names, self.namespaces) = (names, namespaces)
    numbersWithoutCase = Dictionary(
      names.enumerated().map { ($1.lowercased(), UInt32($0)) },
      uniquingKeysWith: { first, _ in first }
    )
    namespacesByAddress = Dictionary(
      namespaces.flatMap { namespace in
        namespace.addresses.map { (Self.folded($0), namespace.id) }
      },
      uniquingKeysWith: { first, _ in first }
    )
  }

  func namespace(address: String) -> UInt8 {
    if address.isEmpty { return Self.noNamespace }
    if address == "http://www.w3.org/XML/1998/namespace" { return Self.xmlNamespace }
    return namespacesByAddress[Self.folded(address)] ?? Self.foreignNamespace
  }

  func namespace(prefix: String) -> UInt8 {
    if prefix == "xml" { return Self.xmlNamespace }
    let plain = prefix.lowercased()
    return namespaces.first { $0.prefixes.contains(plain) }?.id ?? Self.foreignNamespace
  }

  /// An address without what people get wrong in it: case, `https`, a slash or `#` at its end.
  private static func folded(_ address: String) -> String {
    var plain = address.lowercased()[...]
    while let last = plain.last, last == "/" || last == "#" || last == " " { plain.removeLast() }
    while plain.first == " " { plain.removeFirst() }
    return String(plain.hasPrefix("https:") ? "http:" + plain.dropFirst(6) : plain)
  }
}
