import Foundation
import Testing

/// What the program does where the system lets it have too little.
@Suite("The program and the system's limits", .tags(.endToEnd), .timeLimit(.minutes(2)))
struct LimitTests {
  @Test("too few open files are told of at once", arguments: [6, 12, 17])
  func files(limit: Int) async throws {
    let program = try TieupProgram()
    defer { program.clean() }
    try program.writeFeeds([])
    let outcome = try await program.shell("ulimit -n \(limit); exec \"$0\" \"$@\"", ["run"])
    #expect(outcome.status == 75)
    #expect(outcome.complaints.contains("too few files may be open"))
    #expect(try await program.shell("ulimit -n 64; exec \"$0\" \"$@\"", ["run"]).status == 0)
  }

  /// The limit does not hold for root, who therefore becomes somebody else for it.
  private static let somebody =
    getuid() == 0 ? "setpriv --reuid=64999 --clear-groups" : "env"

  @Test("where no thread can be started, a run ends and says so, and a list is printed")
  func threads() async throws {
    let program = try TieupProgram()
    defer { program.clean() }
    let script = """
      exec \(Self.somebody) sh -c 'ulimit -p 1 2>/dev/null || ulimit -u 1; exec "$0" "$@"' "$0" "$@"
      """
    let outcome = try await program.shell(script, ["run"])
    #expect(outcome.status == 75)
    #expect(outcome.complaints.contains("no more threads"))
    let listed = try await program.shell(script, ["list", "--config", "/none", "--data", "/none"])
    #expect(listed.status == 0 && listed.complaints.isEmpty)
  }
}
