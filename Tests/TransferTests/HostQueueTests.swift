import Testing

@testable import Transfer

@Suite("HostQueue")
struct HostQueueTests {
  @Test("gives out so many in all and so many a host, in the order of their coming")
  func bounds() {
    var queue = HostQueue<Int>(most: 3, mostPerHost: 2)
    for (element, host) in ["a", "a", "a", "b", "b", "c"].enumerated() {
      queue.append(element, host: host)
    }
    #expect([queue.next(), queue.next(), queue.next()].map { $0?.element } == [0, 1, 3])
    #expect(queue.next() == nil)
    queue.ended(host: "a")
    #expect(queue.next()?.element == 2)
    queue.ended(host: "b")
    #expect(queue.next()?.element == 4)
  }

  @Test("takes out what is not wanted any more")
  func remove() {
    var queue = HostQueue<Int>(most: 1, mostPerHost: 1)
    for element in 0..<4 { queue.append(element, host: "a") }
    #expect(queue.remove { $0 == 1 } == 1)
    #expect(queue.remove { $0 == 1 } == nil)
    #expect(queue.removeAll() == [0, 2, 3])
    #expect(queue.next() == nil)
  }
}
