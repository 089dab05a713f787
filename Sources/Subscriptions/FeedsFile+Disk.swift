import Foundation

extension FeedsFile {
  /// Reads the file at `path`; messages call it by that very name.
  package static func load(path: String) throws(SubscriptionError) -> FeedsFile {
    try read(bytes: bytes(at: path), path: path)
  }

  /// The whole of the file at `path`, as it is on the disk.
  package static func bytes(at path: String) throws(SubscriptionError) -> [UInt8] {
    let real = URL(filePath: path).resolvingSymlinksInPath().path
    let kind = (try? FileManager.default.attributesOfItem(atPath: real))?[.type]
    switch kind as? FileAttributeType {
    case .typeDirectory: throw .unreadable(file: path, why: "it is a folder")
    case .typeRegular, nil: break
    default: return try streamed(from: path)
    }
    do {
      return [UInt8](try Data(contentsOf: URL(filePath: path)))
    } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
      throw .noSuchFile(path)
    } catch {
      throw .unreadable(file: path, why: reason(of: error))
    }
  }

  /// What a pipe or a device gives until its end, as in `--config <(generate)`.
  private static func streamed(from path: String) throws(SubscriptionError) -> [UInt8] {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw .unreadable(file: path, why: "permission denied")
    }
    defer { try? handle.close() }
    do {
      let data = try handle.read(upToCount: most + 1) ?? Data()
      guard data.count <= most else { throw CocoaError(.fileReadTooLarge) }
      return [UInt8](data)
    } catch {
      throw .unreadable(file: path, why: reason(of: error))
    }
  }

  /// More than any list of feeds; a device may have no end.
  private static let most = 64 << 20

  /// Puts `bytes` in the place of the file at `path`, whole or not at all.
  package static func write(_ bytes: [UInt8], to path: String) throws(SubscriptionError) {
    do {
      try WholeFile.replace(path, with: bytes)
    } catch {
      throw .unwritable(file: path, why: reason(of: error))
    }
  }

  private static func reason(of error: any Error) -> String {
    if error is WholeFile.NotPlain { return "it is a pipe or a device" }
    return switch (error as? CocoaError)?.code {
    case .fileReadNoPermission, .fileWriteNoPermission: "permission denied"
    case .fileWriteOutOfSpace: "no space left on the disk"
    case .fileWriteVolumeReadOnly: "the disk is read-only"
    case .fileNoSuchFile, .fileReadNoSuchFile: "no such folder"
    case .fileReadTooLarge: "it has no end"
    default: "the system gives no reason"
    }
  }
}
