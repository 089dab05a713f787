internal import CZlib

/// gzip with any number of members, zlib, and raw deflate under the name of deflate.
final class ZlibStage: DecodingStage {
  enum Wrapping { case gzip, deflate }

  private let wrapping: Wrapping
  private let stream: UnsafeMutablePointer<z_stream>
  private var isOpen = false
  private(set) var isComplete = true
  /// Whether what follows is padding, of which nothing is looked at.
  private var hasEnded = false
  /// The first byte of a deflate stream, kept until the second tells zlib from raw deflate.
  private var head: [UInt8] = []

  init(_ wrapping: Wrapping) {
    self.wrapping = wrapping
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
  }

  deinit {
    if isOpen { inflateEnd(stream) }
    stream.deallocate()
  }

  func decode(_ input: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer)
    throws(TransferError) -> (taken: Int, made: Int)
  {
    if hasEnded { return (input.count, 0) }
    if isOpen {
      // What follows the end of a gzip member is another member, or padding.
      if isComplete, let next = input.first {
        guard wrapping == .gzip, next == 0x1F else {
          hasEnded = true
          return (input.count, 0)
        }
        inflateReset(stream)
        isComplete = false
      }
      return try inflate(input, into: room)
    }
    guard !input.isEmpty else { return (0, 0) }
    isComplete = false
    if wrapping == .gzip {
      try open(windowBits: 15 + 16)
      return try inflate(input, into: room)
    }
    guard let first = head.first else {
      if input.count >= 2 {
        try open(windowBits: Self.isZlib(input[0], input[1]) ? 15 : -15)
        return try inflate(input, into: room)
      }
      head = [input[0]]
      return (1, 0)
    }
    try open(windowBits: Self.isZlib(first, input[0]) ? 15 : -15)
    // Both bytes of the head go in at once; zlib takes them before anything comes out.
    var both = (first, input[0])
    head = []
    let failure = withUnsafeBytes(of: &both) { bytes -> TransferError? in
      do throws(TransferError) {
        _ = try inflate(bytes, into: room)
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
    return (1, 0)
  }

  private static func isZlib(_ first: UInt8, _ second: UInt8) -> Bool {
    first & 0x0F == 8 && (UInt16(first) << 8 | UInt16(second)) % 31 == 0
  }

  private func open(windowBits: Int32) throws(TransferError) {
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(stream, windowBits, ZLIB_VERSION, size) == Z_OK else {
      throw .badEncoding("zlib does not start")
    }
    isOpen = true
  }

  private func inflate(_ input: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer)
    throws(TransferError) -> (taken: Int, made: Int)
  {
    let offered = min(input.count, 1 << 24)
    let start = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.next_in = UnsafeMutablePointer(mutating: start)
    stream.pointee.avail_in = UInt32(offered)
    stream.pointee.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(room.count)
    switch CZlib.inflate(stream, Z_NO_FLUSH) {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: isComplete = true
    default:
      throw .badEncoding(stream.pointee.msg.map { String(cString: $0) } ?? "broken deflate stream")
    }
    return (offered - Int(stream.pointee.avail_in), room.count - Int(stream.pointee.avail_out))
  }
}

/// zlib as it runs.
enum ZlibLibrary {
  static var version: String { String(cString: zlibVersion()) }
}
