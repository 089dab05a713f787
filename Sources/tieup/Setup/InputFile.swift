import Foundation

/// A file named on the command line, or standard input.
enum InputFile {
  /// All bytes of the file at `path`; `-` is standard input.
  static func bytes(_ path: String) throws(Failure) -> [UInt8] {
    do {
      if path == "-" { return [UInt8](try FileHandle.standardInput.readToEnd() ?? Data()) }
      return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      guard path != "-", !FileManager.default.fileExists(atPath: path) else {
        throw Failure("\(path): cannot be read; check its permissions", .inputOutput)
      }
      throw Failure("\(path): no such file", .noInput)
    }
  }
}
