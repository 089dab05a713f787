import Foundation

/// A file that is put in its place whole or not at all.
package enum WholeFile {
  /// What stands at the place is a pipe or a device: nobody may put a file there instead.
  package struct NotPlain: Error {}

  /// Puts `bytes` in the place of the file at `path`.
  ///
  /// They go to a file beside it, which then takes its name; the mode stays, and a symbolic link
  /// stays a link: what it points to is replaced. A device keeps its place, even from root.
  package static func replace(_ path: String, with bytes: [UInt8]) throws {
    let target = destination(of: path)
    let files = FileManager.default
    let there = try? files.attributesOfItem(atPath: target)
    let type = there?[.type] as? FileAttributeType
    guard type == nil || type == .typeRegular || type == .typeDirectory else { throw NotPlain() }
    try Data(bytes).write(to: URL(filePath: target), options: .atomic)
    if let mode = there?[.posixPermissions] {
      try files.setAttributes([.posixPermissions: mode], ofItemAtPath: target)
    }
  }

  /// Follows symbolic links, a few of them, so that a loop ends.
  private static func destination(of path: String) -> String {
    var path = path
    for _ in 0..<16 {
      guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else {
        return path
      }
      let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
      path = next.hasPrefix("/") ? next : folder + next
    }
    return path
  }
}
