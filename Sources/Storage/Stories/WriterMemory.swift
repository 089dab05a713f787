import GRDB
import Synchronization

/// What the writer has read or written and may want again, kept from one transaction to the next.
///
/// It is only as good as the store that it was read from: after a transaction that was rolled back,
/// after any write but `record`, and after another connection's commit, all of it is forgotten.
final class WriterMemory: Sendable {
  /// The numbers of recurring words.
  let terms = TermMemory()
  /// The words of items, as far as near-duplicates are told by them.
  let wordings = Remembered<Wording>(atMost: 4096)
  /// Tagged items, as far as reports of the same deal are told by them.
  let reports = Remembered<DealReport>(atMost: 16_384)
  /// Stories of many items, as long as nothing but further items came to them.
  let stories = Remembered<KnownStory>(atMost: 256)
  /// Which items are found by parts of their sketches.
  let bands = Bands()
  /// The items whose words are not in the index yet.
  let waiting = WaitingWords()
  private let version = Mutex<Int64?>(nil)

  /// Forgets everything if another connection has committed since the last look.
  func check(_ db: Database) throws {
    let statement = try db.cachedStatement(sql: "PRAGMA data_version")
    let now = try Int64.fetchOne(statement)
    let before = version.withLock { version in
      defer { version = now }
      return version
    }
    if before != now { forgetAll() }
  }

  /// Forgets everything, after a rollback or another connection's commit.
  func forgetAll() {
    forget()
    waiting.forget()
  }

  /// Forgets what any write of this connection may have changed.
  func forget() {
    terms.forget()
    wordings.forget()
    reports.forget()
    stories.forget()
    bands.forget()
  }

  /// Forgets an item whose words or verdict have changed.
  func forget(_ item: Int64) {
    wordings.forget(item)
    reports.forget(item)
  }
}

/// Values by item, not more than a certain number.
final class Remembered<Value: Sendable>: Sendable {
  private let known = Mutex<[Int64: Value]>([:])
  private let most: Int

  /// Begins with nothing remembered.
  init(atMost most: Int) { self.most = most }

  /// The value of `item`, read by `read` where it is not remembered.
  func value(of item: Int64, _ read: () throws -> Value?) rethrows -> Value? {
    if let value = known.withLock({ $0[item] }) { return value }
    guard let value = try read() else { return nil }
    remember(value, of: item)
    return value
  }

  /// Whether the value of `item` is remembered.
  func knows(_ item: Int64) -> Bool { known.withLock { $0[item] != nil } }

  /// Takes out the value of `item`, so that it can be changed in its place.
  func take(_ item: Int64) -> Value? { known.withLock { $0.removeValue(forKey: item) } }

  /// Remembers the value of an item as it is now.
  func remember(_ value: Value, of item: Int64) {
    known.withLock { known in
      // Forgetting everything now and then is simpler than forgetting the right ones, and as good.
      if known.count >= most { known.removeAll(keepingCapacity: true) }
      known[item] = value
    }
  }

  /// Forgets an item.
  func forget(_ item: Int64) { known.withLock { _ = $0.removeValue(forKey: item) } }

  /// Forgets everything.
  func forget() { known.withLock { $0.removeAll() } }
}
