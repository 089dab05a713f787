import TestSupport
import Testing
import Transfer

@Suite("TransferLoop under way", .tags(.loopback), .timeLimit(.minutes(1)))
struct TransferLoopConcurrencyTests {
  @Test("does many transfers side by side, and so many to one host")
  func width() async throws {
    let server = try LoopbackServer { _ in
      var reply = Reply.answer(200, "x".utf8)
      reply.delay = 0.01
      return reply
    }
    let loop = try openLoop(perHost: 3)
    await withTaskGroup(of: Bool.self) { group in
      for number in 0..<60 {
        let url = server.url("/\(number)")
        group.addTask {
          (try? await loop.response(to: TransferRequest(url: url)))?.status == 200
        }
      }
      for await isGood in group { #expect(isGood) }
    }
    #expect(server.requests.count == 60)
    #expect((2...3).contains(server.mostAtOnce))
  }

  @Test("ends at once when the task is cancelled, started or still waiting for its turn")
  func cancel() async throws {
    let server = try LoopbackServer { _ in .silence }
    let loop = try openLoop(perHost: 1)
    let url = server.url("/")
    let tasks = (0..<50).map { _ in Task { await outcome(loop, TransferRequest(url: url)) } }
    // Some are cancelled before they begin, one while it runs, most while they wait.
    for task in tasks { task.cancel() }
    for task in tasks {
      let result = await task.value
      #expect(result == .failure(.cancelled))
    }
  }

  @Test("answers what runs and what comes later when it is stopped")
  func stop() async throws {
    let server = try LoopbackServer { _ in .silence }
    let loop = try openLoop()
    let request = TransferRequest(url: server.url("/"))
    let running = Task { await outcome(loop, request) }
    loop.stop()
    let first = await running.value
    let later = await outcome(loop, request)
    #expect(first == .failure(.cancelled))
    #expect(later == .failure(.cancelled))
  }
}
