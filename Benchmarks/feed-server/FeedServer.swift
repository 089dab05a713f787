import Foundation
import TestSupport

/// Serves any number of feeds on loopback, for measuring.
///
/// `/feed/N` is a feed of twenty items with an ETag, and is answered with 304 when the ETag comes
/// back. The port is printed, and all ends when standard input does.
@main
struct FeedServer {
  static let etag = "\"v1\""

  static func main() throws {
    let server = try LoopbackServer { request in
      if request.header("If-None-Match") == etag { return .status(304, headers: [("ETag", etag)]) }
      let name = request.path.split(separator: "/").last.map(String.init) ?? "0"
      return .text(feed(name), headers: [("ETag", etag)])
    }
    print(server.port)
    try? FileHandle.standardOutput.synchronize()
    fflush(nil)
    while readLine() != nil {}
    server.stop()
  }

  static func feed(_ name: String) -> String {
    let items = (0..<20).map { number in
      """
      <item><title>Report \(name)-\(number): battery supply and software platforms</title>
      <link>http://news.example/\(name)/\(number)</link><guid>\(name)-\(number)</guid>
      <pubDate>Sun, 22 Nov 2026 \(number < 10 ? "0" : "")\(number):00:00 GMT</pubDate>
      <description>&lt;p&gt;The plant in region \(name) sends cells to carmaker \(number), which builds
      them into cars that reach dealers in the spring, its spokesman says.&lt;/p&gt;</description></item>
      """
    }
    return """
      <?xml version="1.0" encoding="utf-8"?>
      <rss version="2.0"><channel><title>Feed \(name)</title><link>http://news.example/\(name)</link>
      <description>Measured</description>\(items.joined(separator: "\n"))</channel></rss>
      """
  }
}
