internal import Syndication

/// Zones that are named by a city, as programs configured by the tz database write them.
struct ZoneRegion {
  /// When a region puts its clocks forward.
  enum Summer: Sendable {
    case never
    /// From the second Sunday of March to the first of November, at two in the morning.
    case american
    /// From the last Sunday of March to the last of October, at one o'clock UTC.
    case european
    /// From the first Sunday of October to the first of April, at two standard time.
    case australian
  }

  /// Seconds east of UTC in winter.
  let standard: Int
  let summer: Summer

  /// The region that ends `text`, and where its name begins; nil when none does.
  static func suffix(of text: ArraySlice<UInt8>) -> (region: ZoneRegion, start: Int)? {
    guard let last = text.last, last.isASCIILetter else { return nil }
    var start = text.endIndex
    while start > text.startIndex, isNameByte(text[start - 1]) { start -= 1 }
    let name = text[start...]
    guard name.contains(UInt8(ascii: "/")) else { return nil }
    let key = String(decoding: name.map(\.asciiLowercased), as: UTF8.self)
    return regions[key].map { ($0, start) }
  }

  /// The moment at which clocks of the region show `local`, which is given as if it were UTC.
  func moment(local: Timestamp) -> Timestamp {
    let winter = Timestamp(local.seconds - Int64(standard))
    return isSummer(at: winter, local: local) ? Timestamp(winter.seconds - 3600) : winter
  }

  private func isSummer(at winter: Timestamp, local: Timestamp) -> Bool {
    let year = local.day.year
    switch summer {
    case .never: return false
    case .american:
      let start = Self.sunday(year, 3, from: 8) * 86400 + 7200
      let end = Self.sunday(year, 11, from: 1) * 86400 + 7200
      return local.seconds >= start && local.seconds < end
    case .european:
      let start = Self.sunday(year, 3, from: 25) * 86400 + 3600
      let end = Self.sunday(year, 10, from: 25) * 86400 + 3600
      return winter.seconds >= start && winter.seconds - 3600 < end
    case .australian:
      let start = Self.sunday(year, 10, from: 1) * 86400 + 7200
      let end = Self.sunday(year, 4, from: 1) * 86400 + 10800
      return local.seconds >= start || local.seconds < end
    }
  }

  /// The first Sunday on or after a day, in days since 1970.
  private static func sunday(_ year: Int, _ month: Int, from day: Int) -> Int64 {
    let first = CalendarDay(year: year, month: month, day: day)
    return first.daysSinceEpoch + Int64((7 - first.weekday) % 7)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte.isASCIILetter || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-")
  }

  private static let regions: [String: ZoneRegion] = {
    var regions: [String: ZoneRegion] = [:]
    for (hours, summer, names) in table {
      for name in names.split(separator: " ") {
        regions[String(name)] = ZoneRegion(standard: Int(hours * 3600), summer: summer)
      }
    }
    return regions
  }()

  private static let table: [(Double, Summer, String)] = [
    (0, .never, "etc/utc etc/gmt etc/uct etc/zulu africa/abidjan africa/accra atlantic/reykjavik"),
    (0, .european, "europe/london europe/dublin europe/lisbon europe/belfast atlantic/canary"),
    (
      1, .european,
      "europe/berlin europe/paris europe/madrid europe/rome europe/vienna europe/zurich "
        + "europe/brussels europe/amsterdam europe/copenhagen europe/oslo europe/stockholm "
        + "europe/prague europe/warsaw europe/budapest europe/belgrade europe/zagreb "
        + "europe/ljubljana europe/bratislava europe/luxembourg europe/monaco europe/malta "
        + "europe/sarajevo europe/skopje europe/tirane europe/vaduz europe/andorra"
    ),
    (1, .never, "africa/lagos africa/algiers africa/tunis africa/casablanca"),
    (
      2, .european,
      "europe/athens europe/helsinki europe/bucharest europe/sofia europe/riga europe/tallinn "
        + "europe/vilnius europe/kiev europe/kyiv asia/nicosia europe/chisinau"
    ),
    (2, .never, "africa/johannesburg africa/cairo africa/harare europe/kaliningrad"),
    (
      3, .never,
      "europe/moscow europe/istanbul europe/minsk asia/istanbul asia/riyadh asia/baghdad "
        + "asia/kuwait asia/qatar africa/nairobi turkey/istanbul"
    ),
    (3.5, .never, "asia/tehran"), (4, .never, "asia/dubai asia/baku asia/tbilisi europe/samara"),
    (5, .never, "asia/karachi asia/tashkent asia/yekaterinburg"),
    (5.5, .never, "asia/kolkata asia/calcutta asia/colombo"), (5.75, .never, "asia/kathmandu"),
    (6, .never, "asia/dhaka asia/omsk"),
    (7, .never, "asia/bangkok asia/jakarta asia/ho_chi_minh asia/saigon asia/novosibirsk"),
    (
      8, .never,
      "asia/shanghai asia/hong_kong asia/taipei asia/singapore asia/manila asia/kuala_lumpur "
        + "australia/perth asia/macau asia/chongqing asia/beijing"
    ),
    (9, .never, "asia/tokyo asia/seoul asia/pyongyang"), (9.5, .never, "australia/darwin"),
    (9.5, .australian, "australia/adelaide"), (10, .never, "australia/brisbane asia/vladivostok"),
    (
      10, .australian,
      "australia/sydney australia/melbourne australia/hobart australia/canberra australia/act"
    ),
    (-3.5, .american, "america/st_johns"), (-4, .american, "america/halifax atlantic/bermuda"),
    (-4, .never, "america/caracas america/puerto_rico america/la_paz america/manaus"),
    (
      -3, .never,
      "america/sao_paulo america/argentina/buenos_aires america/buenos_aires america/montevideo "
        + "america/bahia"
    ),
    (
      -5, .american,
      "america/new_york america/toronto america/detroit america/montreal us/eastern canada/eastern "
        + "america/indiana/indianapolis america/kentucky/louisville america/nassau"
    ),
    (-5, .never, "america/bogota america/lima america/panama america/jamaica"),
    (-6, .american, "america/chicago america/winnipeg us/central canada/central"),
    (-6, .never, "america/mexico_city america/costa_rica america/guatemala america/regina"),
    (-7, .american, "america/denver america/edmonton america/boise us/mountain canada/mountain"),
    (-7, .never, "america/phoenix us/arizona america/hermosillo"),
    (
      -8, .american,
      "america/los_angeles america/vancouver america/tijuana us/pacific canada/pacific"
    ),
    (-9, .american, "america/anchorage us/alaska"), (-10, .never, "pacific/honolulu us/hawaii"),
  ]
}
