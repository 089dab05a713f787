import GRDB
internal import Syndication

/// Finds the stored items that tell the same event as an item.
///
/// Whether two items belong together depends on those two alone and on no order, so the stories
/// that grow out of it are the same in whatever order items arrive.
struct StoryLinks {
  /// Reports of one deal by the same companies follow each other within this many seconds.
  static let dealWindow: Int64 = 5 * 86400
  /// Near-duplicates are looked for within this many seconds.
  static let copyWindow: Int64 = 3 * 86400
  /// Reports that name fewer of the companies are looked for within this many seconds.
  static let partWindow: Int64 = 2 * 86400

  /// An item is linked with so many others of its words at most, those that came next to it: every
  /// two of thousands of copies would be millions of links.
  static let enough = 32

  private let db: Database
  private let terms: Terms
  private let memory: WriterMemory

  /// Begins with the transaction's connection.
  init(_ db: Database, _ terms: Terms, _ memory: WriterMemory) {
    (self.db, self.terms, self.memory) = (db, terms, memory)
  }

  /// An item's words have changed.
  func changed(_ item: Int64) { memory.forget(item) }

  /// The stored items that `item` belongs with; what only likeness shows is noted for later.
  func neighbours(of item: WrittenItem) throws -> Set<Int64> {
    var found = try byPairing(item)
    for other in try byLikeness(item) where found.insert(other).inserted {
      try noteLikeness(item.id, other, byPart: false)
    }
    for other in try byPart(item) where found.insert(other).inserted {
      try noteLikeness(item.id, other, byPart: true)
    }
    return found
  }

  private func noteLikeness(_ one: Int64, _ other: Int64, byPart: Bool) throws {
    try db.cachedStatement(
      sql: "INSERT OR IGNORE INTO likeness(item, other, byPart) VALUES (?,?,?)"
    )
    .execute(arguments: [min(one, other), max(one, other), byPart])
  }

  /// Makes the item findable by later ones.
  func enter(_ item: WrittenItem) throws {
    for tag in item.verdict.tags {
      try db.cachedStatement(sql: "INSERT OR IGNORE INTO itemTag(tag, date, item) VALUES (?, ?, ?)")
        .execute(arguments: [try terms.id(tag), item.date, item.id])
    }
    if item.verdict.isAlliance {
      for party in item.verdict.parties {
        try db.cachedStatement(
          sql: "INSERT OR IGNORE INTO itemParty(party, date, item) VALUES (?, ?, ?)"
        ).execute(arguments: [try terms.id(party), item.date, item.id])
      }
      for key in Self.pairingKeys(item.verdict) {
        try db.cachedStatement(
          sql: "INSERT OR IGNORE INTO pairing(key, date, item) VALUES (?, ?, ?)"
        ).execute(arguments: [key, item.date, item.id])
      }
    }
    try memory.bands.enter(item.id, item.bands, db)
  }

  /// Writes what was put off until the end of the batch.
  func finish() throws { try memory.bands.write(db) }

  /// Takes out what `enter` put in for the verdict `before`; likeness of words stays.
  func leave(_ item: Int64, date: Int64, before: Verdict) throws {
    for tag in before.tags {
      try db.cachedStatement(sql: "DELETE FROM itemTag WHERE tag = ? AND date = ? AND item = ?")
        .execute(arguments: [try terms.id(tag), date, item])
    }
    for party in before.parties {
      try db.cachedStatement(sql: "DELETE FROM itemParty WHERE party = ? AND date = ? AND item = ?")
        .execute(arguments: [try terms.id(party), date, item])
    }
    for key in Self.everyPairingKey(before) {
      try db.cachedStatement(sql: "DELETE FROM pairing WHERE key = ? AND date = ? AND item = ?")
        .execute(arguments: [key, date, item])
    }
    try db.cachedStatement(sql: "DELETE FROM likeness WHERE byPart AND (item = ?1 OR other = ?1)")
      .execute(arguments: [item])
  }

  /// The keys under which reports of one deal meet: the companies in twos, and in threes.
  ///
  /// A report that names three meets those of the first two, which is who the deal is between, and
  /// no other two: what is said of the third in passing must not tie its own deals to this one. A
  /// report that names four or more meets only reports which share three of them: a round-up of the
  /// week's deals must not make one story of them. Deals on charging stand apart from others.
  static func pairingKeys(_ verdict: Verdict) -> [Int64] {
    keys(verdict, isEveryPair: false)
  }

  /// All keys that were ever given to a verdict, so that what stands under them can be found.
  static func everyPairingKey(_ verdict: Verdict) -> [Int64] { keys(verdict, isEveryPair: true) }

