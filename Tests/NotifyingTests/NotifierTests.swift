import Foundation
import Notifying
import Syndication
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct NotifierTests {
  private static let notification = Notification(
    body: Array(#"{"event":"new-story"}"#.utf8),
    name: "7"
  )

  private func send(
    to receiver: Receiver,
    allowPrivateHosts: Bool = true,
    timeout: Duration = .seconds(20)
  ) async throws(NotifyError) {
    let notifier = Notifier(
      for: [receiver],
      userAgent: "tieup/test",
      allowPrivateHosts: allowPrivateHosts,
      timeout: timeout
    )
    try await notifier.send(Self.notification, to: receiver, at: Timestamp(1_795_377_600))
  }

  @Test("a webhook gets the body by POST, signed with the secret, and a name for the delivery")
  func signed() async throws {
    let server = try LoopbackServer { _ in .status(204) }
    defer { server.stop() }

    try await send(to: .webhook(url: server.url("/hook"), secret: .text("key")))

    let request = try #require(server.requests.first)
    #expect(request.method == "POST")
    #expect(request.body == Self.notification.body)
    #expect(request.header("Content-Type") == "application/json; charset=utf-8")
    #expect(request.header("X-Tieup-Delivery") == "7")
    #expect(request.header("Expect") == nil)
    let code = SHA256.authenticationCode(Self.notification.body, key: Array("key".utf8))
    #expect(request.header("X-Tieup-Signature") == "sha256=" + SHA256.hexadecimal(code))
  }

  @Test("without a secret there is no signature")
  func unsigned() async throws {
    let server = try LoopbackServer { _ in .status(200) }
    defer { server.stop() }
    try await send(to: .webhook(url: server.url("/hook"), secret: nil))
    #expect(server.requests.first?.header("X-Tieup-Signature") == nil)
  }

  @Test("a secret's file may end with a line break; without the file nothing is sent")
  func secretFile() async throws {
    let server = try LoopbackServer { _ in .status(200) }
    defer { server.stop() }
    let path = FileManager.default.temporaryDirectory.path + "/tieup-key-\(UUID().uuidString)"
    try Data("key\n".utf8).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }

    try await send(to: .webhook(url: server.url("/"), secret: .file(path)))
    let code = SHA256.authenticationCode(Self.notification.body, key: Array("key".utf8))
    #expect(
      server.requests.first?.header("X-Tieup-Signature") == "sha256="
        + SHA256.hexadecimal(code)
    )
    await #expect(throws: NotifyError.noSecret(file: path + "-none")) {
      try await send(to: .webhook(url: server.url("/"), secret: .file(path + "-none")))
    }
    #expect(server.requests.count == 1)
  }

  @Test("every answer but 2xx is a refusal", arguments: [301, 400, 404, 410, 429, 500, 503])
  func refused(status: Int) async throws {
    let server = try LoopbackServer { _ in .status(status, headers: [("Location", "/other")]) }
    defer { server.stop() }
    await #expect(throws: NotifyError.refused(status: status)) {
      try await send(to: .webhook(url: server.url("/hook"), secret: nil))
    }
    #expect(server.requests.count == 1)
  }

  @Test(
    "a receiver may say how long it wants to be left alone, a day at the most",
    arguments: [
      ("3600", 3600), ("Sun, 22 Nov 2026 20:02:00 GMT", 120), ("9999999", 86400), ("soon", nil),
    ] as [(String, Int64?)]
  )
  func retryAfter(_ value: String, _ seconds: Int64?) async throws {
    let server = try LoopbackServer { _ in .status(429, headers: [("Retry-After", value)]) }
    let error = await #expect(throws: NotifyError.self) {
      try await send(to: .webhook(url: server.url("/hook"), secret: nil))
    }
    #expect(error?.retryAfter == seconds.map { .seconds($0) })
    #expect(error?.line.hasPrefix("HTTP 429") == true)
  }

  @Test("a long answer is an answer")
  func longAnswer() async throws {
    let server = try LoopbackServer { _ in .text(String(repeating: "thanks ", count: 4 << 20)) }
    try await send(to: .webhook(url: server.url("/hook"), secret: nil))
    #expect(server.requests.count == 1)
  }

  @Test("a webhook on this machine is refused unless private hosts are allowed")
  func guarded() async throws {
    let server = try LoopbackServer { _ in .status(200) }
    defer { server.stop() }
    await #expect(throws: NotifyError.self) {
      try await send(
        to: .webhook(url: server.url("/hook"), secret: nil),
        allowPrivateHosts: false
      )
    }
    #expect(server.connectionCount == 0)
  }

  @Test("a webhook that never answers ends with the time limit")
  func silent() async throws {
    let server = try LoopbackServer { _ in .silence }
    defer { server.stop() }
    await #expect(throws: NotifyError.self) {
      try await send(
        to: .webhook(url: server.url("/hook"), secret: nil),
        timeout: .milliseconds(200)
      )
    }
  }

  @Test("a command gets the body on its standard input, to the last byte and then the end")
  func command() async throws {
    let path = FileManager.default.temporaryDirectory.path + "/tieup-got-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try await send(to: .command(["/usr/bin/tee", path]))
    let got = FileManager.default.contents(atPath: path).map { [UInt8]($0) }
    #expect(got == Self.notification.body)
  }

  @Test("arguments reach the command as they are: no shell reads them")
  func noShell() async throws {
    try await send(
      to: .command(["/usr/bin/test", "$(exit 1); `false` *", "=", "$(exit 1); `false` *"])
    )
  }

  @Test("a command that reads nothing is told all the same")
  func deaf() async throws { try await send(to: .command(["true"])) }

  @Test("a command's other status than 0 is a failure")
  func status() async {
    await #expect(throws: NotifyError.failed(command: "false", status: 1)) {
      try await send(to: .command(["false"]))
    }
  }

  @Test(
    "a command that cannot be started is a failure",
    arguments: ["/no/such/program", "no-such"]
  )
  func missing(name: String) async {
    await #expect(throws: NotifyError.self) { try await send(to: .command([name])) }
  }

  @Test("a file that may not be executed is told apart from none")
  func notExecutable() async {
    let path = FileManager.default.temporaryDirectory.path + "/tieup-plain-\(UUID().uuidString)"
    let rights: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
    #expect(FileManager.default.createFile(atPath: path, contents: Data(), attributes: rights))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let why = "it is there, but may not be executed"
    await #expect(throws: NotifyError.cannotStart(command: path, why: why)) {
      try await send(to: .command([path]))
    }
  }

  @Test("a command is done when it has ended, whatever it leaves behind, and that lives on")
  func leavesBehind() async throws {
    let path = FileManager.default.temporaryDirectory.path + "/tieup-left-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let script = "(sleep 600 & echo $! > \(path)); exit $0"
    try await send(to: .command(["/bin/sh", "-c", script, "0"]))
    let left = try #require(Int32(String(contentsOfFile: path, encoding: .utf8).dropLast()))
    #expect(kill(left, SIGKILL) == 0)
    await #expect(throws: NotifyError.failed(command: "/bin/sh", status: 3)) {
      try await send(to: .command(["/bin/sh", "-c", script, "3"]))
    }
    let second = try #require(Int32(String(contentsOfFile: path, encoding: .utf8).dropLast()))
    #expect(kill(second, SIGKILL) == 0)
  }

  @Test("a command is deaf to no signal")
  func signals() async throws {
    try await send(to: .command(["/bin/grep", "-q", "^SigBlk:\t0*$", "/proc/self/status"]))
  }

  @Test("a command that hangs is killed when its time is up")
  func hangs() async {
    let limit = Duration.milliseconds(300)
    await #expect(throws: NotifyError.tooSlow(command: "sleep", limit: limit)) {
      try await send(to: .command(["sleep", "60"]), timeout: limit)
    }
  }

  @Test("cancelling breaks a command off")
  func cancelled() async {
    let task = Task { () async -> NotifyError? in
      do throws(NotifyError) {
        try await send(to: .command(["sleep", "60"]))
        return nil
      } catch {
        return error
      }
    }
    task.cancel()
    #expect(await task.value == .cancelled)
  }
}
