import Foundation
import JSONText
import Synchronization
import TestSupport
import Testing

@Suite(.tags(.endToEnd), .timeLimit(.minutes(2))) struct DaemonTests {
  /// A feed with an old item, and with the story when it has come.
  private static func feed(withStory: Bool) -> String {
    let story = """
      <item><title>Honda and Nissan sign memorandum on joint electric vehicle platform</title>
      <link>https://wire.example/deal</link><guid>deal</guid></item>
      """
    return """
      <rss version="2.0"><channel><title>Wire</title><link>https://wire.example/</link>
      <description>d</description><item><title>An old item</title><guid>old</guid></item>
      \(withStory ? story : "")</channel></rss>
      """
  }

  /// A server with a feed and a hook; the hook's posts come out of `posts`.
  private static func server(
    _ hasStory: Switch,
    hook: @escaping @Sendable (Int) -> Int
  ) throws -> (server: LoopbackServer, posts: AsyncStream<JSONValue>) {
    let (posts, post) = AsyncStream.makeStream(of: JSONValue.self)
    let (asked, told) = (Tally(), Tally())
    let server = try LoopbackServer { request in
      guard request.method == "POST" else {
        // The first body is history; the story comes with a later one.
        if asked.next() > 1 { hasStory.set(true) }
        return .text(feed(withStory: hasStory.isOn), type: "application/rss+xml")
      }
      let status = hook(told.next())
      if let value = try? JSONParser().value(from: String(decoding: request.body, as: UTF8.self)) {
        post.yield(value)
      }
      return .status(status)
    }
    return (server, posts)
  }

  /// A program that asks such a server every second and tells its hook.
  private static func desk(
    secret: String? = nil,
    hook: @escaping @Sendable (Int) -> Int
  ) throws -> (server: LoopbackServer, posts: AsyncStream<JSONValue>, program: TieupProgram) {
    let (server, posts) = try server(Switch(), hook: hook)
    let program = try TieupProgram()
    let settings = ["interval: 1", "notify:", "  - webhook: \(server.url("/hook"))"]
    try program.writeFeeds(
      [server.url("/feed")],
      settings: settings + (secret.map { ["    secret: \($0)"] } ?? [])
    )
    return (server, posts, program)
  }

  @Test("a new story is told while the daemon runs, again after a 500, and never after a 200")
  func tells() async throws {
    let (server, posts, program) = try Self.desk(secret: "key") { $0 == 1 ? 500 : 200 }
    defer { server.stop() }
    defer { program.clean() }
    let daemon = try program.start(["daemon"])

    var told: [JSONValue] = []
    for await post in posts {
      told.append(post)
      if told.count == 2 { break }
    }
    let status = try await program.run("status", "--json").json
    let beside = try await program.run("run")
    daemon.process.terminate()
    let outcome = await daemon.finish()

    #expect(outcome.status == 0)
    #expect(outcome.complaints.contains("msg=ready"))
    #expect(told.map { $0["event"]?.stringValue } == ["new-story", "new-story"])
    #expect(told[0]["delivery"] == told[1]["delivery"])
    #expect(
      told[0]["parties"]?.arrayValue?.compactMap(\.stringValue).sorted() == ["Honda", "Nissan"]
    )
    #expect(status["daemon"]?["doing"]?.stringValue?.isEmpty == false)
    #expect(beside.status == 0)
    #expect(beside.complaints.contains("in progress"))
    _ = try await program.run("run", "--force")
    #expect(server.requests.filter { $0.method == "POST" }.count == 2)
    let idle = try await program.run("status", "--json").json
    #expect(idle["daemon"]?.isNull == true)
    #expect(idle["outbox"]?.intValue == 0)
  }

  @Test("a story stored by a daemon that was killed before it could tell is told by the next run")
  func killed() async throws {
    let isUp = Switch()
    let (server, posts, program) = try Self.desk { _ in isUp.isOn ? 200 : 500 }
    defer { server.stop() }
    defer { program.clean() }
    let daemon = try program.start(["daemon"])
    for await _ in posts { break }
    kill(daemon.process.processIdentifier, SIGKILL)
    _ = await daemon.finish()
    isUp.set(true)

    let retried = try await program.run("notify", "--retry", "--json").json

    #expect(retried.arrayValue?.first?["pending"]?.intValue == 0)
    let items = try await program.run("list", "--all", "--items", "--json").json
    #expect(items.arrayValue?.count == 2)
  }

  @Test("run tells after its feeds are through, and writes the metrics")
  func run() async throws {
    let hasStory = Switch()
    let (server, _) = try Self.server(hasStory) { _ in 200 }
    defer { server.stop() }
    let program = try TieupProgram()
    defer { program.clean() }
    try program.writeFeeds(
      [server.url("/feed")],
      settings: [
        "metrics-file: metrics/tieup.prom", "notify:",
        "  - command: [\"/usr/bin/tee\", \"\(program.folder.path)/told\"]",
      ]
    )
    _ = try await program.run("run")
    #expect(FileManager.default.fileExists(atPath: program.folder.path + "/told") == false)
    let second = try await program.run("run", "--force", "--json")

    #expect(second.status == 0)
    #expect(try second.json["tagged"]?.intValue == 1)
    let told = try String(contentsOfFile: program.folder.path + "/told", encoding: .utf8)
    #expect(try JSONParser().value(from: told)["stage"]?.stringValue == "signed")
    let path = program.folder.path + "/metrics/tieup.prom"
    let metrics = try String(contentsOfFile: path, encoding: .utf8)
    #expect(metrics.contains("\ntieup_runs_total 2\n"))
    #expect(metrics.contains("\ntieup_notifications_total{result=\"delivered\"} 1\n"))

    let digest = try await program.run("digest")
    #expect(digest.output.contains("## Honda and Nissan"))
    #expect(try await program.run("digest").output.isEmpty)
    #expect(
      try await program.run("digest", "--since", "1d", "--format", "atom").output.contains(
        "<entry>"
      )
    )
  }

  @Test("a run that tells a slow receiver hears signals, and the receiver ignores none of ours")
  func stopped() async throws {
    let (server, _) = try Self.server(Switch()) { _ in 200 }
    defer { server.stop() }
    let program = try TieupProgram()
    defer { program.clean() }
    let told = program.folder.path + "/told"
    let script =
      "grep SigIgn: /proc/self/status > \(told).part; mv \(told).part \(told); exec sleep 99"
    try program.writeFeeds(
      [server.url("/feed")],
      settings: ["notify:", "  - command: [/bin/sh, -c, \"\(script)\"]"]
    )
    #expect(try await program.run("run").status == 0)
    let second = try program.start(["run", "--force"])
    while !FileManager.default.fileExists(atPath: told) { await Task.yield() }
    let began = ContinuousClock.now
    for number in [SIGTERM, SIGINT] { kill(second.process.processIdentifier, number) }
    #expect(await second.finish().status == 0)
    #expect(ContinuousClock.now - began < .seconds(30))

    let ignored = try program.read("told").split(separator: "\t").last?.split(separator: "\n").first
    let bits = try #require(ignored.flatMap { UInt64($0, radix: 16) })
    #expect([SIGTERM, SIGINT].allSatisfy { bits & (1 << (UInt64($0) - 1)) == 0 })
    #expect(try await program.run("notify", "--json").json.arrayValue?.first?["pending"] == 1)
  }

  @Test("a bad edit leaves the old feeds.yml in force; status and doctor say where the mistake is")
  func badEdit() async throws {
    let (server, posts, program) = try Self.desk { _ in 200 }
    defer { server.stop() }
    defer { program.clean() }
    let daemon = try program.start(["daemon"])
    // It is up when it has told the story.
    for await _ in posts { break }
    try program.write("feeds:\n  - url: nonsense\n", to: "feeds.yml")
    kill(daemon.process.processIdentifier, SIGHUP)

    var fault: String?
    while fault == nil {
      fault = try await program.run("status", "--json").json["config_fault"]?.stringValue
    }
    let doctor = try await program.run("doctor")
    daemon.process.terminate()
    let outcome = await daemon.finish()

    #expect(fault?.contains("feeds.yml:2:") == true)
    #expect(doctor.status == 65)
    #expect(doctor.output.contains("feeds.yml:2:"))
    #expect(outcome.status == 0)
    #expect(outcome.complaints.contains("the old one stays in force"))
  }
}

/// Counts up from one, from any thread.
private final class Tally: Sendable {
  private let count = Mutex(0)

  func next() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }
}
