/// Words and their numbers, as far as they were looked up.
struct KnownTerms {
  private var ids: [String: Int64] = [:], texts: [Int64: String] = [:]
  /// The words of last time, each in a place that a few of its bytes choose: a verdict has dozens of
  /// words, mostly those of the one before, and to hash them all was half the cost of its record.
  private var latest = [(text: String, id: Int64)](repeating: ("", 0), count: 256)

  /// More than any lexicon has; only rules and features of years of models could come to more.
  private static let most = 16_384

  /// The number of `text`, if it is remembered.
  mutating func id(_ text: String) -> Int64? {
    let place = Self.place(text)
    if latest[place].text == text, latest[place].id != 0 { return latest[place].id }
    guard let id = ids[text] else { return nil }
    latest[place] = (text, id)
    return id
  }

  /// The text of number `id`, if it is remembered.
  func text(_ id: Int64) -> String? { texts[id] }

  /// Remembers a word and its number.
  mutating func remember(_ id: Int64, _ text: String) {
    if ids.count >= Self.most { self = KnownTerms() }
    ids[text] = id
    texts[id] = text
  }

  private static func place(_ text: String) -> Int {
    let bytes = text.utf8.span
    let count = bytes.count
    guard count > 0 else { return 0 }
    let mixed = Int(bytes[0]) &* 7 &+ Int(bytes[count / 2]) &* 31 &+ Int(bytes[count - 1]) &* 59
    return (mixed &+ count &* 13) & 255
  }
}
