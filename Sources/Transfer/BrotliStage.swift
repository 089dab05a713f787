internal import CBrotli

/// brotli: one stream, and behind it padding that is not looked at.
final class BrotliStage: DecodingStage {
  private let state: OpaquePointer
  private(set) var isComplete = true
  private var hasEnded = false

  init() throws(TransferError) {
    guard let state = BrotliDecoderCreateInstance(nil, nil, nil) else {
      throw .badEncoding("brotli does not start")
    }
    self.state = state
  }

  deinit { BrotliDecoderDestroyInstance(state) }

  func decode(_ input: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer)
    throws(TransferError) -> (taken: Int, made: Int)
  {
    if hasEnded { return (input.count, 0) }
    if !input.isEmpty { isComplete = false }
    var (inLeft, outLeft) = (input.count, room.count)
    var next = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    var out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
    switch BrotliDecoderDecompressStream(state, &inLeft, &next, &outLeft, &out, nil) {
    case BROTLI_DECODER_RESULT_SUCCESS: (isComplete, hasEnded) = (true, true)
    case BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT, BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT: break
    default: throw .badEncoding("broken brotli stream")
    }
    return (input.count - inLeft, room.count - outLeft)
  }
}

/// brotli as it runs.
enum BrotliLibrary {
  static var version: String {
    // Twelve bits each for the two smaller parts.
    let number = BrotliDecoderVersion()
    return "\(number >> 24).\(number >> 12 & 0xFFF).\(number & 0xFFF)"
  }
}
