import Foundation

/// Standard output as a buffer that is written in large pieces.
///
/// A reader that went away (`| head`) ends the command quietly; a full device is a `Failure` with
/// status 74, because then what was asked for was not delivered.
struct StandardOutput {
  private var buffer: [UInt8] = []
  private let handle: FileHandle

  private let pager: Pager?

  init(_ handle: FileHandle = .standardOutput, pager: Pager? = nil) {
    (self.handle, self.pager) = (handle, pager)
  }

  /// Adds `text` and a line break.
  mutating func line(_ text: String) throws(Failure) {
    try write(text + "\n")
  }

  /// Adds `text` as it is.
  mutating func write(_ text: String) throws(Failure) {
    pager?.count(text)
    buffer.append(contentsOf: text.utf8)
    if buffer.count > 1 << 16 { try flush() }
  }

  /// Writes what is buffered.
  mutating func flush() throws(Failure) {
    guard !buffer.isEmpty else { return }
    let data = Data(buffer)
    buffer.removeAll(keepingCapacity: true)
    do {
      try (pager?.input ?? handle).write(contentsOf: data)
    } catch {
      pager?.end()
      throw Self.failure(error)
    }
  }

  /// Writes what is buffered, and waits for the pager where one shows it.
  mutating func finish() throws(Failure) {
    try flush()
    pager?.end()
  }

  /// The failure behind an error of `FileHandle`, whose POSIX code sits one error deeper.
  static func failure(_ error: any Error) -> Failure {
    var code = (error as NSError).code
    var domain = (error as NSError).domain
    if let deeper = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError {
      (code, domain) = (deeper.code, deeper.domain)
    }
    if domain == NSPOSIXErrorDomain, code == Int(EPIPE) { return .readerLeft }
    return Failure("cannot write to standard output: \(words(for: code))", .inputOutput)
  }

  private static func words(for code: Int) -> String {
    switch Int32(code) {
    case ENOSPC: "no space left on the device"
    case EBADF: "it is closed"
    case EIO: "input/output error"
    default: "error \(code)"
    }
  }
}

extension Failure {
  /// The reader of our output went away: nothing to complain about.
  static let readerLeft = Failure("", .inputOutput)

  /// Whether the command ends without a word and with status 0.
  var isQuiet: Bool { self == .readerLeft }
}
