/// One attribute of a tag that was read: which, and where its value lies.
struct HTMLAttribute {
  /// The attributes that cleaning and discovery know by name.
  enum Name: UInt8, CaseIterable, Sendable {
    case abbr, alt, cite, colspan, content, controls, datetime, dir, headers, height, href, id
    case kind, lang, media, name, open, poster, property, rel, reversed, rowspan, scope, sizes
    case span, src, srcset, start, style, title, type, value, width
    case dataSource, dataSourceSet, dataOriginal, dataLazySource, dataLazySourceSet, xmlLang

    /// The spelling in markup.
    var spelling: String {
      switch self {
      case .dataSource: "data-src"
      case .dataSourceSet: "data-srcset"
      case .dataOriginal: "data-original"
      case .dataLazySource: "data-lazy-src"
      case .dataLazySourceSet: "data-lazy-srcset"
      case .xmlLang: "xml:lang"
      default: "\(self)"
      }
    }

    /// The name with its equals sign and the first quote, ready to be written.
    var opening: [UInt8] { Self.openings[Int(rawValue)] }

    private static let openings: [[UInt8]] = allCases.map { Array(" \($0.spelling)=\"".utf8) }

    /// Finds names by their spelling.
    static let index: NameIndex = {
      var index = NameIndex()
      for name in allCases { index.insert(name.spelling, name.rawValue) }
      return index
    }()
  }

  var name: Name
  /// Where the value begins, as it is written (references not decoded).
  var start: Int
  /// Where it ends.
  var end: Int
}
