internal import CLibXML2
internal import Synchronization

/// One run of libxml2's push parser over UTF-8 bytes onto a tape.
///
/// Nothing from outside the bytes is ever read: no network, no external entity, no DTD. A document
/// type declaration is a fault, and so is every entity but XML's five; `XMLRepair` resolves both
/// before the second try.
struct SAXParser: ~Copyable {
  private let recorder: UnsafeMutablePointer<SAXRecorder>
  private let handler: UnsafeMutablePointer<xmlSAXHandler>
  private let context: xmlParserCtxtPtr?

  /// Makes libxml2 ready, once and before any thread uses it in any way, its dictionaries included:
  /// two threads that start it up between them wait for each other for ever.
  fileprivate static let isReady: Bool = {
    xmlInitParser()
    return true
  }()

  /// Borrows `recorder` for as long as the parser lives.
  init(recorder: UnsafeMutablePointer<SAXRecorder>) {
    precondition(Self.isReady, "libxml2 is made ready before its first use.")
    clibxml2_silence()
    self.recorder = recorder
    handler = .allocate(capacity: 1)
    handler.initialize(to: Self.callbacks())
    context = xmlCreatePushParserCtxt(handler, recorder, nil, 0, nil)
    guard let context, let dictionary = recorder.pointee.dictionary.pointer else { return }
    // Names interned in the recorder's own dictionary keep their addresses from parse to parse.
    xmlDictFree(context.pointee.dict)
    xmlDictReference(dictionary)
    context.pointee.dict = dictionary
    context.pointee.str_xml = xmlDictLookup(dictionary, "xml", 3)
    context.pointee.str_xmlns = xmlDictLookup(dictionary, "xmlns", 5)
    context.pointee.str_xml_ns = xmlDictLookup(
      dictionary,
      "http://www.w3.org/XML/1998/namespace",
      -1
    )
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_RECOVER.rawValue | XML_PARSE_IGNORE_ENC.rawValue
    xmlCtxtUseOptions(context, Int32(options))
    recorder.pointee.stop = Stop(context: context)
  }

  deinit {
    recorder.pointee.stop = .nothing
    if let context {
      if let document = context.pointee.myDoc {
        xmlFreeDoc(document)
        context.pointee.myDoc = nil
      }
      xmlFreeParserCtxt(context)
    }
    handler.deallocate()
  }

  /// Ends a parse from inside one of its callbacks.
  struct Stop {
    fileprivate let context: xmlParserCtxtPtr?

    /// What ends nothing, while no parse is in hand.
    static var nothing: Stop { Stop(context: nil) }

    func callAsFunction() { if let context { xmlStopParser(context) } }
  }

  /// Hands the parser the next bytes, of which it keeps none; `isLast` when no more will come.
  func push(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) {
    guard let context, let start = bytes.baseAddress else { return }
    start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
      _ = xmlParseChunk(context, $0, Int32(truncatingIfNeeded: bytes.count), isLast ? 1 : 0)
    }
  }

  /// Whether what was read is well-formed throughout.
  var isWellFormed: Bool { context?.pointee.wellFormed == 1 }

  private static func callbacks() -> xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.startElementNs = { recorder, name, prefix, uri, declarations, _, count, _, attributes in
      guard let name else { return }
      recorder?.assumingMemoryBound(to: SAXRecorder.self).pointee.start(
        name,
        prefix: prefix,
        uri: uri,
        declarations: Int(declarations),
        attributeCount: Int(count),
        attributes: attributes
      )
    }
    handler.endElementNs = { recorder, _, _, _ in
      recorder?.assumingMemoryBound(to: SAXRecorder.self).pointee.end()
    }
    handler.characters = { recorder, bytes, count in
      guard let bytes, count > 0 else { return }
      recorder?.assumingMemoryBound(to: SAXRecorder.self).pointee.text(bytes, count: Int(count))
    }
    handler.cdataBlock = handler.characters
    handler.ignorableWhitespace = handler.characters
    handler.internalSubset = { recorder, _, _, _ in
      recorder?.assumingMemoryBound(to: SAXRecorder.self).pointee.fail(
        line: 1,
        reason: "a document type declaration"
      )
    }
    handler.serror = { recorder, error in
      // A prefix without a declaration is no fault here: the vocabulary knows the usual ones.
      guard let recorder, let error, error.pointee.domain != Int32(XML_FROM_NAMESPACE.rawValue),
        error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue
      else { return }
      let reason = error.pointee.message.map { String(cString: $0) } ?? "ill-formed"
      recorder.assumingMemoryBound(to: SAXRecorder.self).pointee.fail(
        line: Int(error.pointee.line),
        reason: reason.split(whereSeparator: \.isNewline).first.map(String.init) ?? "ill-formed"
      )
    }
    return handler
  }
}

/// The texts that libxml2 has met, each at one address for as long as the dictionary lives.
struct SAXDictionary: ~Copyable {
  fileprivate let pointer: xmlDictPtr?

  init() {
    precondition(SAXParser.isReady, "libxml2 is made ready before its first use.")
    pointer = xmlDictCreate()
  }

  deinit { xmlDictFree(pointer) }

  /// The address of `text`.
  func intern(_ text: String) -> UnsafePointer<UInt8>? { xmlDictLookup(pointer, text, -1) }
}

extension MarkupReader {
  /// The entities of HTML 4, for readers that have no fuller table.
  package static let html4: Entity = { name in
    let name = Array(name) + [0]
    guard let entry = htmlEntityLookup(name), let scalar = Unicode.Scalar(entry.pointee.value)
    else { return nil }
    return String(scalar)
  }
}

/// What this door is made of.
package enum SAXLibrary {
  /// libxml2's version as it runs, such as `2.9.14`.
  package static var version: String {
    // The library tells it as one number: 20914, and what its builder added.
    let digits = String(cString: clibxml2_version()).prefix { $0.isNumber }
    guard let number = Int(digits) else { return String(digits) }
    return "\(number / 10000).\(number / 100 % 100).\(number % 100)"
  }
}
