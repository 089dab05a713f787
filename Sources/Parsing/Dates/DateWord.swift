/// What a word in a date means.
enum DateWord: Equatable {
  /// January is 1.
  case month(Int)
  /// Sunday is 0; nil where languages disagree.
  case weekday(Int?)
  /// A word that is a month in one language and a day of the week in another.
  case monthOrWeekday(Int, Int)
  case morning
  case afternoon
  /// A zone, in seconds east of UTC.
  case zone(Int)
  /// What the number before it counts.
  case unit(Unit)
  /// The number behind it is a month (Vietnamese).
  case monthPrefix
  /// The `T` between day and time.
  case timeMark
  /// A word that says nothing: `of`, `at`, `Uhr`.
  case filler
  /// A word that is not known; its number of letters when all of them are ASCII.
  case unknown(Int?)

  /// Parts of a date that some languages name after the number.
  enum Unit: Equatable {
    case year
    case month
    case day
    case hour
    case minute
    case second
  }

  /// The words of a run of letters: one, but for scripts that write without spaces.
  static func words(of letters: String) -> [DateWord] {
    let folded = fold(letters)
    if let known = DateVocabulary.shared.words[folded] { return [known] }
    guard let first = folded.unicodeScalars.first, first.value >= 0x2E80 else {
      return [.unknown(folded.utf8.allSatisfy(\.isASCIILetter) ? folded.utf8.count : nil)]
    }
    return ideographs(folded)
  }

  /// Splits a run such as `日午後` into the longest words that are known.
  private static func ideographs(_ run: String) -> [DateWord] {
    var words: [DateWord] = []
    var rest = Array(run.unicodeScalars)[...]
    outer: while !rest.isEmpty {
      for length in stride(from: min(4, rest.count), to: 0, by: -1) {
        var text = ""
        text.unicodeScalars.append(contentsOf: rest.prefix(length))
        if let known = DateVocabulary.shared.words[text] {
          words.append(known)
          rest.removeFirst(length)
          continue outer
        }
      }
      return words + [.unknown(nil)]
    }
    return words
  }

  /// Lower case without accents, so that `Févr.`, `FEVR` and `févr` are one.
  static func fold(_ letters: String) -> String {
    if letters.utf8.allSatisfy({ $0 < 0x80 }) {
      return String(decoding: letters.utf8.map(\.asciiLowercased), as: UTF8.self)
    }
    var folded = String.UnicodeScalarView()
    for scalar in letters.lowercased().unicodeScalars {
      if let plain = unaccented[scalar] {
        folded.append(plain)
      } else if scalar.properties.generalCategory != .nonspacingMark {
        folded.append(scalar)
      }
    }
    return String(folded)
  }

  private static let unaccented: [Unicode.Scalar: Unicode.Scalar] = {
    let groups = [
      "aàáâãäåāăą", "cçćč", "dďđ", "eèéêëēėęě", "gğ", "iìíîïīıi", "lłľ", "nñńň", "oòóôõöøőō",
      "rřŕ", "sśšşș", "tťţț", "uùúûüůűū", "yýÿ", "zźžż", "αά", "εέ", "ηή", "ιίϊΐ", "οό", "υύϋΰ",
      "ωώ", "σς", "её", "иѝ",
    ]
    var map: [Unicode.Scalar: Unicode.Scalar] = [:]
    for group in groups {
      let scalars = Array(group.unicodeScalars)
      for scalar in scalars.dropFirst() { map[scalar] = scalars[0] }
    }
    return map
  }()
}
