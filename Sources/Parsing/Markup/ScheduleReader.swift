internal import SAX
internal import Syndication

/// Gathers what a channel says of how often it wants to be asked.
struct ScheduleReader {
  private(set) var hints = ScheduleHints()
  private var period: Int64?
  private var frequency: Int64 = 1
  private var minutes: Int64?

  /// `<ttl>`: minutes.
  mutating func timeToLive(_ bytes: ArraySlice<UInt8>) {
    guard let value = Self.number(bytes), value > 0, value < 1_000_000 else { return }
    minutes = value
    settle()
  }

  /// `sy:updatePeriod`, `sy:updateFrequency`.
  mutating func updatePeriod(_ bytes: ArraySlice<UInt8>) {
    let names: [(String, Int64)] = [
      ("hourly", 3600), ("daily", 86_400), ("weekly", 604_800), ("monthly", 2_592_000),
      ("yearly", 31_536_000), ("always", 900),
    ]
    period = names.first { bytes.equals($0.0) }?.1
    settle()
  }

  mutating func updateFrequency(_ bytes: ArraySlice<UInt8>) {
    guard let value = Self.number(bytes), value > 0, value <= 100_000 else { return }
    frequency = value
    settle()
  }

  /// `<skipHours>` and `<skipDays>`: the values stand in child elements.
  mutating func skipHours(_ place: Int, in markup: FeedMarkup) {
    markup.tape.forEachChild(of: place) { child in
      guard let hour = Self.number(markup.bytes(child)), (0...24).contains(hour) else { return }
      hints.skipHours.insert(Int(hour) % 24)
    }
  }

  mutating func skipDays(_ place: Int, in markup: FeedMarkup) {
    let names = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]
    markup.tape.forEachChild(of: place) { child in
      guard let day = names.firstIndex(where: { markup.bytes(child).equals($0) }) else { return }
      hints.skipDays.insert(day)
    }
  }

  private mutating func settle() {
    hints.interval = minutes.map { $0 * 60 } ?? period.map { max(60, $0 / frequency) }
  }

  /// A whole number as feeds write it.
  static func number(_ bytes: ArraySlice<UInt8>) -> Int64? {
    Int64(String(decoding: bytes.trimmed, as: UTF8.self))
  }
}
