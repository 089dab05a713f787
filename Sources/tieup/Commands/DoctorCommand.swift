import Aggregation
import ArgumentParser
import Foundation
import JSONText
import Storage
import Subscriptions
import Syndication

/// `tieup doctor`: checks the set-up and the store, and says what to do.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check the set-up and the store; say what is wrong and what to do.",
    discussion: """
      The exit status is that of the first thing that is wrong, 0 when nothing is.

      Example:
        tieup doctor
      """
  )

  @ParentCommand var root: Tieup
  @OptionGroup var common: CommonOptions

  /// One thing that was looked at.
  struct Finding {
    var what: String
    var words: String
    /// What is wrong; nil when nothing is.
    var fault: Failure.Status?
  }

  func run() async throws {
    let context = CommandContext(common, under: root)
    var findings = [
      Finding(what: "version", words: "tieup \(Version.text)"),
      Finding(
        what: "feeds.yml",
        words: "\(context.locations.config) (\(context.locations.configReason))"
      ),
      Finding(what: "data", words: "\(context.locations.data) (\(context.locations.dataReason))"),
    ]
    findings.append(feeds(context))
    findings += store(context)
    findings.append(lock(context))
    findings.append(clock(context))
    findings.append(disk(context))
    try print(findings, context)
    if let fault = findings.compactMap(\.fault).first { throw ExitCode(fault.rawValue) }
  }

  private func feeds(_ context: CommandContext) -> Finding {
    do throws(Failure) {
      let file = try context.feedsFile()
      _ = try context.runSettings(file)
      return Finding(
        what: "subscriptions",
        words: "\(counted(file.subscriptions.count, "feed")), \(counted(file.rules.count, "rule"))"
      )
    } catch {
      return Finding(what: "subscriptions", words: error.message, fault: error.status)
    }
  }

  private func store(_ context: CommandContext) -> [Finding] {
    guard FileManager.default.fileExists(atPath: "\(context.locations.data)/\(Store.fileName)")
    else {
      return [Finding(what: "store", words: "none yet; 'tieup run' makes one")]
    }
    do throws(Failure) {
      let store = try context.store(.readOnly)
      let check: CheckReport
      do throws(StoreError) { check = try store.check() } catch { throw Failure(error) }
      let sizes = check.shares.prefix(4).map { "\($0.table) \(ByteCount.words($0.bytes))" }
      let counts =
        "\(counted(check.items, "item")), \(check.stories) stories, "
        + counted(check.reviews, "review")
      var findings = [
        Finding(
          what: "store",
          words: "\(counts), \(ByteCount.words(check.bytes)): \(sizes.joined(separator: ", "))"
        )
      ]
      for fault in check.faults {
        findings.append(Finding(what: "store", words: fault, fault: .inputOutput))
      }
      return findings
    } catch {
      return [Finding(what: "store", words: error.message, fault: error.status)]
    }
  }

  private func lock(_ context: CommandContext) -> Finding {
    guard let holder = RunLock.holder(folder: context.locations.data) else {
      return Finding(what: "lock", words: "free")
    }
    return Finding(
      what: "lock",
      words: "held by process \(holder.process) since \(holder.since.rfc3339)"
    )
  }

  private func clock(_ context: CommandContext) -> Finding {
    // The day this check was written: a clock before it is wrong, and so would be every schedule.
    let written = Timestamp(1_795_305_600)
    guard context.now >= written else {
      return Finding(
        what: "clock",
        words: "it says \(context.now.rfc3339), which is past; set it",
        fault: .configuration
      )
    }
    return Finding(what: "clock", words: context.now.rfc3339)
  }

  private func disk(_ context: CommandContext) -> Finding {
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

  private func print(_ findings: [Finding], _ context: CommandContext) throws(Failure) {
    var output = StandardOutput()
    if context.options.json {
      let rows = findings.map { finding -> JSONValue in
        [
          "what": .string(finding.what), "words": .string(finding.words),
          "ok": .bool(finding.fault == nil),
        ]
      }
      try output.line(JSONWriter(indented: true).string(.array(rows)))
    } else {
      let style = Style(isOn: context.terminal.usesColor)
      for finding in findings {
        let mark = finding.fault == nil ? style.green("ok  ") : style.red("bad ")
        try output.line(
          "\(mark) \(DisplayWidth.padded(finding.what, to: 14)) \(finding.words.printable)"
        )
      }
    }
    try output.flush()
  }
}
