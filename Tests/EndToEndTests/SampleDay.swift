import Foundation
import JSONText
import Synchronization

/// The sample day that is checked in, and what a careful reader would tag in it.
enum SampleDay {
  /// One row of expected.tsv.
  struct Row {
    var file: String
    var id: String
    var isAlliance: Bool
    var event: String
  }

  /// The repository's `data/sample`.
  static var folder: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "data/sample")
  }

  /// A program whose commands find the sample day's feeds.yml by themselves; nothing is stored yet.
  static func program() throws -> TieupProgram {
    var program = try TieupProgram()
    program.environment = [
      "TIEUP_CONFIG": folder.appending(path: "feeds.yml").path, "TIEUP_DATA": "data",
    ]
    return program
  }

  /// The same with the day in its store.
  static func stored() async throws -> TieupProgram {
    let program = try program()
    let whole = try await read.value.appending(path: "data")
    try FileManager.default.copyItem(at: whole, to: program.folder.appending(path: "data"))
    return program
  }

  /// Where the day was read into a store, once for all tests; gone when they are through.
  private static let read = Task { () throws -> URL in
    let program = try SampleDay.program()
    place.withLock { $0 = program }
    atexit { SampleDay.place.withLock { $0?.clean() } }
    _ = try await program.run("run")
    return program.folder
  }

  private static let place = Mutex<TieupProgram?>(nil)

  static func rows() throws -> [Row] {
    try String(contentsOf: folder.appending(path: "expected.tsv"), encoding: .utf8)
      .split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { line in
        let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        return Row(
          file: columns[0],
          id: columns[1],
          isAlliance: columns[2] == "1",
          event: columns[3]
        )
      }
  }

  /// The headline of each item of the sample, by file and id (its address where it has no id).
  static func titles(with program: TieupProgram) async throws -> [String: String] {
    var titles: [String: String] = [:]
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { !$0.hasSuffix(".yml") && !$0.hasSuffix(".tsv") }
    let paths = files.map { folder.appending(path: $0).path }
    let parsed = try await program.start(["parse", "--jsonl"] + paths).finish().output
    for line in parsed.split(separator: "\n") {
      let document = try JSONParser().value(from: String(line))
      let name = document["file"]?.stringValue?.split(separator: "/").last.map(String.init) ?? ""
      for item in document["feed"]?["items"]?.arrayValue ?? [] {
        let title = item["title"]?.stringValue ?? ""
        for key in ["id", "url"] {
          if let id = item[key]?.stringValue { titles["\(name) \(id)"] = title }
        }
      }
    }
    return titles
  }

  /// A small feed of `count` items, the first of which tells an alliance.
  static func feed(_ name: String, count: Int) -> String {
    var items = """
      <item><title>Honda and Nissan sign memorandum to share EV software platform (\(name))</title>
      <link>https://\(name).example/alliance</link><guid>\(name)-0</guid>
      <pubDate>Fri, 20 Nov 2026 09:00:00 +0000</pubDate></item>
      """
    for number in 1..<max(count, 1) {
      items += """
        <item><title>\(name) tests a family car, part \(number)</title>
        <link>https://\(name).example/\(number)</link><guid>\(name)-\(number)</guid>
        <pubDate>Fri, 20 Nov 2026 08:00:00 +0000</pubDate></item>
        """
    }
    return
      "<rss version=\"2.0\"><channel><title>\(name)</title><link>https://\(name).example/</link>"
      + "<description>d</description>\(items)</channel></rss>"
  }
}
