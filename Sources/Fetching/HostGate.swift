import Transfer

/// Decides which of a run's feeds may start: so many in all, so many to one host, and the hosts in
/// turn, so that a host with a thousand feeds does not keep the others waiting.
///
/// A state machine without I/O; feeds are indices into the addresses it was made of.
package struct HostGate: Sendable {
  /// What to do now.
  package enum Step: Sendable, Equatable {
    /// Start this feed.
    case start(Int)
    /// Nothing may start before something ends.
    case wait
    /// Everything has ended or was dropped.
    case done
  }

  private struct Host {
    var queue: ArraySlice<Int> = []
    var running = 0
    var throttles = 0
    var isReady = false
  }

  private var hosts: [Host] = []
  private var numbers: [String: Int] = [:]
  private var hostOf: [Int] = []
  /// Hosts that have a feed waiting and room for it, in turn; those before `head` had theirs.
  private var ready: [Int] = []
  private var head = 0
  private var running = 0
  private var isStopped = false
  private let perHost: Int
  private let concurrency: Int

  /// Creates a gate for feeds fetched from `addresses`, in that order within a host.
  package init(_ addresses: [String], perHost: Int, concurrency: Int) {
    (self.perHost, self.concurrency) = (max(1, perHost), max(1, concurrency))
    for (index, address) in addresses.enumerated() {
      let name = Self.host(of: address) ?? ""
      let number = numbers[name] ?? hosts.count
      if number == hosts.count {
        numbers[name] = number
        hosts.append(Host())
      }
      hosts[number].queue.append(index)
      hostOf.append(number)
    }
    for number in hosts.indices { makeReady(number) }
  }

  /// The host of an address, with the port where it is not the scheme's own; nil for `file:`.
  package static func host(of address: String) -> String? { Origin(address)?.hostAndPort }

  /// The next step; a feed that is to start counts as running from then on.
  package mutating func next() -> Step {
    if !isStopped, running < concurrency {
      while head < ready.count {
        let number = ready[head]
        head += 1
        hosts[number].isReady = false
        guard let index = hosts[number].queue.popFirst() else { continue }
        hosts[number].running += 1
        running += 1
        makeReady(number)
        return .start(index)
      }
      (ready, head) = ([], 0)
    }
    return running > 0 ? .wait : .done
  }

  /// Takes note that a feed has ended.
  package mutating func ended(_ index: Int) {
    let number = hostOf[index]
    hosts[number].running -= 1
    running -= 1
    makeReady(number)
  }

  /// Takes note that a host asked one of its feeds to wait; answers the feeds that are dropped
  /// for it, or nil when the wait is only that feed's own.
  ///
  /// A server that puts off one address may have one slow route, and that feed's own state holds
  /// the wait; there is nothing to store for the host. When it puts off a second feed in the same
  /// run, it means the host.
  package mutating func hold(_ host: String) -> [Int]? {
    guard let number = numbers[host] else { return nil }
    hosts[number].throttles += 1
    guard hosts[number].throttles > 1 else { return nil }
    defer { hosts[number].queue = [] }
    return Array(hosts[number].queue)
  }

  /// Lets nothing start any more; what runs may end.
  package mutating func stop() { isStopped = true }

  private mutating func makeReady(_ number: Int) {
    guard !hosts[number].isReady, !hosts[number].queue.isEmpty, hosts[number].running < perHost
    else { return }
    hosts[number].isReady = true
    ready.append(number)
  }
}
