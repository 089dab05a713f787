import Foundation

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
