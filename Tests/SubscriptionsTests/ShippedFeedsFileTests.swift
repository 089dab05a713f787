import Foundation
import Subscriptions
import Syndication
import Testing

@Suite("feeds.yml as shipped") struct ShippedFeedsFileTests {
  private func shipped() throws -> FeedsFile {
    let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try FeedsFile.load(path: top.appending(path: "feeds.yml").path)
  }

  @Test("reads without a mistake and without a warning")
  func clean() throws {
    let file = try shipped()
    #expect(file.warnings.isEmpty)
    #expect(file.settings == Settings())
  }

  @Test("has what a desk starts from, all of it over https, titled and tagged")
  func complete() throws {
    let feeds = try shipped().subscriptions
    #expect(feeds.count >= 30)
    #expect(feeds.allSatisfy { $0.url.text.hasPrefix("https://") })
    #expect(feeds.allSatisfy { $0.title != nil && !$0.tags.isEmpty })
    #expect(Set(feeds.map(\.url.twinKey)).count == feeds.count)
    let tags = Set(feeds.flatMap(\.tags))
    #expect(tags.isSuperset(of: ["ev", "trade", "japan", "germany", "china", "india", "korea"]))
  }
}
