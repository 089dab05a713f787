import Foundation

/// The built `tieup`, run as its user runs it, in a folder of its own.
struct TieupProgram {
  /// What one run of the program came to.
  struct Outcome {
    var status: Int32
    var output: String
    var complaints: String
  }

  /// The folder that the program works in; removed by `clean`.
  let folder: URL
  /// What is set for it beside the test's own environment.
  var environment: [String: String] = [:]

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "tieup-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func clean() { try? FileManager.default.removeItem(at: folder) }

  /// The built program stands beside the test bundle, which is the running executable.
  static var path: URL {
    get throws {
      let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      return URL(fileURLWithPath: own).deletingLastPathComponent().appending(path: "tieup")
    }
  }

  /// Writes `text` to a file of the folder.
  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: name))
  }

  /// The text of a file of the folder.
  func read(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  /// The names in the folder.
  func contents() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
  }

  /// Writes a feeds.yml with these addresses, private hosts allowed.
  func writeFeeds(_ urls: [String], settings: [String] = []) throws {
    let lines =
      ["settings:", "  allow-private-hosts: true"] + settings.map { "  \($0)" }
      + (urls.isEmpty ? ["feeds: []"] : ["feeds:"] + urls.map { "  - url: \($0)" })
    try write(lines.joined(separator: "\n") + "\n", to: "feeds.yml")
  }

  /// Starts the program with its own feeds.yml and store; `standardInput` is closed unless given.
  func start(_ arguments: [String], input: String? = nil) throws -> Running {
    try start(Self.path, arguments, input: input)
  }

  /// Runs a shell's script to its end; in it `"$0"` is the program, and `"$@"` are the arguments.
  func shell(_ script: String, _ arguments: [String] = []) async throws -> Outcome {
    let words = ["-c", script, try Self.path.path] + arguments
    return try await start(URL(filePath: "/bin/sh"), words).finish()
  }

  /// Runs the program on a terminal of so many columns, and gives the lines of its screen without
  /// their colours and links.
  func screen(columns: Int, _ arguments: [String]) async throws -> [String] {
    var program = self
    program.environment.merge(
      ["TERM": "xterm-256color", "COLUMNS": "\(columns)", "LINES": "9999", "PAGER": "cat"]
    ) { $1 }
    let quoted = try ([Self.path.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
    let words = ["-qefc", quoted, "/dev/null"]
    let outcome = try await program.start(URL(filePath: "/usr/bin/script"), words).finish()
    let text = outcome.output.replacing("\r\n", with: "\n")
      .replacing(#/\x1B\[[0-9;?]*[A-Za-z]|\x1B\]8;;[^\x1B]*\x1B\\/#, with: "")
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private func start(_ executable: URL, _ arguments: [String], input: String? = nil) throws
    -> Running
  {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var environment = ProcessInfo.processInfo.environment
    for name in [
      "TIEUP_CONFIG", "TIEUP_DATA", "http_proxy", "https_proxy", "all_proxy", "NO_COLOR", "COLUMNS",
    ] {
      environment[name] = nil
    }
    environment["HOME"] = folder.path
    process.environment = environment.merging(self.environment) { $1 }
    let output = Pipe()
    let complaints = Pipe()
    process.standardOutput = output
    process.standardError = complaints
    let standardInput = Pipe()
    process.standardInput = standardInput
    try process.run()
    if let input { try? standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8)) }
    try standardInput.fileHandleForWriting.close()
    return Running(process: process, output: output, complaints: complaints)
  }

  /// Runs the program to its end.
  func run(_ arguments: String..., input: String? = nil) async throws -> Outcome {
    try await start(arguments, input: input).finish()
  }

  /// A program that is under way.
  struct Running {
    let process: Process
    let output: Pipe
    let complaints: Pipe

    /// Reads both streams to their ends side by side, so that neither can block the program.
    func finish() async -> Outcome {
      async let errors = text(of: complaints)
      let printed = await text(of: output)
      let complained = await errors
      process.waitUntilExit()
      return Outcome(
        status: process.terminationStatus,
        output: printed,
        complaints: complained
      )
    }

    private func text(of pipe: Pipe) async -> String {
      let handle = pipe.fileHandleForReading
      return await withCheckedContinuation { continuation in
        DispatchQueue.global().async {
          let data = (try? handle.readToEnd()) ?? Data()
          continuation.resume(returning: String(decoding: data, as: UTF8.self))
        }
      }
    }
  }
}
