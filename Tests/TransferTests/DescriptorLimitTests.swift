import Testing

@testable import Transfer

@Suite("DescriptorLimit")
struct DescriptorLimitTests {
  @Test(
    "leaves descriptors for the rest of the program",
    arguments: [
      (32, 1024, 32), (32, 64, 8), (1000, 1024, 248), (32, 20, 1), (0, 1024, 1),
    ]
  )
  func transfers(_ wanted: Int, _ descriptors: Int, _ transfers: Int) {
    #expect(DescriptorLimit.transfers(wanted, descriptors: descriptors) == transfers)
  }
}
