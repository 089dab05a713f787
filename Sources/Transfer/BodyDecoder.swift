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
      // No codings at all, but what careless servers write there of bytes that are as they are.
      case "none", "utf-8", "utf8", "iso-8859-1", "binary", "7bit", "8bit": continue
      case "gzip", "x-gzip": stages.append(ZlibStage(.gzip))
      case "deflate": stages.append(ZlibStage(.deflate))
      case "br": stages.append(try BrotliStage())
      case "zstd": stages.append(try ZstdStage())
      default: throw .badEncoding("unknown coding \(name)")
      }
    }
    guard stages.count <= 3 else { throw .badEncoding("\(stages.count) codings one in another") }
    self.stages = stages.reversed()
  }

  /// What is offered to servers.
  static let acceptEncoding = "gzip, deflate, br, zstd"

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
