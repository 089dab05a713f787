import Foundation

/// The lines of a file as they come, without the line breaks.
struct LineReader {
  private let handle: FileHandle
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  init(_ handle: FileHandle) { self.handle = handle }

  /// Whether a whole line is in hand already.
  var hasMore: Bool { buffer[start...].contains(UInt8(ascii: "\n")) }

  /// The next line, or nil behind the last.
  mutating func next() throws(Failure) -> [UInt8]? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { start = end + 1 }
        return Array(buffer[start..<end])
      }
      if isAtEnd {
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        return Array(buffer[start...])
      }
      buffer.removeFirst(start)
      start = 0
      searched = buffer.count
      try fill()
    }
  }

  private mutating func fill() throws(Failure) {
    do {
      guard let data = try handle.read(upToCount: 1 << 16), !data.isEmpty else {
        isAtEnd = true
        return
      }
      buffer.append(contentsOf: data)
    } catch {
      throw Failure("cannot read standard input", .inputOutput)
    }
  }
}
