internal import JSONText
internal import SAX
public import Syndication

/// Reads feeds: bytes in, `Feed` out, whatever their format, encoding and faults.
///
/// RSS 0.90 to 2.0, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1 become one model. Titles are plain
/// text, HTML is sanitised and stands beside its plain text, relative addresses are resolved, dates
/// are moments; of ill-formed XML, what is readable is read.
///
/// ```swift
/// let feed = try FeedParser().feed(from: body, base: "https://example.org/feed.xml")
/// for item in feed.items { print(item.title ?? "", item.url ?? "") }
/// ```
///
/// A parser keeps nothing from one call to the next and can be used from many threads at once.
public struct FeedParser: Sendable {
  /// Whether markup is sanitised and turned into plain text.
  ///
  /// Without it `contentHTML` is the markup as the feed has it, unsafe to show: for measuring what
  /// the pass costs.
  package var cleansHTML = true

  /// Whether items carry their sanitised markup beside its plain text.
  ///
  /// Without it `contentHTML` is nil wherever `contentText` is not: for those who keep texts alone.
  package var keepsHTML = true

  private var use: HTMLUse { cleansHTML ? keepsHTML ? .cleaned : .read : .untouched }

  /// Creates a parser.
  public init() {}

  /// The feed that `bytes` hold.
  ///
  /// - Parameters:
  ///   - bytes: the document, not decompressed or decoded any further by this call.
  ///   - base: the address that it came from, after redirects; relative addresses hang on it.
  ///   - contentType: the `Content-Type` header of the answer; its charset takes part in decoding.
  /// - Returns: the feed, its items in the order of the document.
  /// - Throws: `ParseError` when the bytes hold no feed.
  public func feed(
    from bytes: [UInt8],
    base: String? = nil,
    contentType: String? = nil
  ) throws(ParseError) -> Feed {
    let text = TextDecoder(bytes, contentType: contentType).utf8()
    guard let first = text.first(where: { $0 > 0x20 }) else { throw .empty }
    let scope = FeedScope(base: base.flatMap { BaseAddress($0) })
    if first == UInt8(ascii: "{") { return try jsonFeed(from: text, scope: scope) }
    return try markupFeed(from: text, scope: scope)
  }

  private func markupFeed(from text: [UInt8], scope: FeedScope) throws(ParseError) -> Feed {
    let tape: MarkupTape
    do throws(SAXError) { tape = try FeedMarkup.reader.tape(from: text) } catch {
      switch error {
      case .empty: throw .empty
      case .noRoot: throw .notAFeed(Self.kind(of: text))
      case .tooLarge, .malformed: throw .malformed(error.description)
      }
    }
    guard let root = tape.root else { throw .notAFeed(Self.kind(of: text)) }
    let markup = FeedMarkup(tape: tape, use: use)
    var feed: Feed
    switch markup.name(root) {
    case .feed, .entry: feed = AtomReader(markup).feed(at: root, scope: scope)
    default:
      guard let read = RSSReader(markup, root: root).feed(scope: scope) else {
        throw .notAFeed("RSS without a channel and items")
      }
      feed = read
    }
    feed.isCutOff = tape.fault != nil && !Self.closes(markup.name(root), in: text)
    // What was cut off in its head would pass for a feed that has no items any more.
    if feed.items.isEmpty, feed.isCutOff { throw .malformed("it ends before its first item") }
    return feed
  }

  /// Whether an end tag of the root, with any prefix and in any case, stands in a document.
  ///
  /// The end of an RSS channel will do: what follows it is not missed.
  private static func closes(_ root: FeedName?, in text: [UInt8]) -> Bool {
    let names: [String] =
      switch root {
      case .feed: ["feed"]
      case .entry: ["entry"]
      case .rdf: ["rdf"]
      default: ["rss", "channel"]
      }
    var end = text.count
    while let mark = text[..<end].lastIndex(of: UInt8(ascii: "<")) {
      end = mark
      guard text.dropFirst(mark + 1).first == UInt8(ascii: "/") else { continue }
      let name = text[(mark + 2)...].prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") }
      let local = name.split(separator: UInt8(ascii: ":")).last ?? []
      if names.contains(where: { local.elementsEqual($0.utf8, by: { $0 | 0x20 == $1 }) }) {
        return true
      }
    }
    return false
  }

  private func jsonFeed(from text: [UInt8], scope: FeedScope) throws(ParseError) -> Feed {
    let value: JSONValue
    do throws(JSONError) { value = try JSONParser(tolerant: true).value(from: text) } catch {
      throw .malformed("JSON, \(error.description)")
    }
    guard let feed = JSONFeedReader(use: use).feed(from: value, scope: scope) else {
      throw .notAFeed("JSON that is no JSON Feed")
    }
    return feed
  }

  /// What bytes that are no feed seem to be, in words.
  private static func kind(of text: [UInt8]) -> String {
    let head = String(decoding: text.prefix(2048), as: UTF8.self).lowercased()
    if head.contains("<!doctype html") || head.contains("<html") { return "an HTML page" }
    if head.contains("<opml") { return "an OPML list; `tieup import` reads those" }
    if head.contains("<urlset") || head.contains("<sitemapindex") { return "a sitemap" }
    if head.contains("<?xml") || head.first(where: { !$0.isWhitespace }) == "<" {
      return "another kind of XML"
    }
    return "neither XML nor JSON"
  }
}
