/// The bodies that wait to be read, in the order in which they came, and how many are being read.
///
/// A server is asked for the next feed while the last one's answer waits here: whoever fetches is
/// not kept waiting by the reading.
struct ReadingQueue: Sendable {
  private var waiting: ArraySlice<Fetched> = []
  private var reading = 0
  /// The bytes of all bodies that wait or are being read.
  private(set) var bytes = 0

  /// So many are read side by side: what is recorded comes from one thread, and more of them
  /// would only stand before those who fetch.
  static let width = 4

  /// Whether nothing waits and nothing is being read.
  var isEmpty: Bool { waiting.isEmpty && reading == 0 }

  /// Takes what is to be read when its turn has come.
  mutating func add(_ one: Fetched) {
    waiting.append(one)
    bytes += one.bytes ?? 0
  }

  /// What is to be read now; nil when nothing waits or enough are being read.
  mutating func next() -> Fetched? {
    guard reading < Self.width, let one = waiting.popFirst() else { return nil }
    reading += 1
    return one
  }

  /// Notes that what had so many bytes has been read.
  mutating func ended(_ bytes: Int) {
    reading -= 1
    self.bytes -= bytes
  }
}
