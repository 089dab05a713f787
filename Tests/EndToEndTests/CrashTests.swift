import Foundation
import JSONText
import TestSupport
import Testing

/// A generator that gives the same numbers each time (SplitMix64), so that a finding comes again.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Runs killed at random moments: a few of them here, three hundred in `make crash-test`.
@Suite(.tags(.endToEnd), .serialized, .timeLimit(.minutes(30))) struct CrashTests {
  private var kills: Int {
    ProcessInfo.processInfo.environment["TIEUP_CRASH_KILLS"].flatMap { Int($0) } ?? 8
  }

  private func items(of program: TieupProgram, _ data: String) async throws -> [String] {
    let listed = try await program.run(
      "--data",
      data,
      "list",
      "--all",
      "--items",
      "--json",
      "--limit",
      "0"
    )
    return (try listed.json.arrayValue ?? []).map {
      "\($0["feed"]?.stringValue ?? "") \($0["url"]?.stringValue ?? "")"
    }.sorted()
  }

  @Test("a run killed at any moment loses nothing that was stored, doubles and damages nothing")
  func kills() async throws {
    let server = try LoopbackServer { request in
      let name = String(request.path.dropFirst())
      var reply = Reply.text(SampleDay.feed(name, count: 40), headers: [("ETag", "\"\(name)\"")])
      reply.delay = Double(name.utf8.reduce(0) { $0 + Int($1) } % 5) / 100
      return reply
    }
    defer { server.stop() }
    let program = try TieupProgram()
    defer { program.clean() }
    try program.writeFeeds((0..<20).map { server.url("/outlet\($0)") }, settings: ["per-host: 4"])

    #expect(try await program.run("--data", "clean", "run").status == 0)
    let wanted = try await items(of: program, "clean")
    #expect(wanted.count == 800)

    var random = SeededGenerator(state: 20_261_122)
    var least = 0
    var caught = 0
    for _ in 0..<kills {
      // After so many requests, and a moment: no clock of a busy machine decides where it hits.
      let asked = server.requests.count + Int.random(in: 1...20, using: &random)
      let moment = Duration.microseconds(Int.random(in: 0...30_000, using: &random))
      let running = try program.start(["--data", "killed", "run", "--force"])
      while server.requests.count < asked, running.process.isRunning {
        try await Task.sleep(for: .milliseconds(1))
      }
      try await Task.sleep(for: moment)
      if running.process.isRunning {
        kill(running.process.processIdentifier, SIGKILL)
        caught += 1
      }
      _ = await running.finish()
      let left = try await items(of: program, "killed")
      #expect(left.count >= least)
      #expect(Set(left).count == left.count)
      #expect(Set(left).isSubset(of: wanted))
      least = left.count
    }
    #expect(caught * 2 > kills)
    #expect(try await program.run("--data", "killed", "run", "--force").status == 0)
    #expect(try await items(of: program, "killed") == wanted)
    let doctor = try await program.run("--data", "killed", "doctor")
    #expect(doctor.status == 0, "\(doctor.output)")
  }
}
