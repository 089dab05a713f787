/// One piece of a date: a number, a word, or a sign between them.
struct DateToken {
  enum Kind {
    /// Its value, and how many digits it has.
    case number(Int, digits: Int)
    /// What it means in one language or another.
    case word(DateWord)
    /// A punctuation mark.
    case mark(UInt8)
  }

  var kind: Kind
  /// Whether white space stands before it.
  var isApart: Bool
  /// The zone that a word names, in seconds east of UTC, whatever else it may mean: `at` is a word
  /// of English and the Atlantic's time.
  var zone: Int?

  /// Splits `text`; nil when something in it is in no date, or when it is far too long for one.
  static func tokens(of text: ArraySlice<UInt8>) -> [DateToken]? {
    var splitter = DateSplitter()
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      guard splitter.take(scalar), splitter.tokens.count < 40 else { return nil }
    }
    return splitter.endNumber() && splitter.endWord() ? splitter.tokens : nil
  }
}
