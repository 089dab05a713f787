import Testing

@testable import Subscriptions

@Suite("Amount") struct AmountTests {
  @Test(
    "reads durations as people write them",
    arguments: [
      ("90", 90.0), ("0", 0), ("1h", 3600), ("15m", 900), ("30 s", 30), ("400d", 34_560_000),
      ("1h30m", 5400), ("1.5h", 5400), ("2 hours", 7200), ("1w", 604_800), ("0.5", 0.5), ("-5", -5),
    ]
  )
  func duration(text: String, seconds: Double) {
    #expect(Amount.duration(text) == .milliseconds(Int64(seconds * 1000)))
  }

  @Test(
    "refuses what is no duration",
    arguments: [
      "", "soon", "h", "1x", "5 5", "1h 5", "nan", "inf", "1e300", "9999999999999999d", "--1",
    ]
  )
  func noDuration(text: String) {
    #expect(Amount.duration(text) == nil)
  }

  @Test(
    "reads sizes as people write them",
    arguments: [
      ("100000", 100_000), ("16MiB", 16_777_216), ("500kB", 500_000), ("1.5 GB", 1_500_000_000),
      ("4M", 4_194_304), ("20_000", 20_000), ("-5", -5),
    ]
  )
  func bytes(text: String, bytes: Int) {
    #expect(Amount.bytes(text) == bytes)
  }

  @Test("refuses what is no size", arguments: ["", "big", "1XB", "1 2", "1e30", "9999999GB"])
  func noBytes(text: String) {
    #expect(Amount.bytes(text) == nil)
  }
}
