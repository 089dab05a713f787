import Foundation

/// A file named on the command line, or standard input.
enum InputFile {
  /// More than any feed or list of feeds: beyond it, what is read is a mistake.
  private static let limit = 256 << 20

  /// All bytes of the file at `path`; `-` is standard input.
  static func bytes(_ path: String) throws(Failure) -> [UInt8] {
    let name = path == "-" ? "standard input" : path
    var bytes: [UInt8] = []
    do {
      let handle =
        path == "-"
        ? FileHandle.standardInput
        : try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty {
        bytes.append(contentsOf: piece)
        if bytes.count > limit { break }
      }
      try handle.close()
    } catch {
      if path != "-", !FileManager.default.fileExists(atPath: path) {
        throw Failure("\(name): no such file", .noInput)
      }
      let kind = try? FileManager.default.attributesOfItem(atPath: path)[.type]
      let isFolder = (kind as? FileAttributeType) == .typeDirectory
      throw Failure(
        isFolder
          ? "\(name): is a folder; name the files in it"
          : "\(name): cannot be read; check its permissions",
        .noInput
      )
    }
    guard bytes.count <= limit else {
      throw Failure("\(name): larger than \(limit >> 20) MiB, more than tieup reads", .badInput)
    }
    return bytes
  }
}
