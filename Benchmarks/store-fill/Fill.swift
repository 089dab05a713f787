import Aggregation
import Foundation
import Storage
import Syndication

/// Fills a store with made-up items through the program's own recording, as years of runs would.
///
///     store-fill FOLDER ITEMS        prints: items stories recording-seconds judging-seconds
///
/// Two thousand feeds bring 2,500 items a day up to today; one in thirty repeats what another feed
/// had, and about one in forty tells of a deal. The same number gives the same items. Only recording
/// is measured, in processor time; judging is told apart.
@main
struct Fill {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let count = Int(arguments[2]), count > 0 else {
      FileHandle.standardError.write(Data("usage: store-fill FOLDER ITEMS\n".utf8))
      exit(64)
    }
    let store = try Store(folder: arguments[1], access: .readWrite)
    let harvester = try RunSettings(policy: FetchPolicy(userAgent: "store-fill")).harvester()
    var newsroom = Newsroom()
    var (recording, judging) = (0.0, 0.0)
    let perBatch = 375
    let now = Int64(Date().timeIntervalSince1970)
    for start in stride(from: 0, to: count, by: perBatch) {
      let batch = min(perBatch, count - start)
      let moment = Timestamp(now - Int64(count - start) * 86400 / 2500)
      let began = processorSeconds
      var harvests: [Harvest] = []
      for first in stride(from: 0, to: batch, by: 15) {
        let number = (start + first) / 15
        let items = (0..<min(15, batch - first)).map { _ in
          newsroom.item(feed: number % 2000, before: moment)
        }
        harvests.append(try harvest(number % 2000, items.map(harvester.harvested), moment))
      }
      let judged = processorSeconds
      _ = try store.record(harvests, at: moment)
      judging += judged - began
      recording += processorSeconds - judged
    }
    let began = processorSeconds
    let stories = try store.status(at: Timestamp(now)).stories
    store.close()
    recording += processorSeconds - began
    print(String(format: "%d %d %.3f %.3f", count, stories, recording, judging))
  }

  private static func harvest(
    _ feed: Int,
    _ items: [HarvestedItem],
    _ moment: Timestamp
  ) throws -> Harvest {
    guard let url = FeedURL("https://feed\(feed).example/rss") else {
      throw CocoaError(.featureUnsupported)
    }
    var head = Feed(format: .rss20)
    head.title = "Feed \(feed)"
    var state = FetchState()
    state.lastAttempt = moment
    state.lastSuccess = moment
    state.nextCheck = moment + .seconds(3600)
    return Harvest(feed: url, status: .ok, state: state, head: FeedHead(head), items: items)
  }

  private static var processorSeconds: Double { Double(clock()) / Double(CLOCKS_PER_SEC) }
}

/// Writes items: words by how often words occur, the rarest of thousands, and now and then a deal.
private struct Newsroom {
  private var random = Seeded(state: 1)
  private let words: [String]
  private var number = 0
  private var earlier: [Item] = []
  private let companies = """
    Toyota,Honda,Nissan,Mitsubishi Motors,Mazda,Subaru,Suzuki,Daihatsu,Volkswagen,\
    Audi,Porsche,SEAT,Mercedes-Benz,Opel,Ford,General Motors,Stellantis,Maserati,\
    Ferrari,Lamborghini,Renault,Alpine,Aston Martin,McLaren,Lotus,Bentley,Volvo Cars,\
    Hyundai,KG Mobility,Geely,Lynk & Co,SAIC,Dongfeng,Changan,BAIC,Great Wall,Chery,\
    Tata Motors,Mahindra,Proton,Mitsuoka,Bugatti,Rolls-Royce,Force Motors,Borgward,\
    Pininfarina,DR Automobiles,Alfa Romeo,DS Automobiles,Lancia,Ebro,Santana,Morgan,\
    Caterham,Ineos,Gordon Murray,Brilliance,Zotye,Lifan,Haima,Wuling,Maxus,\
    Renault Korea,GM Korea,Yulon,China Motor,Thaco,Perodua,DRB-Hicom,Astra,Smart,\
    Arrival,Polestar,Rimac,Tesla,Rivian,Lucid,Fisker,Canoo,Nikola,Lordstown Motors,\
    Faraday Future,Aptera,Slate,Workhorse,Motiv,Proterra,Zero Motorcycles,Zeekr,XPeng,\
    Li Auto,Leapmotor,Seres,HiPhi,Evergrande Auto,Foxtron,Gogoro,Ola Electric,VinFast,\
    Togg,FOMM,Folofly,EV Motors Japan,HW Electro,Energica,Ather,Revolt,Ultraviolette,\
    Okinawa Autotech,Hero Electric,Euler Motors,Omega Seiki,Sono Motors,Next.e.GO,\
    StreetScooter,Microlino,Silence,Volta Trucks,Tevva,BrightDrop,VIA Motors,ELMS,\
    Bollinger,Mullen,Lion Electric,GreenPower,Lightning eMotors,Harbinger,Aiways,\
    WM Motor
    """.split(separator: ",")
  private let deals = [
    "sign memorandum to share electric car platforms", "form joint venture to build batteries",
    "agree on battery supply for electric models", "in talks about an electric vehicle alliance",
  ]

  init() {
    var random = Seeded(state: 7)
    let syllables = [
      "ba", "ter", "mo", "li", "ran", "ke", "sto", "vin", "dra", "pel", "u", "gan", "so", "ri",
      "tem", "cha", "lo", "ne", "fi", "bru", "kas", "el", "wo", "mi", "zen", "ta", "ur", "ges",
    ]
    words = (0..<20_000).map { _ in
      (0..<(2 + random.below(3))).map { _ in syllables[random.below(syllables.count)] }.joined()
    }
  }

  mutating func item(feed: Int, before moment: Timestamp) -> Item {
    number += 1
    if number % 30 == 0, let copied = earlier.last {
      var copy = copied
      copy.url = "https://feed\(feed).example/news/\(number)"
      copy.id = "urn:\(number)"
      return copy
    }
    var item = Item()
    item.id = "urn:\(number)"
    item.url = "https://feed\(feed).example/news/\(number)"
    item.published = moment - .seconds(Int64(random.below(20_000)))
    item.language = "en"
    item.title = number % 40 == 7 ? deal() : sentence(7 + random.below(6))
    item.contentText = (0..<(2 + random.below(9))).map { _ in
      sentence(20 + random.below(20)) + "."
    }.joined(separator: " ")
    earlier = [item]
    return item
  }

  private mutating func deal() -> String {
    let first = random.below(companies.count)
    let second = (first + 1 + random.below(companies.count - 1)) % companies.count
    let place = words[random.below(words.count)]
    return
      "\(companies[first]) and \(companies[second]) \(deals[random.below(deals.count)]) in \(place)"
  }

  private mutating func sentence(_ length: Int) -> String {
    var out: [String] = []
    for _ in 0..<length {
      // Common words are common: the square of an even draw leans to the front of the list.
      let draw = Double(random.below(1 << 20)) / Double(1 << 20)
      out.append(words[Int(draw * draw * draw * Double(words.count))])
    }
    return out.joined(separator: " ")
  }
}

/// The same numbers from the same beginning (SplitMix64).
private struct Seeded {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }
}
