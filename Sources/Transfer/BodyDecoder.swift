internal import CZlib

/// Undoes the codings of a body piece by piece, and knows whether each came to its end.
///
/// libcurl decodes too, but takes a stream that breaks off for a whole one, and looks at limits
/// only between pieces of the wire, so that a bomb of a few bytes inflates for a long time.
final class BodyDecoder {
  private let stages: [any DecodingStage]

  /// Creates a decoder for a `Content-Encoding` such as `gzip` or `deflate, br`; throws when it
  /// names a coding that was not offered.
  init(contentEncoding: String) throws(TransferError) {
    var stages: [any DecodingStage] = []
    for part in contentEncoding.lowercased().split(separator: ",") {
      let name = part.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
      switch name {
      case "", "identity": continue
      case "gzip", "x-gzip": stages.append(ZlibStage(.gzip))
      case "deflate": stages.append(ZlibStage(.deflate))
      case "br":
        guard let stage = BrotliStage() else { throw .badEncoding("unknown coding br") }
        stages.append(stage)
      case "zstd":
        guard let stage = ZstdStage() else { throw .badEncoding("unknown coding zstd") }
        stages.append(stage)
      default: throw .badEncoding("unknown coding \(name)")
      }
    }
    guard stages.count <= 3 else { throw .badEncoding("\(stages.count) codings one in another") }
    self.stages = stages.reversed()
  }

  /// What is offered to servers.
  static let acceptEncoding =
    "gzip, deflate" + (BrotliStage.isAvailable ? ", br" : "")
    + (ZstdStage.isAvailable ? ", zstd" : "")

  /// Where decoded bytes go; throws when there is no room for them.
  typealias Sink = (UnsafeRawBufferPointer) throws(TransferError) -> Void

  /// Decodes `piece` and hands on what came out.
  func take(_ piece: UnsafeRawBufferPointer, sink: Sink) throws(TransferError) {
    try take(piece, stage: 0, sink: sink)
  }

  private func take(_ piece: UnsafeRawBufferPointer, stage: Int, sink: Sink)
    throws(TransferError)
  {
    guard stage < stages.count else { return try sink(piece) }
    var input = piece
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { room.deallocate() }
    while true {
      let step = try stages[stage].decode(input, into: room)
      input = UnsafeRawBufferPointer(rebasing: input[step.taken...])
      if step.made > 0 {
        try take(UnsafeRawBufferPointer(rebasing: room[..<step.made]), stage: stage + 1, sink: sink)
      }
      if step.made == 0, step.taken == 0 || input.isEmpty { return }
    }
  }

  /// Throws when a stream broke off; a body without any byte is a whole one.
  func finish() throws(TransferError) {
    for stage in stages where !stage.isComplete { throw .partial }
  }
}

/// One coding's streaming decoder.
protocol DecodingStage: AnyObject {
  /// Whether the stream came to its end, or never began.
  var isComplete: Bool { get }
  /// Decodes some of `input`; both counts are zero when more input is needed.
  func decode(_ input: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer)
    throws(TransferError) -> (taken: Int, made: Int)
}

/// gzip with any number of members, zlib, and raw deflate under the name of deflate.
private final class ZlibStage: DecodingStage {
  enum Wrapping { case gzip, deflate }

  private let wrapping: Wrapping
  private let stream: UnsafeMutablePointer<z_stream>
  private var isOpen = false
  private(set) var isComplete = true
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
    if isOpen {
      // What follows the end of a gzip member is another member, or padding that is not looked at.
      if isComplete {
        guard wrapping == .gzip, input.first == 0x1F else { return (input.count, 0) }
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
