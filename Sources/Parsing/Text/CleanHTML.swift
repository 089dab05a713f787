public import Syndication

/// What is left of a piece of HTML from outside: safe markup, and the same as plain text.
public struct CleanHTML: Sendable, Hashable {
  /// Well-formed markup of known elements and attributes only: nothing in it runs, is submitted,
  /// frames another page or tells a third party that it was read.
  public var html: String
  /// The readable text: a line a block, white space collapsed, no control characters.
  public var text: String

  /// Creates the pair.
  public init(html: String, text: String) { (self.html, self.text) = (html, text) }
}

/// Makes foreign HTML safe to keep and to show.
public enum HTMLCleaner {
  /// Cleans `html`, whose relative addresses hang on `base`.
  public static func clean(_ html: ArraySlice<UInt8>, base: String?) -> CleanHTML {
    clean(html, base: base.flatMap { BaseAddress($0) })
  }

  /// Cleans `html`, whose relative addresses hang on a base that was taken apart before.
  public static func clean(_ html: ArraySlice<UInt8>, base: BaseAddress?) -> CleanHTML {
    var pass = CleaningPass(html, base: base, writesHTML: true, isOneLine: false)
    pass.run()
    return CleanHTML(html: pass.finishedHTML(), text: pass.finishedText())
  }

  /// The text that cleaning `html` would leave, without the work of writing its markup anew.
  static func text(of html: ArraySlice<UInt8>, base: BaseAddress?) -> String {
    var pass = CleaningPass(html, base: base, writesHTML: false, isOneLine: false)
    pass.run()
    return pass.finishedText()
  }

  /// Cleans `html`, whose relative addresses hang on `base`.
  public static func clean(_ html: String, base: String?) -> CleanHTML {
    clean(Array(html.utf8)[...], base: base)
  }
}
