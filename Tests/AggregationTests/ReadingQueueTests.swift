import Fetching
import Syndication
import Testing

@testable import Aggregation

@Suite struct ReadingQueueTests {
  private func answer(_ position: Int, bytes: Int) -> Fetched {
    let body = FetchedBody(
      bytes: [UInt8](repeating: 0x20, count: bytes),
      answer: Answer(status: 200, effectiveURL: "https://feed\(position).example/rss")
    )
    return Fetched(position, [], [.fetched(body)], took: .zero)
  }

  @Test("bodies are read in the order in which they came, so many at a time")
  func order() {
    var queue = ReadingQueue()
    for position in 0..<6 { queue.add(answer(position, bytes: 10)) }
    var read: [Int] = []
    while let next = queue.next() { read.append(next.position) }
    #expect(read == Array(0..<ReadingQueue.width))
    queue.ended(10)
    let next = queue.next()
    #expect(next?.position == ReadingQueue.width)
    let nothing = queue.next()
    #expect(nothing?.position == nil)
  }

  @Test("what waits and what is being read counts, until it is read")
  func bytes() {
    var queue = ReadingQueue()
    #expect(queue.isEmpty && queue.bytes == 0)
    queue.add(answer(0, bytes: 100))
    queue.add(answer(1, bytes: 30))
    #expect(!queue.isEmpty && queue.bytes == 130)
    _ = queue.next()
    _ = queue.next()
    #expect(!queue.isEmpty && queue.bytes == 130)
    queue.ended(100)
    #expect(queue.bytes == 30)
    queue.ended(30)
    #expect(queue.isEmpty && queue.bytes == 0)
  }

  @Test("only an answer with a body is something to read")
  func unread() {
    #expect(answer(0, bytes: 7).bytes == 7)
    #expect(answer(0, bytes: 0).bytes == 0)
    #expect(Fetched(0, [], [.cancelled], took: .zero).bytes == nil)
  }
}
