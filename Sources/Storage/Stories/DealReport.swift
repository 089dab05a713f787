internal import Syndication

/// What of a tagged item tells whether another one reports the same deal with fewer names.
///
/// Made once an item, however many it is held against: numbers in order, so that two are held
/// against each other in one walk; and small, as those of many thousand items are remembered.
struct DealReport: Sendable {
  /// The companies' numbers, hashes of the headline's words, and of the words of the companies'
  /// names: each of the three in order, and the lower halves of all.
  private let numbers: [UInt32]
  private let partyCount: Int32, wordCount: Int32
  private let isCharging: Bool

  /// Takes the verdict on an item and its headline.
  init(parties: [String], form: AllianceForm?, title: String?, _ terms: Terms) throws {
    let companies = try parties.map { UInt32(truncatingIfNeeded: try terms.id($0)) }.sorted()
    let words = Headline.words(title)
    let names = parties.flatMap { Headline.words($0) }.sorted()
    numbers = companies + words + names
    (partyCount, wordCount) = (Int32(companies.count), Int32(words.count))
    isCharging = form == .charging
  }

  private var parties: ArraySlice<UInt32> { numbers[..<Int(partyCount)] }
  private var words: ArraySlice<UInt32> { numbers[Int(partyCount)...].prefix(Int(wordCount)) }
  private var names: ArraySlice<UInt32> { numbers[Int(partyCount + wordCount)...] }

  /// Takes a stored verdict and its headline.
  init(_ record: [UInt8]?, title: String?, _ terms: Terms) throws {
    let verdict = try VerdictRecord.verdict(record, score: 0, texts: .notWanted, terms)
    try self.init(parties: verdict.parties, form: verdict.form, title: title, terms)
  }

  /// Whether one names some of the other's companies and no others, under a headline that shares
  /// so many words, the names aside, that both tell of one thing: half of the shorter one's, and at
  /// least three.
  func tellsTheSame(as other: DealReport) -> Bool {
    guard isCharging == other.isCharging else { return false }
    var names: ArraySlice<UInt32>
    if Self.holds(all: parties, other.parties) {
      names = other.names
    } else if Self.holds(all: other.parties, parties) {
      names = self.names
    } else {
      return false
    }
    var (ours, theirs, shared, isUnspaced) = (0, 0, 0, false)
    var (left, right) = (words, other.words)
    while !left.isEmpty || !right.isEmpty {
      let next = min(left.first ?? .max, right.first ?? .max)
      let (isOurs, isTheirs) = (left.first == next, right.first == next)
      if isOurs { left.removeFirst() }
      if isTheirs { right.removeFirst() }
      while let name = names.first, name < next { names.removeFirst() }
      if names.first == next { continue }
      ours += isOurs ? 1 : 0
      theirs += isTheirs ? 1 : 0
      guard isOurs, isTheirs else { continue }
      shared += 1
      if Headline.isUnspaced(word: next) { isUnspaced = true }
    }
    return shared >= (isUnspaced ? 6 : 3) && shared * 2 >= min(ours, theirs)
  }

  /// Whether all of `few` are among `many`, both in order.
  private static func holds(all few: ArraySlice<UInt32>, _ many: ArraySlice<UInt32>) -> Bool {
    guard few.count <= many.count else { return false }
    var rest = many
    for one in few {
      while let next = rest.first, next < one { rest.removeFirst() }
      guard rest.popFirst() == one else { return false }
    }
    return true
  }
}
