import GRDB
import Synchronization

/// The words that recur in verdicts (tags, companies, themes, roles, feature names), each stored
/// once and known by number.
struct Terms {
  private let db: Database
  private let memory: TermMemory

  /// Begins with what was looked up before, or with nothing.
  init(_ db: Database, _ memory: TermMemory = TermMemory()) {
    (self.db, self.memory) = (db, memory)
  }

  /// The number of `text`, given to it now when it is new.
  func id(_ text: String) throws -> Int64 {
    if let id = try known(text) { return id }
    try db.cachedStatement(sql: "INSERT INTO term(text) VALUES (?)").execute(arguments: [text])
    return memory.remember(db.lastInsertedRowID, text)
  }

  /// The number of `text`; nil when the store has never seen it.
  func known(_ text: String) throws -> Int64? {
    if let id = memory.id(text) { return id }
    let statement = try db.cachedStatement(sql: "SELECT id FROM term WHERE text = ?")
    guard let id = try Int64.fetchOne(statement, arguments: [text]) else { return nil }
    return memory.remember(id, text)
  }

  /// The text of number `id`; empty when there is none.
  func text(_ id: Int64) throws -> String {
    if let text = memory.text(id) { return text }
    let statement = try db.cachedStatement(sql: "SELECT text FROM term WHERE id = ?")
    guard let text = try String.fetchOne(statement, arguments: [id]) else { return "" }
    _ = memory.remember(id, text)
    return text
  }

  /// What `body` makes of the words whose numbers are at hand, looked at all at once.
  func withKnown<Value>(_ body: (inout KnownTerms) -> Value) -> Value {
    memory.withKnown(body)
  }

  /// The numbers of `texts` as one blob; nil when there are none.
  func packed(_ texts: [String]) throws -> [UInt8]? {
    guard !texts.isEmpty else { return nil }
    var writer = ByteWriter()
    for text in texts { writer.add(try id(text)) }
    return writer.bytes
  }

  /// The texts of a blob that `packed` made.
  func unpacked(_ bytes: [UInt8]?) throws -> [String] {
    guard let bytes else { return [] }
    var reader = ByteReader(bytes)
    var result: [String] = []
    while !reader.isAtEnd { result.append(try text(reader.number())) }
    return result
  }
}

/// The words and numbers that were looked up; what a rolled-back transaction added must be
/// forgotten with it.
final class TermMemory: Sendable {
  private let known = Mutex(KnownTerms())

  /// Begins with nothing looked up.
  init() {}

  /// The number of `text`, if it is remembered.
  func id(_ text: String) -> Int64? { known.withLock { $0.id(text) } }

  /// The text of number `id`, if it is remembered.
  func text(_ id: Int64) -> String? { known.withLock { $0.text(id) } }

  /// What `body` makes of the words that are remembered.
  func withKnown<Value>(_ body: (inout KnownTerms) -> Value) -> Value {
    known.withLock { body(&$0) }
  }

  /// Remembers a word, and gives its number back.
  func remember(_ id: Int64, _ text: String) -> Int64 {
    known.withLock { $0.remember(id, text) }
    return id
  }

  /// Forgets everything.
  func forget() { known.withLock { $0 = KnownTerms() } }
}
