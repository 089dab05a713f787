internal import SAX

/// Reads an OPML file, 1.0 to 2.0, as other readers export it.
package enum OPMLReader {
  private static let reader = MarkupReader(vocabulary: SAXVocabulary(names: []), roots: ["opml"])

  /// Reads the outlines of a file; `path` is what messages call it.
  ///
  /// Ill-formed XML gives what can be recovered; what is no OPML at all is a mistake.
  package static func read(bytes: [UInt8], path: String) throws(SubscriptionError) -> OPMLDocument {
    let tape: MarkupTape
    do {
      tape = try reader.tape(from: TextDecoder(bytes).utf8())
    } catch .malformed(let line, let reason) {
      throw .mistake(.init(file: path, line: line, what: "not OPML: \(reason)"))
    } catch {
      throw .mistake(
        .init(file: path, what: "not OPML: \(error)", expected: "a document whose root is <opml>")
      )
    }
    var document = OPMLDocument()
    guard let root = tape.root else { return document }
    if case .malformed(let line, let reason)? = tape.fault {
      document.fault = "\(path):\(line): ill-formed (\(reason)): read as far as it can be"
    }
    tape.forEachChild(of: root) { section in
      switch tape.elementName(section).lowercased() {
      case "head":
        tape.forEachChild(of: section) { part in
          guard tape.elementName(part).lowercased() == "title" else { return }
          document.title = SingleLine.of(String(decoding: tape.text(of: part), as: UTF8.self))
        }
      case "body": collect(section, of: tape, folders: [], into: &document.outlines)
      default: break
      }
    }
    // Lists written by hand forget the body now and then.
    collect(root, of: tape, folders: [], into: &document.outlines)
    return document
  }

  private static func collect(
    _ place: Int,
    of tape: MarkupTape,
    folders: [String],
    depth: Int = 0,
    into outlines: inout [OPMLOutline]
  ) {
    // The stack is not endless; nor is markup as deep as this ever an outline's.
    guard depth < 400 else { return }
    tape.forEachChild(of: place) { child in
      guard tape.elementName(child).lowercased() == "outline" else { return }
      let attributes = attributes(of: child, in: tape)
      guard attributes["iscomment"]?.lowercased() != "true" else { return }
      let name = SingleLine.of(attributes["title"] ?? "") ?? SingleLine.of(attributes["text"] ?? "")
      let hasChildren = tape.hasChildren(child)
      if let outline = outline(attributes, name: name, folders: folders, isFolder: hasChildren) {
        outlines.append(outline)
      }
      guard hasChildren else { return }
      // A path of more folders than this is no path.
      let isFolder = attributes["xmlurl"] == nil && folders.count < 32
      let inner = isFolder ? folders + [name].compactMap { $0 } : folders
      collect(child, of: tape, folders: inner, depth: depth + 1, into: &outlines)
    }
  }

  private static func outline(
    _ attributes: [String: String],
    name: String?,
    folders: [String],
    isFolder: Bool
  ) -> OPMLOutline? {
    let type = attributes["type"]?.lowercased()
    var address = attributes["xmlurl"]
    var page = attributes["htmlurl"].flatMap(SingleLine.of)
    if address == nil, !isFolder, let url = attributes["url"] {
      // OPML 2.0: an outline of the type link has a page's address there, not a feed's.
      if type == "link" { page = SingleLine.of(url) } else { address = url }
    }
    // An empty folder is nothing to report; a page without its feed is.
    guard address != nil || (!isFolder && page != nil) else { return nil }
    var tags = folders
    for category in (attributes["category"] ?? "").split(separator: ",") {
      // "/a/b" is a path, "a/b" a tag with a slash in it.
      let isPath = category.drop(while: \.isWhitespace).first == "/"
      for part in isPath ? category.split(separator: "/") : [category] {
        if let tag = SingleLine.of(String(part)) { tags.append(tag) }
      }
    }
    var outline = OPMLOutline(address: address.flatMap(SingleLine.of) ?? "", title: name)
    outline.page = page
    outline.type = type
    for tag in tags where !outline.tags.contains(tag) { outline.tags.append(tag) }
    return outline
  }

  private static func attributes(of place: Int, in tape: MarkupTape) -> [String: String] {
    var result: [String: String] = [:]
    for attribute in tape.attributes(of: place) {
      let name = tape.spelling(ofName: tape.attributeName(attribute)).lowercased()
      result[name] = String(decoding: tape.attributeValue(attribute), as: UTF8.self)
    }
    return result
  }
}

/// What an OPML file holds, before anything is made of it.
package struct OPMLDocument: Sendable, Hashable {
  /// The list's own title.
  package var title: String?
  /// The outlines that are or claim to be feeds, in the order of the file.
  package var outlines: [OPMLOutline] = []
  /// What was wrong with the XML, one line; nil when it was well-formed.
  package var fault: String?
}

/// One outline of an OPML file.
package struct OPMLOutline: Sendable, Hashable {
  /// The feed's address as given, without white space around it; empty when there is none.
  package var address: String
  /// The feed's title there, one line.
  package var title: String?
  /// The page that belongs to the feed.
  package var page: String?
  /// The folders around it from the outside in, then its categories, no tag twice.
  package var tags: [String] = []
  /// The `type` attribute in lower case.
  package var type: String?

  init(address: String, title: String?) { (self.address, self.title) = (address, title) }
}
