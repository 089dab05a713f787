/// Cuts a text into sentences, as ranges of its folded characters.
enum Sentences {
  /// The sentences in order; they cover all that is not space between them.
  static func ranges(of text: FoldedText, folding: Folding) -> [Range<Int>] {
    let codes = text.codes
    var ranges: [Range<Int>] = []
    var start = 0
    for place in codes.indices where ends(at: place, in: codes, text: text, folding: folding) {
      append(start..<(place + 1), to: &ranges, codes)
      start = place + 1
    }
    append(start..<codes.count, to: &ranges, codes)
    return ranges
  }

  private static func append(_ range: Range<Int>, to ranges: inout [Range<Int>], _ codes: [UInt16])
  {
    var range = range
    while let first = range.first, codes[first] <= 0x20 { range = (first + 1)..<range.upperBound }
    if range.count > 1 { ranges.append(range) }
  }

  private static func ends(
    at place: Int,
    in codes: [UInt16],
    text: FoldedText,
    folding: Folding
  ) -> Bool {
    switch codes[place] {
    case Folding.newline, 0x3002: return true  // line end, 。
    case 0x21, 0x3F: return place + 1 < codes.count && codes[place + 1] != 0x22
    case 0x2E: break
    default: return false
    }
    guard place > 0, place + 2 < codes.count, codes[place + 1] == Folding.space else {
      return false
    }
    let next = codes[place + 2]
    let nextStarts =
      text.isUpper[place + 2] || next == 0x22 || folding.kind(next).isUnspaced
      || folding.kind(next) == .digit
    guard nextStarts else { return false }
    var word = place
    while word > 0, folding.kind(codes[word - 1]).isSpaced { word -= 1 }
    if folding.kind(codes[place - 1]).isUnspaced { return true }
    if place - word <= 1 { return folding.kind(codes[place - 1]) == .digit && place - word > 0 }
    return !abbreviations.contains(String(decoding: codes[word..<place], as: UTF16.self))
  }

  private static let abbreviations: Set<String> = [
    "inc", "corp", "co", "ltd", "mr", "mrs", "ms", "dr", "st", "no", "vs", "jr", "usd", "approx",
    "bzw", "ca", "ag", "rs", "sr", "sra", "gen", "gov", "feb", "jan", "aug", "sept", "oct", "nov",
    "dec", "etc", "eg", "ie", "cie", "plc", "cf", "nr", "mio", "mrd",
  ]
}
