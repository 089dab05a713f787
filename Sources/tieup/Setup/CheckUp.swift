import Aggregation
import Classification
import Foundation
import SAX
import Storage
import Subscriptions
import Syndication
import Transfer

/// What `doctor` looks at, one finding after the other.
struct CheckUp {
  /// One thing that was looked at.
  struct Finding: Equatable {
    /// What it is, one word.
    var what: String
    /// What was found; where something is wrong, what to do about it.
    var words: String
    /// What is wrong, as an exit status; nil when nothing is.
    var fault: Failure.Status?
    /// Whether it is worth a look although nothing is wrong.
    var isNote = false
  }

  let context: CommandContext

  /// Everything, in the order in which a person would ask.
  func findings() -> [Finding] {
    [Finding(what: "version", words: "tieup \(Version.text)"), libraries()]
      + config() + [data()] + subscriptions() + proxy() + [lexicon()] + store()
      + [lock(), clock(), disk()]
  }

  private func libraries() -> Finding {
    var all = [(name: "libxml2", version: SAXLibrary.version)] + TransferLibraries.versions
    all.append((name: "SQLite", version: SQLiteLibrary.version ?? "does not start"))
    let words = all.map { "\($0.name) \($0.version)" }.joined(separator: ", ")
    if let fault = TransferLibraries.fault {
      return Finding(what: "libraries", words: "\(words): \(fault)", fault: .configuration)
    }
    return Finding(what: "libraries", words: words)
  }

  private func config() -> [Finding] {
    let path = context.locations.config
    let words = "\(Self.whole(path)) (\(context.locations.configReason))"
    let place = Finding(what: "feeds.yml", words: words)
    let files = FileManager.default
    guard files.fileExists(atPath: path), !files.isWritableFile(atPath: path) else {
      return [place]
    }
    return [
      place,
      Finding(
        what: "feeds.yml",
        words: "may not be written by you: subscribe and import cannot add to it",
        isNote: true
      ),
    ]
  }

  /// The path from the root on, so that it says the same in every folder.
  private static func whole(_ path: String) -> String {
    path.hasPrefix("/") ? path : URL(fileURLWithPath: path).path
  }

  private func data() -> Finding {
    let path = context.locations.data
    let words = "\(Self.whole(path)) (\(context.locations.dataReason))"
    guard FileManager.default.fileExists(atPath: path) else {
      return Finding(what: "data", words: words)
    }
    guard FileManager.default.fileExists(atPath: "\(path)/.") else {
      return Finding(
        what: "data",
        words: "\(words): a file, where a folder is wanted; move it away or say --data",
        fault: .cannotCreate
      )
    }
    guard FileManager.default.isWritableFile(atPath: path) else {
      return Finding(
        what: "data",
        words:
          "\(words): may not be written by you, so that no run can store; mend its permissions",
        fault: .cannotCreate
      )
    }
    return Finding(what: "data", words: words)
  }

  private func subscriptions() -> [Finding] {
    do throws(Failure) {
      let file = try context.feedsFile(warning: false)
      _ = try context.runSettings(file)
      let counts =
        "\(counted(file.subscriptions.count, "feed")), \(counted(file.rules.count, "rule"))"
      return [Finding(what: "subscriptions", words: counts)]
        + file.warnings.map { Finding(what: "subscriptions", words: $0, isNote: true) }
    } catch {
      return [Finding(what: "subscriptions", words: error.message, fault: error.status)]
    }
  }

  /// A proxy that is named but not used; nothing where there is none, or where it is used.
  private func proxy() -> [Finding] {
    let names = ["https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy", "ALL_PROXY"]
    let environment = ProcessInfo.processInfo.environment
    guard let name = names.first(where: { environment[$0]?.isEmpty == false }),
      let file = try? context.feedsFile(warning: false), !file.settings.allowPrivateHosts
    else { return [] }
    return [
      Finding(
        what: "proxy",
        words: "\(name) is not used: behind a proxy no address could be checked before it is "
          + "connected to; 'allow-private-hosts: true' in feeds.yml gives that up",
        isNote: true
      )
    ]
  }

  private func lexicon() -> Finding {
    do throws(Failure) {
      let classifier = try context.classifier()
      let own = try context.taught().lexicon.count
      let companies = "\(classifier.lexicon.companies.count) companies"
      let added = own == 0 ? "built in" : "with \(counted(own, "file")) of your own"
      return Finding(what: "lexicon", words: "\(companies), \(added) (\(classifier.version))")
    } catch {
      return Finding(what: "lexicon", words: error.message, fault: error.status)
    }
  }

  private func lock() -> Finding {
    guard let holder = RunLock.holder(folder: context.locations.data) else {
      return Finding(what: "lock", words: "free")
    }
    return Finding(
      what: "lock",
      words: "held by process \(holder.process) since \(holder.since.minute)"
    )
  }

  private func clock() -> Finding {
    // The day this check was written: a clock before it is wrong, and so would be every schedule.
    let written = Timestamp(1_795_305_600)
    guard context.now >= written else {
      return Finding(
        what: "clock",
        words: "it says \(context.now.minute), which is past; set it, or feeds are asked too often",
        fault: .configuration
      )
    }
    return Finding(what: "clock", words: context.now.minute)
  }

  private func disk() -> Finding {
    var folder = context.locations.data
    while !folder.isEmpty, folder != "/", !FileManager.default.fileExists(atPath: folder) {
      folder = URL(fileURLWithPath: folder).deletingLastPathComponent().path
    }
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
    guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value else {
      return Finding(what: "disk", words: "free space unknown")
    }
    let isLow = free < 100_000_000
    return Finding(
      what: "disk",
      words: "\(ByteCount.words(free)) free\(isLow ? "; make room, a run may fail" : "")",
      fault: isLow ? .inputOutput : nil
    )
  }
}
