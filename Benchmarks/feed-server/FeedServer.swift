import Foundation
import TestSupport

/// Serves feeds on loopback, for measuring.
///
///     feed-server [FOLDER [MILLISECONDS]]
///
/// With a folder, its files, each answer so late; without, `/feed/N` is a feed of twenty items for
/// any N. Each has an ETag, and is answered with 304 when the ETag comes back. The port is printed,
/// and all ends when standard input does.
@main
struct FeedServer {
  static let etag = "\"v1\""

  static func main() throws {
    let arguments = CommandLine.arguments
    let bodies = arguments.count > 1 ? try files(in: arguments[1]) : [:]
    let delay = arguments.count > 2 ? (Double(arguments[2]) ?? 0) / 1000 : 0
    let server = try LoopbackServer { request in
      var reply = answer(request, bodies)
      reply.delay = delay
      return reply
    }
    print(server.port)
    try? FileHandle.standardOutput.synchronize()
    fflush(nil)
    while readLine() != nil {}
    server.stop()
  }

  private static func answer(
    _ request: LoopbackServer.Request,
    _ bodies: [String: [UInt8]]
  ) -> Reply {
    if request.header("If-None-Match") == etag { return .status(304, headers: [("ETag", etag)]) }
    let name = request.path.split(separator: "/").last.map(String.init) ?? "0"
    if bodies.isEmpty { return .text(feed(name), headers: [("ETag", etag)]) }
    guard let body = bodies[name] else { return .status(404) }
    return .answer(200, body, headers: [("Content-Type", "application/xml"), ("ETag", etag)])
  }

  private static func files(in folder: String) throws -> [String: [UInt8]] {
    var bodies: [String: [UInt8]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      bodies[name] = [UInt8](try Data(contentsOf: URL(filePath: folder + "/" + name)))
    }
    return bodies
  }

  static func feed(_ name: String) -> String {
    var prose = Prose(seed: name)
    let items = (0..<20).map { number in
      """
      <item><title>\(prose.sentence(of: 8))</title>
      <link>http://news.example/\(name)/\(number)</link><guid>\(name)-\(number)</guid>
      <pubDate>Sun, 22 Nov 2026 \(number < 10 ? "0" : "")\(number):00:00 GMT</pubDate>
      <description>&lt;p&gt;\(prose.sentence(of: 18)) \(prose.sentence(of: 14))&lt;/p&gt;</description></item>
      """
    }
    return """
      <?xml version="1.0" encoding="utf-8"?>
      <rss version="2.0"><channel><title>Feed \(name)</title><link>http://news.example/\(name)</link>
      <description>Measured</description>\(items.joined(separator: "\n"))</channel></rss>
      """
  }
}

/// Sentences without sense, no two alike and the same every time.
struct Prose {
  private var state: UInt64

  /// Starts where a feed's name says.
  init(seed: String) { state = seed.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) } }

  /// A sentence of so many made-up words.
  mutating func sentence(of words: Int) -> String {
    let text = (0..<words).map { _ in word() }.joined(separator: " ")
    return text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  private mutating func word() -> String {
    (0..<2 + below(2)).map { _ in Self.syllables[below(Self.syllables.count)] }.joined()
  }

  private mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }

  private static let syllables = [
    "ba", "ce", "do", "fer", "gal", "hin", "jo", "ka", "lem", "mi", "no", "pra", "qui", "ros",
    "sta", "ten", "ul", "ver", "wo", "zan",
  ]
}
