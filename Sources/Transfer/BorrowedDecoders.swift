internal import Glibc

/// A C library's function by its name, when the library was loaded with libcurl.
private func loaded<Function>(_ name: String, as type: Function.Type) -> Function? {
  dlsym(nil, name).map { unsafeBitCast($0, to: type) }
}

/// Brotli by the library that libcurl itself brought along; where it brought none, brotli is not
/// offered to servers.
final class BrotliStage: DecodingStage {
  private typealias Create =
    @convention(c) (UnsafeRawPointer?, UnsafeRawPointer?, UnsafeRawPointer?) ->
    UnsafeMutableRawPointer?
  private typealias Destroy = @convention(c) (UnsafeMutableRawPointer) -> Void
  private typealias Decode =
    @convention(c) (
      UnsafeMutableRawPointer, UnsafeMutablePointer<Int>, UnsafeMutablePointer<UnsafeRawPointer?>,
      UnsafeMutablePointer<Int>, UnsafeMutablePointer<UnsafeMutableRawPointer?>,
      UnsafeMutablePointer<Int>?
    ) -> Int32

  private static let create = loaded("BrotliDecoderCreateInstance", as: Create.self)
  private static let destroy = loaded("BrotliDecoderDestroyInstance", as: Destroy.self)
  private static let decode = loaded("BrotliDecoderDecompressStream", as: Decode.self)

  /// Whether the library is there.
  static var isAvailable: Bool { create != nil && destroy != nil && decode != nil }

  private let state: UnsafeMutableRawPointer
  private(set) var isComplete = true
  private var hasEnded = false

  init?() {
    guard Self.isAvailable, let state = Self.create?(nil, nil, nil) else { return nil }
    self.state = state
  }

  deinit { Self.destroy?(state) }

  func decode(_ input: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer)
    throws(TransferError) -> (taken: Int, made: Int)
  {
    guard !hasEnded, let decode = Self.decode else { return (input.count, 0) }
    if !input.isEmpty { isComplete = false }
    var (inLeft, outLeft) = (input.count, room.count)
    var (next, out) = (input.baseAddress, room.baseAddress)
    switch decode(state, &inLeft, &next, &outLeft, &out, nil) {
    case 1: (isComplete, hasEnded) = (true, true)
    case 2, 3: break
    default: throw .badEncoding("broken brotli stream")
    }
    return (input.count - inLeft, room.count - outLeft)
  }
}

/// Zstandard by the library that libcurl itself brought along; where it brought none, zstd is not
/// offered to servers.
final class ZstdStage: DecodingStage {
  /// `ZSTD_inBuffer` and `ZSTD_outBuffer`: three words each.
  private struct Buffer {
    var start: UnsafeRawPointer?
    var size: Int
    var position = 0
  }

  private typealias Create = @convention(c) () -> UnsafeMutableRawPointer?
  private typealias Free = @convention(c) (UnsafeMutableRawPointer) -> Int
  private typealias Set = @convention(c) (UnsafeMutableRawPointer, Int32, Int32) -> Int
  private typealias Decode =
    @convention(c) (UnsafeMutableRawPointer, UnsafeMutableRawPointer, UnsafeMutableRawPointer) ->
    Int
  private typealias IsError = @convention(c) (Int) -> UInt32

  private static let create = loaded("ZSTD_createDCtx", as: Create.self)
  private static let free = loaded("ZSTD_freeDCtx", as: Free.self)
  private static let set = loaded("ZSTD_DCtx_setParameter", as: Set.self)
  private static let decode = loaded("ZSTD_decompressStream", as: Decode.self)
  private static let isError = loaded("ZSTD_isError", as: IsError.self)

  /// Whether the library is there.
  static var isAvailable: Bool {
    create != nil && free != nil && set != nil && decode != nil && isError != nil
  }

  private let context: UnsafeMutableRawPointer
  private(set) var isComplete = true

  init?() {
    guard Self.isAvailable, let context = Self.create?() else { return nil }
    self.context = context
    // RFC 9659: no server may ask a client for a window of more than 8 MiB (2 to the 23rd).
    _ = Self.set?(context, 100, 23)
  }

  deinit { _ = Self.free?(context) }

  func decode(_ input: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer)
    throws(TransferError) -> (taken: Int, made: Int)
  {
    guard let decode = Self.decode, let isError = Self.isError else { return (input.count, 0) }
    if isComplete && input.isEmpty { return (0, 0) }
    var from = Buffer(start: input.baseAddress, size: input.count)
    var to = Buffer(start: UnsafeRawPointer(room.baseAddress), size: room.count)
    let wanted = decode(context, &to, &from)
    guard isError(wanted) == 0 else { throw .badEncoding("broken zstd stream") }
    isComplete = wanted == 0
    return (from.position, to.position)
  }
}
