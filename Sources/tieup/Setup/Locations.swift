import Foundation

/// Where feeds.yml and the store are, and why there.
struct Locations: Equatable, Sendable {
  /// The subscriptions file; it may not exist.
  var config: String
  /// The store's folder; it may not exist.
  var data: String
  /// Why the file was taken, such as `--config`.
  var configReason: String
  /// Why the folder was taken.
  var dataReason: String

  /// Finds both in the order of the contract: options, TIEUP_CONFIG and TIEUP_DATA, the working
  /// folder where `./feeds.yml` exists, then the XDG folders.
  static func find(
    config: String?,
    data: String?,
    environment: [String: String],
    exists: (String) -> Bool = { FileManager.default.fileExists(atPath: $0) }
  ) -> Locations {
    let here = exists("feeds.yml")
    let home = nonEmpty(environment["HOME"]) ?? NSHomeDirectory()
    func xdg(_ name: String, _ fallback: String) -> String {
      // The XDG rules: a relative path in these variables is to be ignored.
      if let folder = environment[name], folder.hasPrefix("/") { return folder }
      return "\(home)/\(fallback)"
    }
    let (file, fileReason): (String, String) =
      if let config {
        (config, "--config")
      } else if let named = nonEmpty(environment["TIEUP_CONFIG"]) {
        (named, "TIEUP_CONFIG")
      } else if here {
        ("feeds.yml", "./feeds.yml exists")
      } else {
        ("\(xdg("XDG_CONFIG_HOME", ".config"))/tieup/feeds.yml", "XDG_CONFIG_HOME")
      }
    let (folder, folderReason): (String, String) =
      if let data {
        (data, "--data")
      } else if let named = nonEmpty(environment["TIEUP_DATA"]) {
        (named, "TIEUP_DATA")
      } else if here {
        ("data", "./feeds.yml exists")
      } else {
        ("\(xdg("XDG_DATA_HOME", ".local/share"))/tieup", "XDG_DATA_HOME")
      }
    return Locations(
      config: file,
      data: folder,
      configReason: fileReason,
      dataReason: folderReason
    )
  }

  private static func nonEmpty(_ text: String?) -> String? {
    text.flatMap { $0.isEmpty ? nil : $0 }
  }
}
