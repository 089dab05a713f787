internal import Glibc

/// A file on this machine, read whole and in bounds.
package enum LocalFile {
  /// Returns the bytes of the regular file at `path`; devices, pipes and folders are refused.
  package static func contents(of path: String, maxBytes: Int) throws(TransferError) -> [UInt8] {
    // Without O_NONBLOCK the open of a pipe would wait for a writer for ever.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      throw .unreadable("cannot read \(path): \(String(cString: strerror(errno)))")
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable("cannot read \(path): not a regular file")
    }
    guard status.st_size <= maxBytes else { throw .tooLarge(limit: maxBytes) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(status.st_size)
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(file, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw .unreadable("cannot read \(path): \(String(cString: strerror(errno)))")
      }
      guard count > 0 else { return bytes }
      guard bytes.count + count <= maxBytes else { throw .tooLarge(limit: maxBytes) }
      bytes.append(contentsOf: piece[..<count])
    }
  }
}
