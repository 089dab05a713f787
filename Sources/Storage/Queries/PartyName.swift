import GRDB

extension Store {
  /// A party of some item as it is written in verdicts, found without regard to the case of ASCII
  /// letters; nil when no item has it.
  package func partyName(_ name: String) throws(StoreError) -> String? {
    try read(or: nil) { db in
      try String.fetchOne(
        db,
        sql: """
          SELECT t.text FROM term t
          WHERE t.text = ? COLLATE NOCASE AND EXISTS (SELECT 1 FROM itemParty p WHERE p.party = t.id)
          ORDER BY t.text = ? DESC LIMIT 1
          """,
        arguments: [name, name]
      )
    }
  }
}
