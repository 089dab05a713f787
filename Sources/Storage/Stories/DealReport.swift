internal import Syndication

/// What of a tagged item tells whether another one reports the same deal with fewer names.
///
/// Made once an item, however many it is held against: numbers in order, so that two are held
/// against each other in one walk.
struct DealReport: Sendable {
  /// The numbers of the companies.
  private let parties: [Int64]
  /// Hashes of the headline's words, and of the words of the companies' names.
  private let words: [Int64], names: [Int64]
  private let isCharging: Bool

  /// Takes the verdict on an item and its headline.
  init(parties: [String], form: AllianceForm?, title: String?, _ terms: Terms) throws {
    self.parties = try parties.map(terms.id).sorted()
    isCharging = form == .charging
    words = Headline.words(title)
    names = parties.flatMap { Headline.words($0) }.sorted()
  }

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
    let names: [Int64]
    if Self.holds(all: parties, other.parties) {
      names = other.names
    } else if Self.holds(all: other.parties, parties) {
      names = self.names
    } else {
      return false
    }
    var (ours, theirs, shared, isUnspaced) = (0, 0, 0, false)
    var (left, right, name) = (0, 0, 0)
    while left < words.count || right < other.words.count {
      let next = min(
        left < words.count ? words[left] : .max,
        right < other.words.count ? other.words[right] : .max
      )
      let isOurs = left < words.count && words[left] == next
      let isTheirs = right < other.words.count && other.words[right] == next
      left += isOurs ? 1 : 0
      right += isTheirs ? 1 : 0
      while name < names.count, names[name] < next { name += 1 }
      if name < names.count, names[name] == next { continue }
      ours += isOurs ? 1 : 0
      theirs += isTheirs ? 1 : 0
      guard isOurs, isTheirs else { continue }
      shared += 1
      if Headline.isUnspaced(word: next) { isUnspaced = true }
    }
    return shared >= (isUnspaced ? 6 : 3) && shared * 2 >= min(ours, theirs)
  }

  /// Whether all of `few` are among `many`, both in order.
  private static func holds(all few: [Int64], _ many: [Int64]) -> Bool {
    guard few.count <= many.count else { return false }
    var place = 0
    for one in few {
      while place < many.count, many[place] < one { place += 1 }
      guard place < many.count, many[place] == one else { return false }
      place += 1
    }
    return true
  }
}
