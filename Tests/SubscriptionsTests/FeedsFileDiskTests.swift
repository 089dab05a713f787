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

  @Test("reads a pipe to its end, and a device only so far")
  func pipes() throws {
    let path = folder + "/pipe"
    #expect(mkfifo(path, 0o600) == 0)
    // Opening a pipe waits for its other end.
    Thread.detachNewThread {
      let writer = FileHandle(forWritingAtPath: path)
      try? writer?.write(contentsOf: Data("feeds:\n  - url: https://one.example/\n".utf8))
      try? writer?.close()
    }
    #expect(try FeedsFile.load(path: path).subscriptions.count == 1)
    #expect(throws: SubscriptionError.unreadable(file: "/dev/zero", why: "it has no end")) {
      try FeedsFile.bytes(at: "/dev/zero")
    }
    #expect(try FeedsFile.bytes(at: "/dev/null") == [])
  }

  @Test("puts no file in the place of a pipe or a device")
  func specialFiles() throws {
    let path = folder + "/pipe"
    #expect(mkfifo(path, 0o600) == 0)
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/feeds.yml",
      withDestinationPath: "pipe"
    )
    for path in [path, folder + "/feeds.yml"] {
      let refusal = SubscriptionError.unwritable(file: path, why: "it is a pipe or a device")
      #expect(throws: refusal) { try FeedsFile.write([35, 10], to: path) }
    }
    let type = try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    #expect(type != .typeRegular)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 2)
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

  @Test("keeps what others wrote since the file was opened")
  func othersEdits() throws {
    let path = folder + "/feeds.yml"
    try Data("feeds:\n  - url: https://one.example/\n".utf8).write(to: URL(filePath: path))
    var editor = try FeedsFileEditor(path: path)
    try editor.add([Subscription(url: try #require(FeedURL("https://two.example/")))])
    try editor.remove(try #require(FeedURL("https://one.example/")))
    let theirs = "# Mine\nfeeds:\n  - url: https://one.example/\n  - url: https://new.example/\n"
    try Data(theirs.utf8).write(to: URL(filePath: path))
    try editor.save()
    let text = String(decoding: try FeedsFile.bytes(at: path), as: UTF8.self)
    #expect(
      text == "# Mine\nfeeds:\n  - url: https://new.example/\n  - url: https://two.example/\n"
    )
    #expect(editor.file.subscriptions.count == 2)
  }

  @Test("loses none of many edits at the same time")
  func together() async throws {
    let path = folder + "/feeds.yml"
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<16 {
        group.addTask {
          var editor = try FeedsFileEditor(path: path)
          try editor.add([Subscription(url: try #require(FeedURL("https://\(number).example/")))])
          try editor.save()
        }
      }
      try await group.waitForAll()
    }
    #expect(try FeedsFile.load(path: path).subscriptions.count == 16)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["feeds.yml"])
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
