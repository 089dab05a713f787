/// The words of dates in the languages that feeds are written in, folded by `DateWord.fold`.
struct DateVocabulary: Sendable {
  static let shared = DateVocabulary()

  private(set) var words: [String: DateWord] = [:]

  private init() {
    addMonths()
    addWeekdays()
    for (names, word) in Self.others {
      for name in names.split(separator: " ") { words[DateWord.fold(String(name))] = word }
    }
    for (name, offset) in ZoneNames.offsets where words[name] == nil { words[name] = .zone(offset) }
    words["mar"] = .monthOrWeekday(3, 2)
  }

  private mutating func addMonths() {
    var prefixes: [String: Int] = [:]
    for line in DateWordTable.months {
      let names = line.split(separator: " ").map { DateWord.fold(String($0)) }
      for (index, spellings) in names.enumerated() {
        for spelling in spellings.split(separator: "|").map(String.init) {
          let month = index % 12 + 1
          words[spelling] = .month(month)
          // Any beginning of three letters or more, if it means the same month everywhere.
          for length in stride(from: 3, to: spelling.count, by: 1) {
            let prefix = String(spelling.prefix(length))
            prefixes[prefix] = prefixes[prefix].map { $0 == month ? month : 0 } ?? month
          }
        }
      }
    }
    for (prefix, month) in prefixes where month > 0 && words[prefix] == nil {
      words[prefix] = .month(month)
    }
  }

  private mutating func addWeekdays() {
    var days: [String: Int?] = [:]
    for line in DateWordTable.weekdays {
      for (index, spellings) in line.split(separator: " ").enumerated() {
        for spelling in spellings.split(separator: "|") {
          let folded = DateWord.fold(String(spelling))
          if let known = days[folded] {
            days[folded] = .some(known == index % 7 ? known : nil)
          } else {
            days[folded] = .some(index % 7)
          }
        }
      }
    }
    for (name, day) in days where words[name] == nil { words[name] = .weekday(day) }
  }

  /// Words that are neither months nor days.
  private static let others: [(String, DateWord)] = [
    ("am vorm 午前 上午 오전 πμ صباحا", .morning),
    ("pm nachm 午後 下午 오후 μμ مساء", .afternoon),
    ("年 년 г года р рік 년도", .unit(.year)),
    ("月 월", .unit(.month)),
    ("日 일 号 號", .unit(.day)),
    ("時 时 點 点 시 h uhr час", .unit(.hour)),
    ("分 분 min", .unit(.minute)),
    ("秒 초 sec", .unit(.second)),
    ("tháng", .monthPrefix),
    ("t", .timeMark),
    (
      "st nd rd th er re eme of at on the de del d le la las los el il alle ore a à às ao den der "
        + "um kl klo kello di em o v ve i og och og och na dne godz roku om saat etc ngày "
        + "năm lúc vào time",
      .filler
    ),
  ]
}
