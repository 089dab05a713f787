import Foundation
import Storage
import Syndication

extension CheckUp {
  /// The store: whether it is sound, how large it is, when it was last added to, which feeds ail.
  func store() -> [Finding] {
    let path = "\(context.locations.data)/\(Store.fileName)"
    guard FileManager.default.fileExists(atPath: path) else {
      return [Finding(what: "store", words: "none yet; 'tieup run' makes one")]
    }
    do throws(Failure) {
      let store = try context.store(.readOnly)
      do throws(StoreError) {
        return size(try store.check())
          + news(
            try store.status(at: context.now).among(try? context.knownSubscriptions(), in: store)
          )
      } catch {
        throw Failure(error)
      }
    } catch {
      return [Finding(what: "store", words: error.message, fault: error.status)]
    }
  }

  private func size(_ check: CheckReport) -> [Finding] {
    let sizes = check.shares.prefix(4).map { "\($0.table) \(ByteCount.words($0.bytes))" }
    let counts =
      "\(counted(check.items, "item")), \(counted(check.stories, "story")), "
      + counted(check.reviews, "review")
    let words = "\(counts), \(ByteCount.words(check.bytes)): \(sizes.joined(separator: ", "))"
    return [Finding(what: "store", words: words)]
      + check.faults.map { Finding(what: "store", words: $0, fault: .inputOutput) }
  }

  private func news(_ status: StoreStatus) -> [Finding] {
    guard let last = status.lastRunAt else {
      return [Finding(what: "last run", words: "none yet; 'tieup run' makes one", isNote: true)]
    }
    let when = "\(last.ago(context.now)) (\(last.minute))"
    guard last <= context.now + .seconds(300) else {
      return [
        Finding(
          what: "last run",
          words: "\(last.minute), which is still to come by this machine's clock; set the clock",
          fault: .configuration
        )
      ]
    }
    let isOld = last < context.now - .seconds(2 * 86400)
    var findings = [
      Finding(
        what: "last run",
        words: isOld ? "\(when); look whether cron or the timer still starts it" : when,
        isNote: isOld
      )
    ]
    if status.failing + status.gone > 0 {
      findings.append(
        Finding(
          what: "feeds",
          words:
            "\(status.failing) failing, \(status.gone) gone; 'tieup feeds --problems' says why",
          isNote: true
        )
      )
    }
    return findings
  }
}
