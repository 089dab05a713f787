internal import CZstd

/// Zstandard with any number of frames, and behind them padding that is not looked at.
final class ZstdStage: DecodingStage {
  private let context: OpaquePointer
  private(set) var isComplete = true
  private var hasBegun = false
  private var hasEnded = false

  init() throws(TransferError) {
    guard let context = ZSTD_createDCtx() else { throw .badEncoding("zstd does not start") }
    self.context = context
    // RFC 9659: no server may ask a client for a window of more than 8 MiB (2 to the 23rd).
    ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, 23)
  }

  deinit { ZSTD_freeDCtx(context) }

  func decode(_ input: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer)
    throws(TransferError) -> (taken: Int, made: Int)
  {
    if hasEnded { return (input.count, 0) }
    if isComplete {
      guard let first = input.first else { return (0, 0) }
      if hasBegun, !Self.mayBeginFrame(first) {
        hasEnded = true
        return (input.count, 0)
      }
      hasBegun = true
    }
    var from = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
    var to = ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
    let wanted = ZSTD_decompressStream(context, &to, &from)
    guard ZSTD_isError(wanted) == 0 else {
      throw .badEncoding("broken zstd stream: \(String(cString: ZSTD_getErrorName(wanted)))")
    }
    isComplete = wanted == 0
    return (from.pos, to.pos)
  }

  /// Whether a frame, or one that a decoder skips, begins with this byte of its magic number.
  private static func mayBeginFrame(_ byte: UInt8) -> Bool {
    byte == 0x28 || (0x50...0x5F).contains(byte)
  }
}

/// Zstandard as it runs.
enum ZstdLibrary {
  static var version: String { String(cString: ZSTD_versionString()) }
}
