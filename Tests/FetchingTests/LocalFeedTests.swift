import Foundation
import Syndication
import Testing

@testable import Fetching

@Suite("LocalFeed")
struct LocalFeedTests {
  @Test(
    "finds the path behind a file: address",
    arguments: [
      ("file:///a/b.xml", "/a/b.xml"), ("file:/a/b.xml", "/a/b.xml"), ("FILE:///a%20b", "/a b"),
      ("file://localhost/a", "/a"), ("file:b/c.xml", "/base/b/c.xml"), ("file:b?x#y", "/base/b"),
      ("file://elsewhere/a", nil), ("file:", nil), ("file:%00", nil), ("file:%4", nil),
      ("file:%zz", nil), ("file:%ff", nil),
    ]
  )
  func path(_ address: String, _ path: String?) {
    #expect(LocalFeed.path(of: address, in: "/base") == path)
  }

  @Test("reads files only where they are allowed, and only so many bytes")
  func reads() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("<rss/>".utf8).write(to: folder.appending(path: "feed.xml"))
    let base = folder.path()

    let outcome = try await Client {
      ($0.allowLocalFiles, $0.localFolder) = (true, base)
    }.fetch("file:feed.xml")
    #expect(outcome.body?.bytes == Array("<rss/>".utf8))
    #expect(outcome.body?.effectiveURL == "file:feed.xml")

    let refused = try await Client { $0.localFolder = base }.fetch("file:feed.xml").failure
    #expect(refused?.line.contains("allow-local-files") == true)
    for (address, words) in [
      ("file:feed.xml", "longer than 3"), ("file:none", "No such file"),
      ("file:///dev/zero", "not a regular file"), ("file:.", "not a regular file"),
    ] {
      let failure = try await Client {
        ($0.allowLocalFiles, $0.localFolder, $0.maxBytes) = (true, base, 3)
      }.fetch(address).failure
      #expect(failure?.line.contains(words) == true, "\(failure?.line ?? "read")")
    }
  }
}
