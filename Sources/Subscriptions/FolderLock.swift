import Foundation

/// A lock on the folder of a file, so that two who read, change and write the file take turns.
///
/// It is the kernel's own (flock(2)) and needs no file of its own beside the owner's; where the
/// folder cannot be opened there is none, and writing will say why.
struct FolderLock: ~Copyable {
  private let folder: FileHandle?

  /// Waits until the folder is free.
  init(of path: String) {
    let file = URL(filePath: path).resolvingSymlinksInPath()
    folder = FileHandle(forReadingAtPath: file.deletingLastPathComponent().path)
    if let folder { flock(folder.fileDescriptor, LOCK_EX) }
  }

  /// Lets the next one in.
  func release() { try? folder?.close() }
}
