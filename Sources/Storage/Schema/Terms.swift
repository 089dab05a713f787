import GRDB

/// The words that recur in verdicts (tags, companies, themes, roles, feature names), each stored
/// once and known by number.
///
/// Lives for one transaction: what a rolled-back one added is forgotten with it.
final class Terms {
  private let db: Database
  private var ids: [String: Int64] = [:]
  private var texts: [Int64: String] = [:]

  /// Begins with nothing looked up.
  init(_ db: Database) { self.db = db }

  /// The number of `text`, given to it now when it is new.
  func id(_ text: String) throws -> Int64 {
    if let id = try known(text) { return id }
    try db.cachedStatement(sql: "INSERT INTO term(text) VALUES (?)").execute(arguments: [text])
    return remember(db.lastInsertedRowID, text)
  }

  /// The number of `text`; nil when the store has never seen it.
  func known(_ text: String) throws -> Int64? {
    if let id = ids[text] { return id }
    let statement = try db.cachedStatement(sql: "SELECT id FROM term WHERE text = ?")
    guard let id = try Int64.fetchOne(statement, arguments: [text]) else { return nil }
    return remember(id, text)
  }

  /// The text of number `id`; empty when there is none.
  func text(_ id: Int64) throws -> String {
    if let text = texts[id] { return text }
    let statement = try db.cachedStatement(sql: "SELECT text FROM term WHERE id = ?")
    guard let text = try String.fetchOne(statement, arguments: [id]) else { return "" }
    _ = remember(id, text)
    return text
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

  private func remember(_ id: Int64, _ text: String) -> Int64 {
    ids[text] = id
    texts[id] = text
    return id
  }
}
