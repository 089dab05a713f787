import Fetching
import Testing

@Suite("HostGate")
struct HostGateTests {
  /// Starts whatever may start.
  func started(_ gate: inout HostGate) -> [Int] {
    var indices: [Int] = []
    while case .start(let index) = gate.next() { indices.append(index) }
    return indices
  }

  @Test("lets so many start in all and so many to one host")
  func bounds() {
    var gate = HostGate(
      (0..<9).map { "http://host\($0 / 3)/\($0)" },
      perHost: 2,
      concurrency: 5
    )
    #expect(started(&gate) == [0, 3, 6, 1, 4])
    #expect(gate.next() == .wait)
    gate.ended(0)
    #expect(started(&gate) == [7])
    gate.ended(1)
    #expect(started(&gate) == [2])
  }

  @Test("takes the hosts in turn, so that a large one does not hold up the others")
  func fair() {
    let addresses = (0..<100).map { "http://large/\($0)" } + ["http://small/", "https://other/"]
    var gate = HostGate(addresses, perHost: 2, concurrency: 3)
    #expect(started(&gate) == [0, 100, 101])
  }

  @Test("counts http, https and another case as one host, and another port as another")
  func names() {
    let addresses = ["http://a/1", "https://A/2", "http://u:p@a:80/3", "http://a:8080/4"]
    var gate = HostGate(addresses, perHost: 1, concurrency: 9)
    #expect(started(&gate) == [0, 3])
    #expect(HostGate.host(of: "file:///x") == nil)
  }

  @Test("is done when all has ended, and after every order of ending")
  func done() {
    var random = SeededRandom(state: 7)
    for _ in 0..<50 {
      let addresses = (0..<40).map { _ in "http://h\(Int.random(in: 0..<6, using: &random))/" }
      var gate = HostGate(addresses, perHost: 2, concurrency: 5)
      var running = started(&gate)
      var seen = running
      while !running.isEmpty {
        #expect(running.count <= 5)
        gate.ended(running.remove(at: Int.random(in: running.indices, using: &random)))
        let more = started(&gate)
        running += more
        seen += more
      }
      #expect(gate.next() == .done)
      #expect(seen.sorted() == Array(addresses.indices))
    }
  }

  @Test("drops a host's queue only when a second of its feeds is put off")
  func hold() {
    var gate = HostGate(
      (0..<5).map { "http://a/\($0)" } + ["http://b/"],
      perHost: 2,
      concurrency: 9
    )
    #expect(started(&gate) == [0, 5, 1])
    #expect(gate.hold("a") == nil)
    #expect(gate.hold("a") == [2, 3, 4])
    #expect(gate.hold("elsewhere") == nil)
    for index in [0, 5, 1] { gate.ended(index) }
    #expect(gate.next() == .done)
  }

  @Test("lets nothing start once it is stopped")
  func stop() {
    var gate = HostGate(["http://a/", "http://b/"], perHost: 1, concurrency: 1)
    #expect(gate.next() == .start(0))
    gate.stop()
    #expect(gate.next() == .wait)
    gate.ended(0)
    #expect(gate.next() == .done)
  }
}

/// SplitMix64, so that a sweep is the same sweep every time.
struct SeededRandom: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
