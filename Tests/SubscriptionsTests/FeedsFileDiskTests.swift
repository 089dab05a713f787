import Foundation
import Subscriptions
import Syndication
import Testing

@Suite("FeedsFile on disk") final class FeedsFileDiskTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "tieup-\(UUID().uuidString)").path

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func add(to path: String) throws {
    var editor = try FeedsFileEditor(path: path)
    let url = try #require(FeedURL("https://new.example/"))
    try editor.add([Subscription(url: url)])
    try editor.save()
  }

  @Test("starts a file that is not there yet")
  func starts() throws {
    try add(to: folder + "/feeds.yml")
    let file = try FeedsFile.load(path: folder + "/feeds.yml")
    #expect(file.subscriptions.map(\.url.text) == ["https://new.example/"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["feeds.yml"])
  }

  @Test("keeps the mode, and a link a link")
  func keepsModeAndLink() throws {
    let files = FileManager.default
    let real = folder + "/real.yml"
    try Data("feeds: []\n".utf8).write(to: URL(filePath: real))
    try files.setAttributes([.posixPermissions: 0o640], ofItemAtPath: real)
    try files.createSymbolicLink(atPath: folder + "/feeds.yml", withDestinationPath: "real.yml")
    try add(to: folder + "/feeds.yml")
    #expect(try files.destinationOfSymbolicLink(atPath: folder + "/feeds.yml") == "real.yml")
    #expect(try files.attributesOfItem(atPath: real)[.posixPermissions] as? Int == 0o640)
    #expect(try FeedsFile.load(path: real).subscriptions.count == 1)
    #expect(try files.contentsOfDirectory(atPath: folder).count == 2)
  }

  @Test("says in one line that a file cannot be written")
  func unwritable() {
    let path = folder + "/no/such/feeds.yml"
    do {
      try add(to: path)
      Issue.record("written")
    } catch {
      #expect("\(error)".hasPrefix("\(path): cannot be written: "), "\(error)")
      #expect(!"\(error)".contains("\n"))
    }
  }
}
