import Foundation

/// Why the system refused something, in a few words of our own: a library's words name files and
/// folders that the message names already, or say nothing of the cause.
enum SystemFailure {
  /// The cause of a failed call, as deep as it was told.
  static func reason(_ error: any Error) -> String {
    var next: (any Error)? = error
    var code: Int32?
    while let one = next as NSError?, code == nil {
      if one.domain == NSPOSIXErrorDomain { code = Int32(exactly: one.code) }
      if one.domain == NSCocoaErrorDomain { code = posix[one.code] }
      let inner = one.userInfo[NSUnderlyingErrorKey] as? any Error
      // What lies deeper knows better.
      if let deeper = inner.map({ $0 as NSError }), deeper.domain == NSPOSIXErrorDomain {
        code = Int32(exactly: deeper.code)
      }
      next = inner
    }
    guard let code else { return "no reason is known" }
    return words[code] ?? "the system says error \(code)"
  }

  private static let words: [Int32: String] = [
    EACCES: "permission denied", EPERM: "permission denied",
    ENOSPC: "no space is left on the disk", EDQUOT: "the quota is used up",
    EROFS: "the disk is read-only", ENOENT: "the folder above it is missing",
    ENOTDIR: "a file is in the way", EEXIST: "a file is in the way",
    EISDIR: "a folder is in the way", ENAMETOOLONG: "the name is too long",
    EMFILE: "too many files are open", ENFILE: "too many files are open",
    EFBIG: "a limit on the size of files is reached", EIO: "the disk fails",
    ELOOP: "its symbolic links go round in a circle", EINVAL: "the name cannot be used",
    EXDEV: "it lies on another disk", EBUSY: "another program has it in use",
  ]

  /// What Foundation's codes of file errors stand for.
  private static let posix: [Int: Int32] = [
    4: ENOENT, 255: EBUSY, 257: EACCES, 258: EINVAL, 260: ENOENT, 263: EFBIG, 512: EIO,
    513: EACCES, 514: EINVAL, 516: EEXIST, 640: ENOSPC, 642: EROFS,
  ]
}
