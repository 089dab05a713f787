/// Requests that wait until their host, and the loop as a whole, have room for them.
struct HostQueue<Element> {
  private var waiting: [(host: String, element: Element)] = []
  private var running: [String: Int] = [:]
  private var total = 0
  private let most: Int
  private let mostPerHost: Int

  init(most: Int, mostPerHost: Int) {
    (self.most, self.mostPerHost) = (max(1, most), max(1, mostPerHost))
  }

  /// Puts an element at the end of the line.
  mutating func append(_ element: Element, host: String) { waiting.append((host, element)) }

  /// Takes the first element whose host has room, and counts it as running.
  mutating func next() -> (host: String, element: Element)? {
    guard total < most else { return nil }
    guard let index = waiting.firstIndex(where: { running[$0.host, default: 0] < mostPerHost })
    else { return nil }
    let entry = waiting.remove(at: index)
    running[entry.host, default: 0] += 1
    total += 1
    return entry
  }

  /// Counts one element of the host as no longer running.
  mutating func ended(host: String) {
    guard let count = running[host] else { return }
    running[host] = count > 1 ? count - 1 : nil
    total -= 1
  }

  /// Takes an element out of the line before its turn.
  mutating func remove(where isMeant: (Element) -> Bool) -> Element? {
    guard let index = waiting.firstIndex(where: { isMeant($0.element) }) else { return nil }
    return waiting.remove(at: index).element
  }

  /// Takes all that wait.
  mutating func removeAll() -> [Element] {
    defer { waiting = [] }
    return waiting.map(\.element)
  }
}