  private static func keys(_ verdict: Verdict, isEveryPair: Bool) -> [Int64] {
    guard verdict.isAlliance else { return [] }
    var named: [String] = []
    for party in verdict.parties.prefix(6) where !named.contains(party) { named.append(party) }
    guard named.count >= 2 else { return [] }
    let first = Set(named.prefix(2))
    let parties = named.sorted()
    let kind: Int64 = verdict.form == .charging ? 1 : 0
    var keys: [Int64] = []
    for (index, one) in parties.enumerated() {
      for (next, other) in parties.enumerated().dropFirst(index + 1) {
        if parties.count <= 3, isEveryPair || first == [one, other] {
          keys.append(key([one, other], kind))
        }
        for third in parties.dropFirst(next + 1) { keys.append(key([one, other, third], kind)) }
      }
    }
    return keys
  }

  private static func key(_ parties: [String], _ kind: Int64) -> Int64 {
    var hash = StableHash(7)
    hash.add(kind)
    for party in parties { hash.add(party) }
    return hash.value
  }

  /// The nearest report before and after of each group of companies.
  private func byPairing(_ item: WrittenItem) throws -> Set<Int64> {
    var found: Set<Int64> = []
    let before = try db.cachedStatement(
      sql: """
        SELECT item FROM pairing WHERE key = ? AND date BETWEEN ? AND ? AND item <> ?
        ORDER BY date DESC, item DESC LIMIT 1
        """
    )
    let after = try db.cachedStatement(
      sql: """
        SELECT item FROM pairing WHERE key = ? AND date BETWEEN ? AND ? AND item <> ?
        ORDER BY date, item LIMIT 1
        """
    )
    for key in Self.pairingKeys(item.verdict) {
      let past = [key, item.date - Self.dealWindow, item.date, item.id]
      if let other = try Int64.fetchOne(before, arguments: .numbers(past)) {
        found.insert(other)
      }
      let future = [key, item.date, item.date + Self.dealWindow, item.id]
      if let other = try Int64.fetchOne(after, arguments: .numbers(future)) {
        found.insert(other)
      }
    }
    return found
  }

  /// Items in nearly the same words, or under the same long headline in another feed.
  private func byLikeness(_ item: WrittenItem) throws -> Set<Int64> {
    guard !item.bands.isEmpty else { return [] }
    var candidates = try memory.bands.items(with: item.bands.prefix(Bands.most), db)
    candidates.remove(item.id)
    // Hardly an article is ever held against another; the few that are can be read again.
    guard !candidates.isEmpty else { return [] }
    let own = Wording(item)
    memory.wordings.remember(own, of: item.id)
    return try nearest(item.id, of: candidates) { candidate in
      try memory.wordings.value(of: candidate) { try wording(candidate) }
        .map(own.tellsTheSame) ?? false
    }
  }

  /// Items that name only some of the companies, under a headline with the same words.
  private func byPart(_ item: WrittenItem) throws -> Set<Int64> {
    guard item.verdict.isAlliance, !item.verdict.parties.isEmpty else { return [] }
    var candidates: Set<Int64> = []
    let statement = try db.cachedStatement(
      sql: "SELECT item FROM itemParty WHERE party = ? AND date BETWEEN ? AND ? LIMIT 200"
    )
    for party in item.verdict.parties.prefix(6) {
      candidates.formUnion(
        try Int64.fetchSet(
          statement,
          arguments: [
            try terms.id(party), item.date - Self.partWindow, item.date + Self.partWindow,
          ]
        )
      )
    }
    candidates.remove(item.id)
    let verdict = item.verdict
    let own = try DealReport(
      parties: verdict.parties,
      form: verdict.form,
      title: item.title,
      terms
    )
    memory.reports.remember(own, of: item.id)
    return try nearest(item.id, of: candidates) { candidate in
      try memory.reports.value(of: candidate) { try report(candidate) }
        .map(own.tellsTheSame) ?? false
    }
  }

  /// Those of `items` that came next before and after `item` and that `isMeant`; no more than
  /// `enough`, as the others hang together with these.
  private func nearest(
    _ item: Int64,
    of items: Set<Int64>,
    _ isMeant: (Int64) throws -> Bool
  ) rethrows -> Set<Int64> {
    var found: Set<Int64> = []
    // Of two as near the earlier one, so that the same items are linked each time.
    for other in items.sorted(by: { (abs($0 - item), $0) < (abs($1 - item), $1) })
    where try isMeant(other) {
      found.insert(other)
      if found.count == Self.enough { break }
    }
    return found
  }

  private func report(_ item: Int64) throws -> DealReport? {
    let statement = try db.cachedStatement(sql: "SELECT title, verdict FROM item WHERE id = ?")
    return try Row.fetchOne(statement, arguments: [item]).map {
      try DealReport($0.bytes(1), title: $0[0], terms)
    }
  }

  private func wording(_ item: Int64) throws -> Wording? {
    let statement = try db.cachedStatement(
      sql: "SELECT feed, date, title, sketch FROM item WHERE id = ?"
    )
    return try Row.fetchOne(statement, arguments: [item]).map(Wording.init)
  }
}
